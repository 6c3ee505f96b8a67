from django.urls import URLPattern, path

from bukapo.faces.dashboard.late import delays, shortage

_PO = "<slug:store>/po/<slug:campaign>"

urlpatterns: list[URLPattern] = [
    path(f"{_PO}/janji/", delays.campaign_promise, name="campaign_promise"),
    path(f"{_PO}/janji/mundur/<int:delay>/", delays.campaign_delay, name="campaign_delay"),
    path(f"{_PO}/produksi/kurang/", shortage.work_orders_short, name="work_orders_short"),
    path(f"{_PO}/produksi/kurang/putuskan/", shortage.decide, name="work_orders_short_decide"),
]
