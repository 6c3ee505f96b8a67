from django.urls import URLPattern, path, register_converter

from bukapo.faces.dashboard.share import links, look, pages, posters
from bukapo.faces.ui.routes import QrKind

register_converter(QrKind, "qr")
_PO = "<slug:store>/po/<slug:campaign>/bagikan"

urlpatterns: list[URLPattern] = [
    path(f"{_PO}/", pages.share, name="share"),
    path(f"{_PO}/salin/", pages.share_copied, name="share_copied"),
    path(
        f"{_PO}/poster/<slug:layout>/<slug:size>/<slug:tone>.<slug:kind>", posters.poster, name="share_poster"
    ),
    path(f"{_PO}/link/", links.make, name="share_link_make"),
    path(f"{_PO}/link/<int:link>/<slug:deed>/", links.change, name="share_link_change"),
    path(f"{_PO}/widget/", pages.widget, name="share_widget"),
    path("<slug:store>/tampilan/", look.store_look, name="store_look"),
    path("<slug:store>/tampilan/link/", links.make_for_store, name="store_link_make"),
    path(
        "<slug:store>/tampilan/link/<int:link>/<slug:deed>/", links.change_for_store, name="store_link_change"
    ),
    path("<slug:store>/link/<int:link>/qr.<qr:kind>", links.qr, name="share_qr"),
]
