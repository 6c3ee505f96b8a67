from django.urls import URLPattern, path

from bukapo.faces.dashboard.make import bring, recap, work_order, work_orders

_PO = "<slug:store>/po/<slug:campaign>"

urlpatterns: list[URLPattern] = [
    path(f"{_PO}/rekap/", recap.recap, name="recap"),
    path(f"{_PO}/rekap/unduh/<slug:kind>/", recap.download, name="recap_file"),
    path(f"{_PO}/rekap/tutup/", recap.close, name="recap_close"),
    path(f"{_PO}/rekap/versi-baru/", recap.amend, name="recap_amend"),
    path(f"{_PO}/produksi/", work_orders.work_orders_page, name="work_orders"),
    path(f"{_PO}/produksi/spk-baru/", work_orders.work_order_new, name="work_order_new"),
    path(f"{_PO}/produksi/selesai/", work_orders.produced, name="work_orders_done"),
    path(f"{_PO}/produksi/spk/<slug:number>/", work_order.work_order, name="work_order"),
    path(f"{_PO}/produksi/spk/<slug:number>/cetak/", work_order.pdf, name="work_order_pdf"),
    path(f"{_PO}/produksi/spk/<slug:number>/adendum/", bring.bring, name="work_order_bring"),
    path(f"{_PO}/produksi/spk/<slug:number>/batal/", work_order.cancel, name="work_order_cancel"),
    path(f"{_PO}/produksi/spk/<slug:number>/tautan/", work_order.renew_link, name="work_order_link"),
]
