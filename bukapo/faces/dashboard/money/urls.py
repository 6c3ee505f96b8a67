from django.urls import URLPattern, path, re_path

from bukapo.faces.dashboard.money import books, overview, pictures, prices, receipts

urlpatterns: list[URLPattern] = [
    path("<slug:store>/po/<slug:campaign>/uang/", overview.money, name="money"),
    path("<slug:store>/po/<slug:campaign>/harga/", prices.proposals, name="price_proposals"),
    path("<slug:store>/po/<slug:campaign>/harga/baru/", prices.proposal_new, name="price_proposal_new"),
    path("<slug:store>/po/<slug:campaign>/harga/<int:proposal>/", prices.proposal, name="price_proposal"),
    path(
        "<slug:store>/po/<slug:campaign>/harga/<int:proposal>/tarik/",
        prices.proposal_withdraw,
        name="price_withdraw",
    ),
    path("<slug:store>/bukti/<int:proof>/gambar/", pictures.proof_picture, name="proof_picture"),
    path("<slug:store>/nota/<slug:code>.pdf", receipts.payment_receipt, name="payment_receipt"),
    path("<slug:store>/kwitansi/<slug:code>.pdf", receipts.payment_kwitansi, name="payment_kwitansi"),
    path("<slug:store>/pesanan/<str:number>/tagihan.pdf", receipts.order_invoice, name="order_invoice"),
    path("<slug:store>/buku/", books.store_books, name="store_books"),
    re_path(
        r"^(?P<store>[-\w]+)/buku/(?P<part>\w+)\.(?P<kind>csv|xlsx)$",
        books.store_books_file,
        name="store_books_file",
    ),
]
