"""Buyers' addresses. The store's own name comes first in a path, so everything fixed stands above it."""

from django.urls import path

from bukapo.faces.storefront.views import (
    campaign,
    changing,
    front,
    order,
    ordering,
    papers,
    paying,
    pricing,
    qris,
    sending,
    waiting,
)

app_name = "storefront"
urlpatterns = [
    path("", front.front, name="front"),
    path("bahasa/<slug:code>/", front.language, name="language"),
    path("p/<slug:secret>/", order.order, name="order"),
    path("p/<slug:secret>/ubah/", changing.change, name="change"),
    path("p/<slug:secret>/bukti/", order.proof, name="proof"),
    path("p/<slug:secret>/bayar/", paying.begin, name="pay_by_gateway"),
    path("p/<slug:secret>/bayar/<slug:reference>/", paying.attempt, name="attempt"),
    path("p/<slug:secret>/bayar/<slug:reference>/keadaan/", paying.attempt_state, name="attempt_state"),
    path("p/<slug:secret>/bayar/<slug:reference>/qr.png", paying.attempt_qr, name="attempt_qr"),
    path("p/<slug:secret>/harga/<slug:way>/", pricing.answer_price, name="answer_price"),
    path("p/<slug:secret>/harga/<slug:way>/kirim/", pricing.send_answer, name="send_price_answer"),
    path("p/<slug:secret>/batal/", order.cancel, name="cancel"),
    path("p/<slug:secret>/diterima/", order.received, name="received"),
    path("p/<slug:secret>/testimoni/", order.review, name="review"),
    path("p/<slug:secret>/nota/<slug:code>/", order.receipt, name="receipt"),
    path("p/<slug:secret>/qris.png", qris.qris_picture, name="qris_picture"),
    path("p/<slug:secret>/kwitansi/<slug:code>/", papers.kwitansi, name="kwitansi"),
    path("p/<slug:secret>/tagihan/", papers.invoice, name="invoice"),
    path("a/<slug:secret>/", waiting.entry, name="entry"),
    path("a/<slug:secret>/keluar/", waiting.leave, name="leave"),
    path("nota/<slug:code>/", papers.cek, name="nota"),
    path("cek/", papers.cek_form, name="cek_form"),
    path("cek/<slug:code>/", papers.cek, name="cek"),
    path("<slug:store>/", front.store, name="store"),
    path("<slug:store>/<slug:campaign>/", campaign.campaign, name="campaign"),
    path("<slug:store>/<slug:campaign>/pesan/", ordering.order_form, name="order_form"),
    path("<slug:store>/<slug:campaign>/pesan/kirim/", sending.send_order, name="send_order"),
    path("<slug:store>/<slug:campaign>/undian/", waiting.draw, name="draw"),
    path("<slug:store>/<slug:campaign>/undian/kode.txt", waiting.draw_codes, name="draw_codes"),
]
