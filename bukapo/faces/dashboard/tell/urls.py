from django.urls import URLPattern, path

from bukapo.faces.dashboard.tell import mailbox, queue, states, stops, whatsapp, words

_WORDS = "<slug:store>/pesan/kata/<str:key>/<slug:channel>/<slug:language>/"
_FORM = "<slug:store>/pesan/whatsapp/templat/<str:key>/<slug:language>/"

urlpatterns: list[URLPattern] = [
    path("<slug:store>/pesan/", queue.store_messages, name="store_messages"),
    path("<slug:store>/pesan/", queue.store_messages, name="messages"),
    path("<slug:store>/po/<slug:campaign>/pesan/", queue.messages, name="messages"),
    path("<slug:store>/pesan/keadaan/", states.states, name="message_states"),
    path("<slug:store>/pesan/berhenti/", stops.stops, name="message_stops"),
    path("<slug:store>/pesan/berhenti/tambah/", stops.stop_by_seller, name="message_stop_add"),
    path("<slug:store>/pesan/jam-tenang/", stops.quiet_hours, name="message_stops_quiet"),
    path("<slug:store>/pesan/whatsapp/", whatsapp.whatsapp, name="whatsapp"),
    path("<slug:store>/pesan/whatsapp/simpan/", whatsapp.whatsapp_save, name="whatsapp_save"),
    path("<slug:store>/pesan/whatsapp/coba/", whatsapp.whatsapp_check, name="whatsapp_check"),
    path("<slug:store>/pesan/whatsapp/uji/", whatsapp.whatsapp_test, name="whatsapp_test"),
    path("<slug:store>/pesan/whatsapp/pakai/", whatsapp.whatsapp_switch, name="whatsapp_switch"),
    path("<slug:store>/pesan/whatsapp/templat/baca/", whatsapp.whatsapp_sync, name="whatsapp_sync"),
    path(_FORM, whatsapp.whatsapp_form, name="whatsapp_form"),
    path(f"{_FORM}ajukan/", whatsapp.whatsapp_propose, name="whatsapp_propose"),
    path("<slug:store>/pesan/<int:message>/terkirim/", queue.message_sent, name="message_sent"),
    path("<slug:store>/pesan/<int:message>/lewati/", queue.message_skipped, name="message_skipped"),
    path("<slug:store>/pesan/<int:message>/kembalikan/", queue.message_restored, name="message_restored"),
    path("<slug:store>/pesan/kata/", words.templates, name="templates"),
    path(_WORDS, words.template, name="template"),
    path(f"{_WORDS}bawaan/", words.template_reset, name="template_reset"),
    path(f"{_WORDS}kirim/", words.template_switch, name="template_switch"),
    path("<slug:store>/kotak-surat/", mailbox.mailbox, name="mailbox"),
    path("<slug:store>/kotak-surat/<int:message>/", mailbox.mail, name="mail"),
]
