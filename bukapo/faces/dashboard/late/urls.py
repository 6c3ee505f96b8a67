from django.urls import URLPattern, path

from bukapo.faces.dashboard.late import allotment, delays

_PO = "<slug:store>/po/<slug:campaign>"

urlpatterns: list[URLPattern] = [
    path(f"{_PO}/janji/", delays.campaign_promise, name="campaign_promise"),
    path(f"{_PO}/janji/mundur/<int:delay>/", delays.campaign_delay, name="campaign_delay"),
    path(f"{_PO}/produksi/kurang/", allotment.work_orders_short, name="work_orders_short"),
    path(f"{_PO}/produksi/kurang/putuskan/", allotment.decide, name="work_orders_short_decide"),
]
