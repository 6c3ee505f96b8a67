from django.urls import URLPattern, path

from bukapo.faces.dashboard.workshops import comparison, deeds, pages

_ONE = "<slug:store>/konveksi/<int:workshop>"

urlpatterns: list[URLPattern] = [
    path("<slug:store>/konveksi/", pages.directory, name="workshops"),
    path("<slug:store>/konveksi/baru/", deeds.add, name="workshop_new"),
    path("<slug:store>/konveksi/banding/", comparison.comparison, name="workshops_compared"),
    path(f"{_ONE}/", pages.workshop, name="workshop"),
    path(f"{_ONE}/ubah/", deeds.change, name="workshop_change"),
    path(f"{_ONE}/arsip/", deeds.archive, name="workshop_archive"),
    path(f"{_ONE}/kembali/", deeds.bring_back, name="workshop_bring_back"),
    path(f"{_ONE}/tautan/", deeds.renew, name="workshop_link"),
]
