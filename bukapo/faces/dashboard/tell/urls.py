from django.urls import URLPattern, path

from bukapo.faces.dashboard.tell import mailbox, queue, words

_WORDS = "<slug:store>/pesan/kata/<str:key>/<slug:channel>/<slug:language>/"

urlpatterns: list[URLPattern] = [
    path("<slug:store>/pesan/", queue.store_messages, name="store_messages"),
    path("<slug:store>/pesan/", queue.store_messages, name="messages"),
    path("<slug:store>/po/<slug:campaign>/pesan/", queue.messages, name="messages"),
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
