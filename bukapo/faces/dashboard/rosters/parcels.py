"""A group's one parcel: what a courier would ask for it, booking it, and the fee that its coordinator owes."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.couriers.forms import WAYS
from bukapo.faces.dashboard.couriers.rates import LASTS, Choice, keys_in_use, service_asked
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.dashboard.rosters.forms import FeeForm
from bukapo.faces.ui.limits import count_try
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.orders.bulk.fees import pay_fee, waive_fee
from bukapo.orders.couriers.groups import GroupQuoted, book_group, going, quote_group
from bukapo.orders.couriers.reads import Service, services_of
from bukapo.orders.models import GroupParcel, Roster
from bukapo.orders.rosters.reads import roster_of_campaign
from bukapo.orders.rosters.sending import open_parcel
from bukapo.shipping.couriers.writes import account_of
from bukapo.shipping.port import DROP_OFF, PICKUP, Rate

SALT = "courier-rate-of-a-group"


@require_POST
@seller_view
def rates(request: SellerRequest, campaign: str, roster: str) -> HttpResponse:
    """What one parcel with everybody who is paid would cost; nothing is booked."""
    found = _found(request, campaign, roster)
    service = service_asked(request)
    if service is None:
        messages.warning(request, _("Sambungkan dulu layanan kurirnya di Pengaturan."))
        return _back(request, found)
    count_try("courier rates", str(request.store.pk), most=120, seconds=3600)
    try:
        quoted = quote_group(account_of(request.store.pk, service.account_id), found)
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
        return _back(request, found)
    context = {
        "campaign": found.campaign, "roster": found, "service": service, "services": services_of(request.store.pk),
        "quoted": quoted, "choices": _choices(request, quoted, service, found), "ways": WAYS,
        "without": request.POST.get("without", ""),
    }  # fmt: skip
    return render(request, "dashboard/rosters/rates.html", context)


def _choices(
    request: SellerRequest, quoted: GroupQuoted, service: Service, found: Roster
) -> tuple[Choice, ...]:
    facts: dict[str, Any] = {
        "roster": found.pk, "account": service.account_id, "place": quoted.place, "orders": quoted.orders,
        "saved": keys_in_use(request, service.account_id),
    }  # fmt: skip
    return tuple(
        Choice(rate, signing.dumps({**facts, "rate": asdict(rate)}, salt=SALT, compress=True), 0)
        for rate in quoted.rates[:8]
    )


@require_POST
@seller_view
def book(request: SellerRequest, campaign: str, roster: str) -> HttpResponse:
    """The parcel is packed and booked at the chosen rate."""
    found = _found(request, campaign, roster)
    by = DROP_OFF if request.POST.get("cara") == DROP_OFF else PICKUP
    try:
        told: dict[str, Any] = signing.loads(request.POST.get("tarif", ""), salt=SALT, max_age=LASTS)
        fresh = (found.pk, list(going(found)), keys_in_use(request, told["account"]))
        if (told["roster"], told["orders"], told["saved"]) != fresh:
            raise signing.BadSignature()
        book_group(
            store_id=request.store.pk, roster_id=found.pk, account_id=told["account"], rate=Rate(**told["rate"]),
            place=told["place"], by=by, without=bool(request.POST.get("without")), actor=request.actor, at=clock.now(),
        )  # fmt: skip
    except signing.BadSignature:
        messages.error(request, _("Tarif ini sudah lama. Bandingkan lagi."))
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, _("Paket rombongan sudah dipesankan kurir."))
    return _back(request, found)


@require_POST
@seller_view
def unpack(request: SellerRequest, campaign: str, roster: str, parcel: int) -> HttpResponse:
    """The parcel that waits is opened again, so that others may come along."""
    found = _found(request, campaign, roster)
    row = _parcel(request, found, parcel)
    try:
        open_parcel(store_id=request.store.pk, parcel_id=row.pk, actor=request.actor, at=clock.now())
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, _("Paketnya dibuka lagi."))
    return _back(request, found)


@require_POST
@seller_view
def fee(request: SellerRequest, campaign: str, roster: str, parcel: int) -> HttpResponse:
    """The coordinator paid for the parcel (`bank_account`), or need not (`apa` relakan, `alasan`)."""
    found = _found(request, campaign, roster)
    row = _parcel(request, found, parcel)
    who: dict[str, Any] = {
        "store_id": request.store.pk, "parcel_id": row.pk, "actor": request.actor, "at": clock.now()
    }  # fmt: skip
    form = FeeForm(request.POST, store=request.store)
    try:
        if request.POST.get("apa") == "relakan":
            waive_fee(**who, reason=request.POST.get("alasan", ""))
            messages.success(request, _("Ongkirnya direlakan dan keluar dari pembukuan."))
        elif form.is_valid():
            pay_fee(**who, bank_account_id=form.bank_account_id)
            messages.success(request, _("Ongkir dari koordinator tercatat."))
        else:
            messages.error(request, _("Pilih ke mana uangnya masuk."))
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    return _back(request, found)


def _found(request: SellerRequest, campaign: str, code: str) -> Roster:
    return roster_of_campaign(campaign_at(request.store, campaign), code)


def _parcel(request: SellerRequest, found: Roster, parcel: int) -> GroupParcel:
    row: GroupParcel | None = GroupParcel.objects.of(request.store).filter(pk=parcel, roster=found).first()
    if row is None:
        raise NotFound()
    return row


def _back(request: SellerRequest, found: Roster) -> HttpResponse:
    return redirect("dashboard:roster", request.store.slug, found.campaign.slug, found.code)
