"""What a seller does with a partner."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bukapo.campaigns.partners.writes import (
    partner_of,
    renew_partner_link,
    set_friend_reward,
    stop_partner,
)
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.partners.forms import FriendForm, PartnerForm, PayForm
from bukapo.faces.dashboard.partners.pages import show_partner, show_partners
from bukapo.faces.dashboard.prepare.forms import refuse
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.money import rupiah
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.orders.commissions.writes import pay_commission


@require_POST
@seller_view
def pay(request: SellerRequest, partner: int) -> HttpResponse:
    """The commission was sent; it is booked as a cost."""
    row = partner_of(request.store.pk, partner)
    form = PayForm(request.POST, store=request.store)
    if not form.is_valid():
        return show_partner(request, row.pk, form)
    try:
        paid = pay_commission(
            store_id=request.store.pk,
            partner_id=row.pk,
            expected=form.cleaned_data["amount"],
            bank_account_id=form.bank_account_id,
            note=form.cleaned_data["note"],
            actor=request.actor,
            at=clock.now(),
        )
    except NotFound:
        raise
    except Refusal as refusal:
        refuse(form, refusal)
        return show_partner(request, row.pk, form)
    told = {"amount": rupiah(paid.amount), "code": paid.code}
    messages.success(request, _("Komisi %(code)s sebesar %(amount)s sudah dicatat.") % told)
    return redirect("dashboard:partner", request.store.slug, row.pk)


@require_POST
@seller_view
def stop(request: SellerRequest, partner: int) -> HttpResponse:
    """No new order counts for it."""
    words = _("Mitra dihentikan. Komisi pesanan yang sudah masuk tetap dihitung.")
    return _deed(request, partner, stop_partner, words)


@require_POST
@seller_view
def renew_link(request: SellerRequest, partner: int) -> HttpResponse:
    """Another address for the partner's own page, or none."""
    if request.POST.get("cabut"):
        words = _("Halaman mitra ditutup. Tautan lamanya tidak membuka apa-apa lagi.")
        return _deed(request, partner, renew_partner_link, words, revoke=True)
    words = _("Tautan halaman mitra diganti. Tautan lamanya tidak membuka apa-apa lagi.")
    return _deed(request, partner, renew_partner_link, words)


def _deed(
    request: SellerRequest, partner: int, verb: Callable[..., Any], words: str, **more: Any
) -> HttpResponse:
    try:
        verb(store_id=request.store.pk, partner_id=partner, actor=request.actor, at=clock.now(), **more)
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, words)
    return redirect("dashboard:partner", request.store.slug, partner)


@require_POST
@seller_view
def reward_friends(request: SellerRequest) -> HttpResponse:
    """A PO's buyers may invite friends from now on, or not any more."""
    form = FriendForm(request.POST, store=request.store)
    if form.is_valid():
        campaign = form.campaigns[form.cleaned_data["campaign"]]
        try:
            told = set_friend_reward(
                store_id=request.store.pk,
                campaign_id=campaign.pk,
                reward=form.cleaned_data["reward"] or 0,
                actor=request.actor,
                at=clock.now(),
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            words = _("Ajak teman aktif di %(po)s.") if told.reward else _("Ajak teman dimatikan di %(po)s.")
            messages.success(request, words % {"po": campaign.title})
            return redirect("dashboard:partners", request.store.slug)
    return show_partners(request, PartnerForm(store=request.store), form)
