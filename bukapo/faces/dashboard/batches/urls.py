from django.urls import URLPattern, path

from bukapo.faces.dashboard.batches import pages

_SERIES = "<slug:store>/gelombang/<slug:series>"

urlpatterns: list[URLPattern] = [
    path(f"{_SERIES}/", pages.series, name="series"),
    path(f"{_SERIES}/irama/", pages.series_change, name="series_change"),
    path(f"{_SERIES}/gabung/<slug:batch>/", pages.series_merge, name="series_merge"),
    path(f"{_SERIES}/<slug:deed>/", pages.series_deed, name="series_deed"),
    path("<slug:store>/po/<slug:campaign>/jalan/", pages.campaign_run_anyway, name="campaign_run_anyway"),
]
