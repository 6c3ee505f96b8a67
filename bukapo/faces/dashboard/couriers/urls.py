from django.urls import URLPattern, path

from bukapo.faces.dashboard.couriers import fees, parcels, rates, settings_page

_HERE = "<slug:store>/pengaturan/kurir"
_FEES = "<slug:store>/ongkir/kurir"
_PO = "<slug:store>/po/<slug:campaign>/kirim/kurir"

urlpatterns: list[URLPattern] = [
    path(f"{_HERE}/", settings_page.couriers, name="couriers"),
    path(f"{_HERE}/<slug:service>/simpan/", settings_page.courier_save, name="courier_save"),
    path(f"{_HERE}/<int:account>/coba/", settings_page.courier_check, name="courier_check"),
    path(f"{_HERE}/<int:account>/mati/", settings_page.courier_off, name="courier_off"),
    path(f"{_FEES}/", fees.fees, name="fees"),
    path(f"{_FEES}/tanya/", fees.fees_ask, name="fees_ask"),
    path(f"{_FEES}/<int:survey>/lagi/", fees.fees_again, name="fees_again"),
    path(f"{_FEES}/<int:survey>/buang/", fees.fees_drop, name="fees_drop"),
    path(f"{_FEES}/<int:survey>/pakai/", fees.fees_apply, name="fees_apply"),
    path(f"{_PO}/", parcels.parcels, name="sending_parcels"),
    path(f"{_PO}/tarif/", rates.rates, name="sending_rates"),
    path(f"{_PO}/pesan/", rates.book, name="sending_book"),
    path(f"{_PO}/jemput/", parcels.fetch, name="sending_fetch"),
    path(f"{_PO}/<int:booking>/batal/", parcels.cancel, name="sending_parcel_cancel"),
    path(f"{_PO}/<int:booking>/cek/", parcels.check, name="sending_parcel_check"),
    path(f"{_PO}/<int:booking>/ketemu/", parcels.found, name="sending_parcel_found"),
    path(f"{_PO}/<int:booking>/tidak-ada/", parcels.missing, name="sending_parcel_missing"),
    path(f"{_PO}/<int:booking>/label/", parcels.label, name="sending_parcel_label"),
]
