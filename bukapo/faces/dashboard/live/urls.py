from django.urls import URLPattern, path

from bukapo.faces.dashboard.live import pages

_PO = "<slug:store>/po/<slug:campaign>"

urlpatterns: list[URLPattern] = [
    path("<slug:store>/kini/", pages.store_now, name="store_now"),
    path(f"{_PO}/pantau/", pages.live_page, name="live"),
    path(f"{_PO}/pantau/kini/", pages.live_now, name="live_now"),
]
