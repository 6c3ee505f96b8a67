from django.urls import URLPattern, path

from bukapo.faces.dashboard.rosters import pages, parcels

_PO = "<slug:store>/po/<slug:campaign>/rombongan"

urlpatterns: list[URLPattern] = [
    path(f"{_PO}/", pages.rosters, name="rosters"),
    path(f"{_PO}/<slug:roster>/", pages.roster, name="roster"),
    path(f"{_PO}/<slug:roster>/daftar.xlsx", pages.sheet, name="roster_sheet"),
    path(f"{_PO}/<slug:roster>/kemas.pdf", pages.packing, name="roster_packing"),
    path(f"{_PO}/<slug:roster>/kirim/", pages.send, name="roster_send"),
    path(f"{_PO}/<slug:roster>/kurir/tarif/", parcels.rates, name="roster_rates"),
    path(f"{_PO}/<slug:roster>/kurir/pesan/", parcels.book, name="roster_book"),
    path(f"{_PO}/<slug:roster>/paket/<int:parcel>/buka/", parcels.unpack, name="roster_unpack"),
    path(f"{_PO}/<slug:roster>/paket/<int:parcel>/ongkir/", parcels.fee, name="roster_fee"),
]
