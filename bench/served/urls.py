"""The product's routes, the opponents' and the emptiest view there is."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path

from bench.opponents.orm import order
from bench.opponents.round_trip import order as round_trip
from bukapo.config.urls import handler400
from bukapo.config.urls import urlpatterns as product

__all__ = ["handler400", "urlpatterns"]


def ok(request: HttpRequest) -> HttpResponse:
    """What the server and Django cost before anything is done."""
    return HttpResponse("ok")


urlpatterns: list[URLPattern | URLResolver] = [
    path("_bench/ok", ok),
    path("_bench/orm/<slug:store>/<slug:campaign>", order),
    path("_bench/round-trip/<slug:store>/<slug:campaign>", round_trip),
    *(route for route in product if isinstance(route, URLPattern | URLResolver)),
]
