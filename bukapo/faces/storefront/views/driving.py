"""The store's own driver, behind a secret link: doors in their order, one tap each."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from bukapo.catalog.pictures import PROGRESS, forget_picture, keep_picture
from bukapo.faces.storefront.views.doors import stranger_deed
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.actor import STAFF, Actor
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.orders.routes.reads import RouteTold, route_of_driver
from bukapo.orders.routes.writes import drop_off, fail_drop, take_back_drop


@require_safe
def driver(request: HttpRequest, secret: str) -> HttpResponse:
    """The whole route."""
    return _page(request, route_of_driver(secret))


@stranger_deed("driver", most=120, seconds=3600)
def driver_stop(request: HttpRequest, secret: str, stop: int) -> HttpResponseBase:
    """`apa`: terkirim (with a photo if there is one), gagal (with the reason) or belum (the wrong door was tapped)."""
    told = route_of_driver(secret)
    if stop not in {one.id for one in told.stops}:
        raise NotFound()
    try:
        _done(request, told, stop)
    except Refusal as refusal:
        return _page(request, told, refusal=sentence(refusal), status=refusal.http_status)
    response = HttpResponseRedirect(f"{reverse('storefront:driver', args=[secret])}#p{stop}")
    response.status_code = 303
    return response


def _done(request: HttpRequest, told: RouteTold, stop: int) -> None:
    by = Actor(kind=STAFF, label=told.route.driver)
    if request.POST.get("apa") == "belum":
        take_back_drop(store_id=told.route.store_id, stop_id=stop, actor=by, at=clock.now())
        return
    note = request.POST.get("catatan", "").replace("\x00", "")
    if request.POST.get("apa") == "gagal":
        fail_drop(store_id=told.route.store_id, stop_id=stop, note=note, actor=by, at=clock.now())
        return
    upload = request.FILES.get("foto")
    photo = keep_picture(told.route.store, upload, PROGRESS) if upload else None
    try:
        drop_off(store_id=told.route.store_id, stop_id=stop, photo=photo, note=note, actor=by, at=clock.now())
    except Refusal:
        if photo is not None:
            forget_picture(photo)
        raise


def _page(request: HttpRequest, told: RouteTold, *, refusal: str = "", status: int = 200) -> HttpResponse:
    context = {"told": told, "store": told.route.store, "refusal": refusal}
    response = render(request, "storefront/driver.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
