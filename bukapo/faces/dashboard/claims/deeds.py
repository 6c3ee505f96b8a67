"""What a seller does with a claim."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.claims.forms import JoinForm, RefuseForm, SendForm
from bukapo.faces.dashboard.claims.pages import Attempt, decide_form, show_claim
from bukapo.faces.dashboard.prepare.forms import refuse
from bukapo.faces.dashboard.prepare.wording import hint_of
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.trust.claims.deciding import decide_claim, join_work_order, refuse_claim
from bukapo.trust.claims.reads import claim_for_seller
from bukapo.trust.claims.reopening import reopen_claim
from bukapo.trust.claims.rules import OFFERED, SETTLED
from bukapo.trust.claims.settling import settle_claim, take_goods_back
from bukapo.trust.claims.supply import running_for

TOLD = {"decide": "note", "refuse": "reason"}
"""{form: the field whose words the buyer reads}."""


def _facts(request: SellerRequest, claim: int) -> dict[str, Any]:
    return {"store_id": request.store.pk, "claim_id": claim, "actor": request.actor, "at": clock.now()}


def _done(request: SellerRequest, claim: int, name: str, form: Any, act: Callable[[], str]) -> HttpResponse:
    """Carry it out and say so; a wrong form, words to think over, or a no comes back in its place."""
    if form is not None and not form.is_valid():
        return show_claim(request, claim, Attempt(name, form, 422))
    if hint := hint_of(request.store, request.POST, TOLD.get(name, "")):
        return show_claim(request, claim, Attempt(name, form, 422, hint))
    try:
        said = act()
    except NotFound:
        raise
    except Refusal as refusal:
        if form is None:
            messages.error(request, sentence(refusal))
            return redirect("dashboard:claim", request.store.slug, claim)
        refuse(form, refusal)
        return show_claim(request, claim, Attempt(name, form, refusal.http_status))
    messages.success(request, said)
    return redirect("dashboard:claim", request.store.slug, claim)


@require_POST
@seller_view
def decide(request: SellerRequest, claim: int) -> HttpResponse:
    """Granted at once where it is what the buyer asked for, else offered."""
    told = claim_for_seller(request.store.pk, claim, at=clock.now())
    form = decide_form(told.claim, request.POST)

    def act() -> str:
        seen = form.cleaned_data["seen"]
        event = decide_claim(
            **_facts(request, claim), remedy=form.remedy(), made_by=form.made_by_id, seen=seen
        )
        if event.state == OFFERED:
            return _("Tawaran dikirim ke pembeli. Begitu dijawab, Anda dikabari.")
        if event.state == SETTLED:
            return _("Dikabulkan. Uangnya tercatat untuk dikembalikan.")
        return _("Dikabulkan. Pembeli dikabari.")

    return _done(request, claim, "decide", form, act)


@require_POST
@seller_view
def refuse_it(request: SellerRequest, claim: int) -> HttpResponse:
    """With a reason."""
    form = RefuseForm(request.POST)

    def act() -> str:
        refuse_claim(**_facts(request, claim), reason=form.cleaned_data["reason"])
        return _("Ditolak. Pembeli dikabari alasannya.")

    return _done(request, claim, "refuse", form, act)


@require_POST
@seller_view
def reopen(request: SellerRequest, claim: int) -> HttpResponse:
    """A refusal taken back."""

    def act() -> str:
        reopen_claim(**_facts(request, claim))
        return _("Penolakan ditarik. Putuskan lagi; pembeli melihatnya di halaman komplainnya.")

    return _done(request, claim, "reopen", None, act)


@require_POST
@seller_view
def goods_back(request: SellerRequest, claim: int) -> HttpResponse:
    """The buyer's parcel is here."""

    def act() -> str:
        take_goods_back(**_facts(request, claim))
        return _("Tercatat: barangnya sudah kembali.")

    return _done(request, claim, "back", None, act)


@require_POST
@seller_view
def send(request: SellerRequest, claim: int) -> HttpResponse:
    """The new or repaired goods are on their way."""
    form = SendForm(request.POST)

    def act() -> str:
        settle_claim(**_facts(request, claim), **form.cleaned_data)
        return _("Selesai. Pembeli dikabari.")

    return _done(request, claim, "send", form, act)


@require_POST
@seller_view
def join(request: SellerRequest, claim: int) -> HttpResponse:
    """What waits for the next PO joins one of its work orders."""
    told = claim_for_seller(request.store.pk, claim, at=clock.now())
    form = JoinForm(request.POST, rows=running_for(told.claim))

    def act() -> str:
        join_work_order(**_facts(request, claim), work_order_id=form.cleaned_data["work_order"])
        return _("Ditambahkan ke SPK. Konveksi dikabari.")

    return _done(request, claim, "join", form, act)
