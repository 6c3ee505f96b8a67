"""All routes. The storefront comes last: its first path segment is a store's own name."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.static import serve

from bukapo.faces.ui import health

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    re_path(r"^media/(?P<path>photos/[\w-]+\.(?:webp|avif|jpg))$", serve, {"document_root": settings.MEDIA_ROOT}),
    path("bahasa/", include("django.conf.urls.i18n")),
    path("toko-saya/", include("bukapo.faces.dashboard.urls")),
    path("spk/", include("bukapo.faces.workshop.urls")),
    path("", include("bukapo.faces.storefront.urls")),
]
