"""Buyers' addresses. The store's own name comes first in a path, so everything fixed stands above it."""

from django.urls import path

from bukapo.faces.storefront.views import campaign, changing, front, money, order, ordering, sending, waiting

app_name = "storefront"
urlpatterns = [
    path("", front.front, name="front"),
    path("bahasa/<slug:code>/", front.language, name="language"),
    path("p/<slug:secret>/", order.order, name="order"),
    path("p/<slug:secret>/ubah/", changing.change, name="change"),
    path("p/<slug:secret>/bukti/", order.proof, name="proof"),
    path("p/<slug:secret>/batal/", order.cancel, name="cancel"),
    path("p/<slug:secret>/diterima/", order.received, name="received"),
    path("p/<slug:secret>/testimoni/", order.review, name="review"),
    path("p/<slug:secret>/nota/<slug:code>/", order.receipt, name="receipt"),
    path("p/<slug:secret>/saldo/simpan/", money.keep, name="credit_keep"),
    path("p/<slug:secret>/saldo/pakai/", money.spend, name="credit_spend"),
    path("p/<slug:secret>/saldo/cairkan/", money.pay_out, name="credit_pay_out"),
    path("p/<slug:secret>/rekening/", money.account, name="refund_account"),
    path("a/<slug:secret>/", waiting.entry, name="entry"),
    path("a/<slug:secret>/keluar/", waiting.leave, name="leave"),
    path("nota/<slug:code>/", order.nota, name="nota"),
    path("<slug:store>/", front.store, name="store"),
    path("<slug:store>/<slug:campaign>/", campaign.campaign, name="campaign"),
    path("<slug:store>/<slug:campaign>/pesan/", ordering.order_form, name="order_form"),
    path("<slug:store>/<slug:campaign>/pesan/kirim/", sending.send_order, name="send_order"),
    path("<slug:store>/<slug:campaign>/undian/", waiting.draw, name="draw"),
    path("<slug:store>/<slug:campaign>/undian/kode.txt", waiting.draw_codes, name="draw_codes"),
]
