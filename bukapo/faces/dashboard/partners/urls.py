from django.urls import URLPattern, path

from bukapo.faces.dashboard.partners import deeds, pages

_ONE = "<slug:store>/mitra/<int:partner>"

urlpatterns: list[URLPattern] = [
    path("<slug:store>/mitra/", pages.partners, name="partners"),
    path("<slug:store>/mitra/teman/", deeds.reward_friends, name="partner_friends"),
    path("<slug:store>/mitra/laporan.<slug:kind>", pages.partners_file, name="partners_file"),
    path(f"{_ONE}/", pages.partner, name="partner"),
    path(f"{_ONE}/bayar/", deeds.pay, name="partner_pay"),
    path(f"{_ONE}/hentikan/", deeds.stop, name="partner_stop"),
    path(f"{_ONE}/tautan/", deeds.renew_link, name="partner_link"),
]
