from django.urls import URLPattern, path

from bukapo.faces.dashboard.promise import pages, step

_PO = "<slug:store>/po/<slug:campaign>"

urlpatterns: list[URLPattern] = [
    path("<slug:store>/kapan-jadi/", pages.finish, name="finish"),
    path("<slug:store>/kapan-jadi/kapasitas/<int:workshop>/", pages.paces, name="finish_paces"),
    path("<slug:store>/kapan-jadi/hari-kerja/<int:workshop>/", pages.work_calendar, name="finish_calendar"),
    path(f"{_PO}/atur/janji/pakai/", step.promise_use, name="campaign_promise_use"),
]
