from django.urls import URLPattern, path

from bukapo.faces.dashboard.teaser import pages

_PO = "<slug:store>/po/<slug:campaign>/teaser"

urlpatterns: list[URLPattern] = [
    path(f"{_PO}/", pages.teaser, name="teaser"),
    path(f"{_PO}/tampil/", pages.teaser_show, name="teaser_show"),
    path(f"{_PO}/foto/", pages.teaser_photos, name="teaser_photos"),
    path(f"{_PO}/desain/", pages.teaser_design, name="teaser_design"),
    path(f"{_PO}/pratinjau/", pages.teaser_preview, name="teaser_preview"),
    path(f"{_PO}/pendaftar.csv", pages.teaser_file, name="teaser_file"),
    path(f"{_PO}/tautan/", pages.teaser_renew, name="teaser_renew"),
]
