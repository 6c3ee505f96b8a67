"""Pieces change hands, told by the workshops: handed over, counted in, taken back, lost."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bukapo.catalog.imaging import PictureRefused
from bukapo.catalog.models import Photo
from bukapo.catalog.pictures import PROGRESS, forget_picture, keep_picture
from bukapo.faces.ui.middleware import sentence
from bukapo.faces.workshop.access import floor_view, lot_view
from bukapo.faces.workshop.exchange import give_form, lost_form, receive_form
from bukapo.faces.workshop.forms import ReceiveForm, SizesForm
from bukapo.faces.workshop.pages import Refused, work_order_page
from bukapo.journal import clock
from bukapo.kernel.actor import WORKSHOP, Actor
from bukapo.kernel.refusal import Invalid, NotFound, Refusal
from bukapo.production.floor.told import ToldFloor
from bukapo.production.handover.reads import ToldHandOver, exchange_of
from bukapo.production.handover.rules import HandOverSettled
from bukapo.production.handover.writes import declare_lost, hand_over, receive_hand_over, withdraw_hand_over
from bukapo.production.refusals import AlreadySaid
from bukapo.stores.models import Store


@require_POST
@floor_view
def give(request: HttpRequest, floor: ToldFloor, secret: str) -> HttpResponse:
    """`Serahkan`: pieces leave for the next workshop, or for the store."""
    form = give_form(exchange_of(floor.store_id, floor.work_order_id), request.POST, request.FILES)
    if form.is_valid():
        facts: dict[str, Any] = {"work_order_id": floor.work_order_id, "receiver_id": form.receiver_id}
        facts |= {"counts": form.counts(), "key": form.cleaned_data["key"]}
        if written(floor.store_id, _who(floor), form, hand_over, facts):
            messages.success(request, _("Sudah dicatat. Kabari penerimanya supaya langsung dihitung."))
            return redirect("workshop:work_order", secret)
    return work_order_page(request, secret, refused=Refused(forms={"give": form}), status=422)


@require_POST
@floor_view
def take_back(request: HttpRequest, floor: ToldFloor, secret: str, number: int) -> HttpResponse:
    """It was typed wrongly, and nobody has counted it yet."""
    given = exchange_of(floor.store_id, floor.work_order_id).given
    lot = next((one for one in given if one.number == f"{floor.number}/{number}"), None)
    if lot is None:
        raise NotFound()
    try:
        withdraw_hand_over(store_id=floor.store_id, hand_over_id=lot.id, actor=_who(floor), at=clock.now())
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, _("Penyerahan ditarik lagi."))
    return redirect("workshop:work_order", secret)


@require_POST
@floor_view
def receive(request: HttpRequest, floor: ToldFloor, secret: str, hand_over: int) -> HttpResponse:
    """`Terima`: what the workshop before sent has arrived, whole or short."""
    exchange = exchange_of(floor.store_id, floor.work_order_id)
    lot = next((one for one in (*exchange.arriving, *exchange.arrived) if one.id == hand_over), None)
    if lot is None:
        raise NotFound()
    form = receive_form(lot, request.POST, request.FILES)
    if received(request, lot, form, _who(floor)):
        return redirect("workshop:work_order", secret)
    return work_order_page(request, secret, refused=Refused(forms={f"receive-{lot.id}": form}), status=422)


@require_POST
@floor_view
def lost(request: HttpRequest, floor: ToldFloor, secret: str) -> HttpResponse:
    """What was short will not turn up."""
    form = lost_form(exchange_of(floor.store_id, floor.work_order_id), request.POST)
    if form.is_valid():
        facts = {"work_order_id": floor.work_order_id, "counts": form.counts()}
        facts["reason"] = form.cleaned_data["reason"]
        if written(floor.store_id, _who(floor), form, declare_lost, facts, with_note=False):
            messages.success(request, _("Dicatat hilang. Toko ikut melihat alasannya."))
            return redirect("workshop:work_order", secret)
    return work_order_page(request, secret, refused=Refused(forms={"lost": form}), status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@lot_view
def by_link(request: HttpRequest, lot: ToldHandOver, secret: str) -> HttpResponse:
    """The page of one hand-over, for whoever holds the pieces: the sender forwarded its link."""
    form = receive_form(lot, request.POST, request.FILES) if request.method == "POST" else receive_form(lot)
    status = 200
    if request.method == "POST":
        name = _("%(name)s (lewat tautan serah terima)") % {"name": lot.receiver or _("Toko")}
        if received(request, lot, form, Actor(kind=WORKSHOP, label=name)):
            return redirect("workshop:hand_over", secret)
        status = 422
    context = {"lot": lot, "form": form, "secret": secret}
    return render(request, "workshop/hand_over.html", context, status=status)


def received(request: HttpRequest, lot: ToldHandOver, form: ReceiveForm, who: Actor) -> bool:
    """The receiver's word, written; False with the reason on the form."""
    if not form.is_valid():
        return False
    counts = None if request.POST.get("semua") else form.counts()
    try:
        taken = written(
            lot.store_id,
            who,
            form,
            receive_hand_over,
            {"hand_over_id": lot.id, "counts": counts},
            settled=True,
        )
    except HandOverSettled:  # a second tap
        return True
    if taken:
        messages.success(request, _("Terima kasih, sudah dicatat."))
    return taken


def written(
    store_id: int, who: Actor, form: SizesForm, verb: Any, facts: dict[str, Any], *,
    with_note: bool = True, settled: bool = False,
) -> bool:  # fmt: skip
    """The verb with the form's note and picture; False with the reason on the form. `settled` lets that refusal out."""
    kept: Photo | None = None
    try:
        if with_note:
            kept = _picture(store_id, form)
            facts = facts | {"note": form.cleaned_data["note"], "photo": kept}
        verb(store_id=store_id, actor=who, at=clock.now(), **facts)
    except Refusal as refusal:
        if kept:
            forget_picture(kept)
        if isinstance(refusal, AlreadySaid):
            return True
        if settled and isinstance(refusal, HandOverSettled):
            raise
        form.add_error(_field(form, refusal), sentence(refusal))
        return False
    return True


def _picture(store_id: int, form: SizesForm) -> Photo | None:
    upload = form.cleaned_data["photo"]
    if not upload:
        return None
    return keep_picture(Store.objects.get(pk=store_id), upload, PROGRESS, alt=_("Serah terima"))


def _field(form: SizesForm, refusal: Refusal) -> str | None:
    if isinstance(refusal, PictureRefused):
        return "photo"
    name = refusal.params.get("field") if isinstance(refusal, Invalid) else None
    if (size := refusal.params.get("place")) is not None:
        name = f"size-{size}"
    return name if name in form.fields else None


def _who(floor: ToldFloor) -> Actor:
    return Actor(kind=WORKSHOP, label=floor.workshop_name)
