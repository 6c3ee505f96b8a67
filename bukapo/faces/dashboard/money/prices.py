"""Extra cost after ordering: proposed with a preview of every effect, its answers counted live, taken back."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bukapo.campaigns.models import Campaign, CampaignItem
from bukapo.catalog.imaging import PictureRefused
from bukapo.catalog.models import Photo
from bukapo.catalog.pictures import EVIDENCE, keep_picture
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.money.price_forms import ProposalForm, WithdrawForm
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.dashboard.prepare.forms import refuse
from bukapo.faces.ui.bars import PartsBar, parts_bar
from bukapo.faces.ui.templatetags.ui import angka
from bukapo.journal import clock
from bukapo.kernel.refusal import Refusal
from bukapo.orders.pricing.asking import Effect, NobodyToAsk, check_campaign, checked, effects
from bukapo.orders.pricing.propose import make_proposal, withdraw_proposal
from bukapo.orders.pricing.reads import (
    ProposalTold,
    Tally,
    answers_of,
    open_proposal,
    proposal_of,
    proposals_of,
)

SALT = "bukapo.price.photo"
SHOWN = 50
"""Orders that the preview lists; the sums are of all."""


@dataclass(frozen=True)
class Effects:
    """What a proposal would do. Rupiah: `extra` if all agree, `back` if all leave."""

    rows: tuple[Effect, ...]
    orders: int
    pieces: int
    extra: int
    back: int


@require_safe
@seller_view
def proposals(request: SellerRequest, campaign: str) -> HttpResponse:
    """All proposals of the PO, and the way to a new one."""
    po = campaign_at(request.store, campaign)
    told = [(one, bar_of(one.count)) for one in proposals_of(po)]
    context = {
        "campaign": po,
        "told": told,
        "may_ask": po.state in ("published", "closed") and open_proposal(po) is None,
    }
    return render(request, "dashboard/money/prices.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def proposal_new(request: SellerRequest, campaign: str) -> HttpResponse:
    """The form; then the preview of every effect; then it is sent."""
    po = campaign_at(request.store, campaign)
    po.store = request.store
    form = _form(request, po)
    photo = _photo_sent_before(request)
    if not (form.is_bound and form.is_valid()):
        return _show_form(request, po, form, photo)
    try:
        wish = checked(form.wish(), at=clock.now())
        check_campaign(po)
        photo = _kept(request, form) or photo
        if "kirim" in request.POST:
            made = make_proposal(
                store_id=request.store.pk, campaign_id=po.pk, wish=wish, photo=photo, actor=request.actor,
                at=clock.now(),
            )  # fmt: skip
            messages.success(
                request, _("Usulan terkirim. Setiap pembeli yang kena dikabari dengan jumlahnya sendiri.")
            )
            return redirect("dashboard:price_proposal", request.store.slug, po.slug, made.proposal_id)
        found = effects(po, wish)
        if not found:
            raise NobodyToAsk()
    except Refusal as refusal:
        refuse(form, refusal, field="photo" if isinstance(refusal, PictureRefused) else "")
        return _show_form(request, po, form, photo)
    if "ubah" in request.POST:
        return _show_form(request, po, form, photo)
    context = {
        "campaign": po,
        "form": form,
        "wish": wish,
        "photo": photo,
        "photo_key": _sealed(photo),
        "effects": _summed(found),
        "sent": [(name, request.POST.get(name, "")) for name in form.fields if name != "photo"],
    }
    return render(request, "dashboard/money/price_preview.html", context)


@require_safe
@seller_view
def proposal(request: SellerRequest, campaign: str, proposal: int) -> HttpResponse:
    """How it stands, and every buyer's answer with what shows it."""
    po = campaign_at(request.store, campaign)
    return _show(request, po, proposal_of(po, proposal), WithdrawForm())


@require_POST
@seller_view
def proposal_withdraw(request: SellerRequest, campaign: str, proposal: int) -> HttpResponse:
    """Take it back, with the reason that every buyer reads."""
    po = campaign_at(request.store, campaign)
    told = proposal_of(po, proposal)
    form = WithdrawForm(request.POST)
    if form.is_valid():
        try:
            withdraw_proposal(
                store_id=request.store.pk, proposal_id=proposal, reason=form.cleaned_data["reason"],
                actor=request.actor, at=clock.now(),
            )  # fmt: skip
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Usulan ditarik. Harga semua pesanan kembali seperti semula."))
            return redirect("dashboard:price_proposal", request.store.slug, po.slug, proposal)
    return _show(request, po, told, form, status=422)


def _show(
    request: SellerRequest, po: Campaign, told: ProposalTold, form: WithdrawForm, status: int = 200
) -> HttpResponse:
    context = {
        "campaign": po,
        "told": told,
        "bar": bar_of(told.count),
        "answers": answers_of(told.proposal),
        "form": form,
        "now": clock.now(),
    }
    return render(request, "dashboard/money/price_proposal.html", context, status=status)


def bar_of(count: Tally) -> PartsBar:
    """The answers so far, drawn."""
    parts = [
        (_("Setuju"), count.accepted),
        (_("Keluar"), count.left),
        (_("Tetap harga lama"), count.kept + count.gone + count.withdrawn),
    ]
    return parts_bar(_("Jawaban"), parts, marks=[(_("Ditanya"), count.all)], show=angka)


def _form(request: SellerRequest, po: Campaign) -> ProposalForm:
    items = CampaignItem.objects.of(request.store).filter(campaign=po).select_related("product")
    products = [(item.product_id, item.product.name) for item in items]
    facts: dict[str, Any] = {"products": products, "zone": request.store.zone, "now": clock.now()}
    if request.method == "POST":
        return ProposalForm(request.POST, request.FILES, **facts)
    return ProposalForm(**facts)


def _show_form(request: SellerRequest, po: Campaign, form: ProposalForm, photo: Photo | None) -> HttpResponse:
    context = {"campaign": po, "form": form, "photo": photo, "photo_key": _sealed(photo)}
    status = 422 if form.errors else 200
    return render(request, "dashboard/money/price_form.html", context, status=status)


def _kept(request: SellerRequest, form: ProposalForm) -> Photo | None:
    upload = form.cleaned_data["photo"]
    return keep_picture(request.store, upload, EVIDENCE, alt=_("Bukti")) if upload else None


def _sealed(photo: Photo | None) -> str:
    """Names the picture from one step to the next; nobody else's can be named."""
    return signing.Signer(salt=SALT).sign(photo.key) if photo else ""


def _photo_sent_before(request: SellerRequest) -> Photo | None:
    try:
        key = signing.Signer(salt=SALT).unsign(request.POST.get("foto", ""))
    except signing.BadSignature:
        return None
    found: Photo | None = Photo.objects.of(request.store).filter(key=key, place=EVIDENCE).first()
    return found


def _summed(found: list[Effect]) -> Effects:
    return Effects(
        rows=tuple(found[:SHOWN]),
        orders=len(found),
        pieces=sum(one.pieces for one in found),
        extra=sum(one.extra for one in found),
        back=sum(one.held for one in found),
    )
