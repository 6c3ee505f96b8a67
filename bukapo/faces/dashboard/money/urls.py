from django.urls import URLPattern, path

from bukapo.faces.dashboard.money import (
    books,
    matching,
    overview,
    pictures,
    prices,
    receipts,
    refunds,
    statements,
)

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
    path("<slug:store>/pengembalian/", refunds.refunds, name="refunds"),
    path("<slug:store>/pengembalian/terkirim/", refunds.refunds_sent, name="refunds_sent"),
    path("<slug:store>/pengembalian/daftar.<slug:kind>", refunds.refunds_file, name="refunds_file"),
    path("<slug:store>/bukti/<int:proof>/gambar/", pictures.proof_picture, name="proof_picture"),
    path("<slug:store>/nota/<slug:code>.pdf", receipts.payment_receipt, name="payment_receipt"),
    path("<slug:store>/kwitansi/<slug:code>.pdf", receipts.payment_kwitansi, name="payment_kwitansi"),
    path("<slug:store>/pesanan/<str:number>/tagihan.pdf", receipts.order_invoice, name="order_invoice"),
    path("<slug:store>/buku/", books.store_books, name="store_books"),
    path("<slug:store>/buku/<slug:part>.<table:kind>", books.store_books_file, name="store_books_file"),
    path("<slug:store>/mutasi/", statements.statements, name="statements"),
    path("<slug:store>/mutasi/<int:file>/", statements.statement, name="statement"),
    path("<slug:store>/mutasi/putuskan/", matching.statement_queue, name="statement_queue"),
    path("<slug:store>/mutasi/baris/<int:line>/", matching.statement_line, name="statement_line"),
    path("<slug:store>/mutasi/baris/<int:line>/cocok/", matching.statement_match, name="statement_match"),
    path("<slug:store>/mutasi/baris/<int:line>/pasang/", matching.statement_link, name="statement_link"),
    path("<slug:store>/mutasi/baris/<int:line>/abaikan/", matching.statement_ignore, name="statement_ignore"),
    path("<slug:store>/mutasi/baris/<int:line>/buka/", matching.statement_reopen, name="statement_reopen"),
]
