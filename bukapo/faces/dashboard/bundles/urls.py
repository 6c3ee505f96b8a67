from django.urls import URLPattern, path

from bukapo.faces.dashboard.bundles import views

_HERE = "<slug:store>/po/<slug:campaign>/paket"

urlpatterns: list[URLPattern] = [
    path(f"{_HERE}/", views.bundles, name="bundles"),
    path(f"{_HERE}/baru/", views.bundle_new, name="bundle_new"),
    path(f"{_HERE}/<int:bundle>/", views.bundle_edit, name="bundle_edit"),
    path(f"{_HERE}/<int:bundle>/hapus/", views.bundle_remove, name="bundle_remove"),
    path(f"{_HERE}/<int:bundle>/jual/", views.bundle_switch, name="bundle_switch"),
]
