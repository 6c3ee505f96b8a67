from django.urls import URLPattern, path

from bukapo.faces.dashboard.money import overview, pictures, receipts, refunds

urlpatterns: list[URLPattern] = [
    path("<slug:store>/po/<slug:campaign>/uang/", overview.money, name="money"),
    path("<slug:store>/pengembalian/", refunds.refunds, name="refunds"),
    path("<slug:store>/pengembalian/terkirim/", refunds.refunds_sent, name="refunds_sent"),
    path("<slug:store>/pengembalian/daftar.<slug:kind>", refunds.refunds_file, name="refunds_file"),
    path("<slug:store>/bukti/<int:proof>/gambar/", pictures.proof_picture, name="proof_picture"),
    path("<slug:store>/nota/<slug:code>.pdf", receipts.payment_receipt, name="payment_receipt"),
]
