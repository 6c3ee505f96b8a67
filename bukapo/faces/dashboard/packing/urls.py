from django.urls import URLPattern, path

from bukapo.faces.dashboard.camera import sent
from bukapo.faces.dashboard.packing import printing, rule, table

urlpatterns: list[URLPattern] = [
    path("<slug:store>/kemas/", table.table, name="packing"),
    path("<slug:store>/kemas/aturan/", rule.packing_rule, name="packing_rule"),
    path("<slug:store>/kemas/baca/", sent.frame, name="camera_frame"),
    path("<slug:store>/kemas/<slug:number>/", table.parcel, name="packing_parcel"),
    path("<slug:store>/po/<slug:campaign>/kirim/ambil/", printing.picks, name="sending_picks"),
    path("<slug:store>/po/<slug:campaign>/kirim/stiker/", printing.stickers, name="sending_stickers"),
]
