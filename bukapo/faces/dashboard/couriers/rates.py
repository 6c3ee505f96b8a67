"""Chosen orders -> what their parcels would cost -> booked, each by itself."""

from dataclasses import asdict, dataclass
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bukapo.campaigns.models import Campaign
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.couriers.forms import WAYS
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.dashboard.send.forms import chosen_numbers
from bukapo.faces.ui.limits import count_try
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.orders.couriers.asking import AnswerLost, CourierAway, book_parcel
from bukapo.orders.couriers.quoting import Quoted, quotes
from bukapo.orders.couriers.reads import Service, booked_orders, services_of
from bukapo.orders.models import Order
from bukapo.orders.parts.gates import parts_ahead
from bukapo.production.reads import outgoing_by_number
from bukapo.shipping.couriers.writes import account_of
from bukapo.shipping.port import DROP_OFF, PICKUP, Rate
from bukapo.shipping.rules import COURIER
from bukapo.stores.seal import Unreadable

AT_ONCE = 20
"""Parcels compared and booked in one go: each is a question or two to the service."""
SALT, LASTS = "courier-rate", 3600
"""A quote that was shown may be booked for an hour."""


@dataclass(frozen=True)
class Choice:
    """One rate as a radio button; `token` carries it through the form, signed."""

    rate: Rate
    token: str
    more: int
    """Rupiah above what the buyer paid for shipping; below 0: less."""


@dataclass(frozen=True)
class Row:
    quoted: Quoted
    choices: tuple[Choice, ...]


@require_POST
@seller_view
def rates(request: SellerRequest, campaign: str) -> HttpResponse:
    """What the ticked orders would cost at a service; nothing is booked."""
    po = campaign_at(request.store, campaign)
    service = service_asked(request)
    orders = _ready(request, po)
    if service is None:
        messages.warning(request, _("Sambungkan dulu layanan kurirnya di Pengaturan."))
    elif not orders:
        messages.warning(request, _("Centang dulu pesanan yang mau dikirim lewat kurir."))
    else:
        count_try("courier rates", str(request.store.pk), most=120, seconds=3600)
        try:
            found = quotes(account_of(request.store.pk, service.account_id), orders)
        except Unreadable as refusal:
            messages.error(request, sentence(refusal))
        else:
            return _page(request, po, service, found)
    return redirect("dashboard:sending", request.store.slug, po.slug)


def _page(request: SellerRequest, po: Campaign, service: Service, found: tuple[Quoted, ...]) -> HttpResponse:
    saved = keys_in_use(request, service.account_id)
    context = {
        "campaign": po,
        "service": service,
        "services": services_of(request.store.pk),
        "rows": [Row(quoted, _choices(quoted, service, saved)) for quoted in found],
        "bookable": sum(bool(quoted.rates) for quoted in found),
        "ways": WAYS,
    }
    return render(request, "dashboard/couriers/rates.html", context)


def keys_in_use(request: SellerRequest, account_id: int) -> str:
    """Which keys were in use: a quote names its areas as they were known with them."""
    return account_of(request.store.pk, account_id).saved_at.isoformat()


def _choices(quoted: Quoted, service: Service, saved: str) -> tuple[Choice, ...]:
    facts = {"order": quoted.order.pk, "account": service.account_id, "place": quoted.place, "saved": saved}
    facts["part"] = quoted.part_id
    return tuple(
        Choice(
            rate,
            signing.dumps({**facts, "rate": asdict(rate)}, salt=SALT, compress=True),
            rate.fee - quoted.order.shipping_fee,
        )
        for rate in quoted.rates[:8]
    )


def service_asked(request: SellerRequest) -> Service | None:
    """The one that was asked for, else the first that is connected."""
    services = services_of(request.store.pk)
    wanted = [one for one in services if one.name == request.POST.get("layanan", "")]
    return next(iter(wanted or services), None)


def _ready(request: SellerRequest, po: Campaign) -> list[Order]:
    """The ticked orders that may leave by courier and are not booked, at most AT_ONCE."""
    numbers = chosen_numbers(request.POST.getlist("pilih"))
    ready = [
        one.id for one in outgoing_by_number(po, numbers).values() if one.ready and one.fulfilment == COURIER
    ]
    taken = booked_orders(request.store.pk, ready)
    fresh = [order for order in ready if order not in taken]
    if len(fresh) > AT_ONCE:
        messages.info(request, _("Dibandingkan %(n)s paket dulu, sisanya setelah ini.") % {"n": AT_ONCE})
    rows = Order.objects.of(request.store).filter(pk__in=fresh[:AT_ONCE]).select_related("campaign")
    return list(rows.order_by("pk"))


@require_POST
@seller_view
def book(request: SellerRequest, campaign: str) -> HttpResponse:
    """Book what was chosen, one parcel after another; a service that is away ends the round."""
    po = campaign_at(request.store, campaign)
    by = request.POST.get("cara", PICKUP)
    booked, refused = 0, list[str]()
    for name, token in request.POST.items():
        if not name.startswith("tarif-") or not token or len(refused) + booked >= AT_ONCE:
            continue
        try:
            _book(request, po, str(token), DROP_OFF if by == DROP_OFF else PICKUP)
        except signing.BadSignature:
            refused.append(f"{name[6:20]}: {_('Tarif ini sudah lama. Bandingkan lagi.')}")
        except Refusal as refusal:
            refused.append(f"{name[6:20]}: {sentence(refusal)}")
            if isinstance(refusal, CourierAway | AnswerLost):
                break
        else:
            booked += 1
    if booked:
        said = ngettext("%(n)s paket sudah dipesankan kurir.", "%(n)s paket sudah dipesankan kurir.", booked)
        messages.success(request, said % {"n": booked})
    elif not refused:
        messages.warning(request, _("Belum ada tarif yang dipilih."))
    for why in refused[:8]:
        messages.error(request, why)
    return redirect("dashboard:sending_parcels", request.store.slug, po.slug)


def _book(request: SellerRequest, po: Campaign, token: str, by: str) -> None:
    """Raises BadSignature for a quote that is not ours, too old, asked with other keys, or of another parcel."""
    told: dict[str, Any] = signing.loads(token, salt=SALT, max_age=LASTS)
    if told.get("saved") != keys_in_use(request, told["account"]):
        raise signing.BadSignature()
    if not Order.objects.of(request.store).filter(pk=told["order"], campaign=po).exists():
        raise NotFound()
    part = parts_ahead(request.store.pk, [told["order"]]).get(told["order"])
    if (part.pk if part else None) != told.get("part"):
        raise signing.BadSignature()
    book_parcel(
        store_id=request.store.pk, order_id=told["order"], account_id=told["account"], rate=Rate(**told["rate"]),
        place=told["place"], by=by, actor=request.actor, at=clock.now(),
    )  # fmt: skip
