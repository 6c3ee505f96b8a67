from django.urls import URLPattern, path

from bukapo.faces.dashboard.gateways import deeds, pages

_HERE = "<slug:store>/pengaturan/gateway"

urlpatterns: list[URLPattern] = [
    path(f"{_HERE}/", pages.gateways, name="gateways"),
    path(f"{_HERE}/<slug:gateway>/simpan/", pages.gateway_save, name="gateway_save"),
    path(f"{_HERE}/<slug:gateway>/pencairan/", pages.gateway_payout, name="gateway_payout"),
    path(f"{_HERE}/<int:account>/coba/", pages.gateway_check, name="gateway_check"),
    path(f"{_HERE}/<int:account>/mati/", pages.gateway_off, name="gateway_off"),
    path("<slug:store>/gateway/ragu/<int:attempt>/catat/", deeds.doubt_book, name="doubt_book"),
    path("<slug:store>/gateway/ragu/<int:attempt>/abaikan/", deeds.doubt_dismiss, name="doubt_dismiss"),
    path("<slug:store>/gateway/kabar/<int:notice>/abaikan/", deeds.notice_dismiss, name="notice_dismiss"),
    path(
        "<slug:store>/pengembalian/<int:refund>/gateway/", deeds.refund_by_gateway, name="refund_by_gateway"
    ),
]
