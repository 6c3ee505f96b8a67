"""All routes. The storefront comes last: its first path segment is a store's own name."""

from django.urls import include, path, re_path

from bukapo.faces.ui import health
from bukapo.faces.ui.media import picture
from bukapo.faces.ui.views import styleguide

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    re_path(r"^media/photos/(?P<name>[\w-]+\.(?:webp|avif|jpg))$", picture),
    path("_gaya/", styleguide),  # 404 outside DEBUG and tests
    path("bahasa/", include("django.conf.urls.i18n")),
    path("api/", include("bukapo.faces.api.urls")),
    path("hooks/", include("bukapo.faces.hooks.urls")),
    path("toko-saya/", include("bukapo.faces.dashboard.urls")),
    path("spk/", include("bukapo.faces.workshop.urls")),
    path("", include("bukapo.faces.storefront.urls")),
]

handler500 = "bukapo.faces.ui.away.broken"
handler400 = "bukapo.faces.ui.unreadable.unreadable"
