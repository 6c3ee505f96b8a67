from django.urls import URLPattern, path

from bukapo.faces.dashboard.orders import (
    cod_deeds,
    deeds,
    edge_deeds,
    entry,
    export,
    imports,
    lists,
    page,
    waiting,
)

urlpatterns: list[URLPattern] = [
    path("<slug:store>/po/<slug:campaign>/pesanan/", lists.orders, name="orders"),
    path("<slug:store>/po/<slug:campaign>/pesanan/baru/", entry.order_new, name="order_new"),
    path(
        "<slug:store>/po/<slug:campaign>/pesanan/ekspor.<table:kind>", export.orders_file, name="orders_file"
    ),
    path("<slug:store>/po/<slug:campaign>/antrean/", waiting.waiting, name="order_waiting"),
    path("<slug:store>/po/<slug:campaign>/impor/", imports.imports, name="imports"),
    path(
        "<slug:store>/po/<slug:campaign>/impor/file/<slug:key>/",
        imports.import_columns,
        name="import_columns",
    ),
    path(
        "<slug:store>/po/<slug:campaign>/impor/file/<slug:key>/cek/",
        imports.import_check,
        name="import_check",
    ),
    path(
        "<slug:store>/po/<slug:campaign>/impor/hasil/<int:file>/", imports.import_result, name="import_result"
    ),
    path("<slug:store>/po/<slug:campaign>/impor/jawaban/<int:row>/", imports.import_row, name="import_row"),
    path(
        "<slug:store>/po/<slug:campaign>/impor/jawaban/<int:row>/abaikan/",
        imports.import_row_dismiss,
        name="import_row_dismiss",
    ),
    path("<slug:store>/pesanan/<slug:number>/", page.order, name="order"),
    path("<slug:store>/pesanan/<slug:number>/ubah/", entry.order_change, name="order_change"),
    path("<slug:store>/pesanan/<slug:number>/bayar/", deeds.pay, name="order_pay"),
    path("<slug:store>/pesanan/<slug:number>/relakan/", deeds.forgive, name="order_forgive"),
    path("<slug:store>/pesanan/<slug:number>/batal/", deeds.cancel, name="order_cancel"),
    path("<slug:store>/pesanan/<slug:number>/terima-lagi/", deeds.readmit, name="order_readmit"),
    path("<slug:store>/pesanan/<slug:number>/kembalikan/", deeds.refund, name="order_refund"),
    path("<slug:store>/pesanan/<slug:number>/wilayah/", deeds.zone, name="order_zone"),
    path("<slug:store>/pesanan/<slug:number>/tagih/", deeds.ask, name="order_ask"),
    path("<slug:store>/pesanan/<slug:number>/sampai/", deeds.received, name="order_received"),
    path("<slug:store>/pesanan/<slug:number>/tautan/", deeds.renew_link, name="order_link"),
    path("<slug:store>/pesanan/<slug:number>/potong/", edge_deeds.allow, name="order_allow"),
    path("<slug:store>/pesanan/<slug:number>/saldo/", edge_deeds.keep, name="order_keep"),
    path("<slug:store>/pesanan/<slug:number>/pakai-saldo/", edge_deeds.spend, name="order_spend"),
    path("<slug:store>/pesanan/<slug:number>/tempo/", edge_deeds.extend, name="order_extend"),
    path("<slug:store>/pesanan/<slug:number>/ingatkan/", edge_deeds.remind, name="order_remind"),
    path("<slug:store>/pesanan/<slug:number>/rekening/", edge_deeds.account, name="order_account"),
    path("<slug:store>/pengembalian/<int:refund>/saldo/", edge_deeds.refund_kept, name="refund_kept"),
    path("<slug:store>/saldo/<int:credit>/kembalikan/", edge_deeds.credit_back, name="credit_back"),
    path("<slug:store>/pesanan/<slug:number>/terima-cod/", cod_deeds.take_in, name="order_take_in"),
    path("<slug:store>/pesanan/<slug:number>/tunai/", cod_deeds.hand_for_cash, name="order_hand_for_cash"),
    path("<slug:store>/pesanan/<slug:number>/cair/", cod_deeds.paid_out, name="order_paid_out"),
    path("<slug:store>/bukti/<int:proof>/masuk/", deeds.proof_confirm, name="proof_confirm"),
    path("<slug:store>/bukti/<int:proof>/tolak/", deeds.proof_reject, name="proof_reject"),
    path("<slug:store>/pengembalian/<int:refund>/terkirim/", deeds.refund_sent, name="refund_sent"),
]
