"""What went wrong with a PO's parcels, as buyers, couriers and drivers said: a section of its evaluation."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, Count, F, Q, QuerySet, Sum, Value

from bukapo.campaigns.models import Campaign
from bukapo.insights.evaluation.section import Line, Section
from bukapo.kernel.refusal import gettext_noop
from bukapo.orders.couriers.reads import of_campaign
from bukapo.orders.models import DroppedRest, NotArrived, PartShipment, RouteStop
from bukapo.orders.parcels.reads import stuck_orders
from bukapo.orders.parts.rules import OUT
from bukapo.shipping.bookings.rules import STUCK_AFTER
from bukapo.shipping.models import Booking
from bukapo.shipping.port import FAILED, GONE, HELD, RETURNED, RETURNING

MISSED, BACK, UNBROUGHT, DROPPED, IN_TWO = "missed", "back", "unbrought", "dropped", "two"
TROUBLE = (MISSED, BACK, UNBROUGHT, DROPPED)
"""What makes an order a troubled one. Two parcels by consent are no trouble."""
_LOST = (RETURNING, RETURNED, GONE)


@dataclass(frozen=True)
class CourierTrouble:
    """Bookings at courier services: never taken, held now, without news; `extra` rupiah by their scales."""

    failed: int
    held: int
    silent: int
    dearer: int
    extra: int


def parcels_section(campaign: Campaign, at: datetime) -> Section | None:
    """None where nothing went wrong and nothing went in two parcels. Four queries, whatever was sent."""
    orders, courier, stuck = _orders(campaign), _courier(campaign, at), stuck_orders(campaign, at=at)
    lines = (
        Line(gettext_noop("Lama di jalan, lewat perkiraan wilayahnya"), len(stuck), "orders", "less"),
        Line(gettext_noop("Pembeli bilang belum sampai"), len(orders[MISSED]), "orders", "less"),
        Line(gettext_noop("Dikembalikan kurir atau hilang"), len(orders[BACK]), "orders", "less"),
        Line(gettext_noop("Belum terantar kurir toko"), len(orders[UNBROUGHT]), "orders", "less"),
        Line(gettext_noop("Gagal diambil kurir"), courier.failed, better="less"),
        Line(gettext_noop("Ditahan kurir"), courier.held, better="less"),
        Line(gettext_noop("Kurir lama tidak memberi kabar"), courier.silent, better="less"),
        Line(gettext_noop("Ditimbang ulang, jadi lebih mahal"), courier.dearer, better="less"),
        Line(gettext_noop("Tambahan ongkir karena timbangan kurir"), courier.extra, "rupiah", "less"),
        Line(gettext_noop("Dikirim dalam dua paket"), len(orders[IN_TWO]), "orders", "less"),
        Line(gettext_noop("Sisanya tidak jadi dikirim"), len(orders[DROPPED]), "orders", "less"),
    )
    said = tuple(line for line in lines if line.value)
    if not said:
        return None
    troubled = stuck.union(*(orders[what] for what in TROUBLE))
    return Section(gettext_noop("Masalah pengiriman"), said, troubled=len(troubled), open=len(stuck))


def _orders(campaign: Campaign) -> Mapping[str, set[int]]:
    """What happened -> orders. One query."""
    store = campaign.store_id
    parts = PartShipment.objects.of(store).filter(order__campaign=campaign)
    bookings = Booking.objects.of(store).filter(order__campaign=campaign, state__in=_LOST)
    stops = RouteStop.objects.of(store).filter(parcel__order__campaign=campaign, state="failed")
    missed = NotArrived.objects.of(store).filter(parcel__order__campaign=campaign)
    dropped = DroppedRest.objects.of(store).filter(order__campaign=campaign)
    rows = _named(missed, MISSED, "parcel__order_id").union(
        _named(parts.filter(missed_at__isnull=False), MISSED),
        _named(parts.filter(state__in=OUT), IN_TWO),
        _named(bookings, BACK),
        _named(stops, UNBROUGHT, "parcel__order_id"),
        _named(dropped, DROPPED),
    )
    found: dict[str, set[int]] = defaultdict(set)
    for what, order in rows:
        found[what].add(order)
    return found


def _named(rows: "QuerySet[Any]", what: str, order: str = "order_id") -> "QuerySet[Any, tuple[str, int]]":
    named = rows.annotate(what=Value(what, output_field=CharField()), whose=F(order))
    return named.order_by().values_list("what", "whose")


def _courier(campaign: Campaign, at: datetime) -> CourierTrouble:
    """One query."""
    quiet = Q(pk__in=[])
    for state, wait in STUCK_AFTER.items():
        quiet |= Q(state=state, news_at__lt=at - wait)
    dearer = Q(fee__gt=F("fee_asked")) & ~Q(state=FAILED)
    rows = Booking.objects.of(campaign.store_id).filter(of_campaign(campaign.pk))
    told = rows.order_by().aggregate(
        failed=Count("pk", filter=Q(state=FAILED)),
        held=Count("pk", filter=Q(state=HELD)),
        silent=Count("pk", filter=quiet),
        dearer=Count("pk", filter=dearer),
        extra=Sum(F("fee") - F("fee_asked"), filter=dearer),
    )
    return CourierTrouble(**(told | {"extra": told["extra"] or 0}))
