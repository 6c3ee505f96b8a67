from django.urls import URLPattern, path

from bukapo.faces.dashboard.news import broadcasts, report, updates

_PO = "<slug:store>/po/<slug:campaign>/"

urlpatterns: list[URLPattern] = [
    path(f"{_PO}siaran/", broadcasts.broadcasts, name="broadcasts"),
    path(f"{_PO}siaran/baru/", broadcasts.broadcast_new, name="broadcast_new"),
    path(f"{_PO}siaran/tawaran/", broadcasts.broadcast_offer, name="broadcast_offer"),
    path("<slug:store>/siaran/<int:broadcast>/", broadcasts.broadcast, name="broadcast"),
    path(
        "<slug:store>/siaran/<int:broadcast>/pesan.<table:kind>",
        broadcasts.broadcast_file,
        name="broadcast_file",
    ),
    path(
        "<slug:store>/siaran/<int:broadcast>/<slug:deed>/", broadcasts.broadcast_deed, name="broadcast_deed"
    ),
    path(f"{_PO}kabar/", updates.updates, name="updates"),
    path(f"{_PO}kabar/buat/", updates.update_draft, name="update_draft"),
    path(f"{_PO}kabar/<int:update>/kirim/", updates.update_send, name="update_send"),
    path(f"{_PO}kabar/<int:update>/lewati/", updates.update_skip, name="update_skip"),
    path(f"{_PO}kabar/foto/<int:photo>/", updates.photo_shown, name="photo_shown"),
    path(f"{_PO}laporan-pesan/", report.delivery, name="delivery"),
    path(f"{_PO}laporan-pesan/pesan.<table:kind>", report.delivery_file, name="delivery_file"),
    path("<slug:store>/pesan/kebiasaan/", updates.telling_habit, name="telling_habit"),
]
