"""Parcels at courier services: booked once at a time, left under their own waybill, at the fee that events told."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db.models import F, QuerySet

from bukapo.audit.breach import Breach
from bukapo.journal.models import EventRow
from bukapo.shipping.bookings.rows import Booking
from bukapo.shipping.bookings.rules import LEFT, LIVE
from bukapo.shipping.notices.rows import CourierNotice

WHY = "the audit reads every store"


def bookings() -> Iterator[Breach]:
    """A booking is of its parcel's own order and store, once at a time; what is taken on has a number there."""
    rows = Booking.objects.across_stores(WHY).order_by("pk")
    for kind in ("parcel", "part", "group"):
        of_one = rows.filter(**{f"{kind}__isnull": False})
        others = of_one.exclude(**{f"{kind}__order": F("order")}) if kind != "group" else of_one.none()
        for pk in others.values_list("pk", flat=True):
            yield Breach("booking", f"booking {pk}", f"names a {kind} of another order")
        live = Counter(of_one.filter(state__in=LIVE).values_list(kind, flat=True))
        for parcel, count in live.items():
            if count > 1:
                yield Breach("booking", f"{kind} {parcel}", f"is booked {count} times")
    strangers = rows.exclude(account__store=F("store"))
    for kind in ("order", "group"):
        strangers |= rows.filter(**{f"{kind}__isnull": False}).exclude(**{f"{kind}__store": F("store")})
    for pk in strangers.values_list("pk", flat=True):
        yield Breach("booking", f"booking {pk}", "names an order, a group or an account of another store")
    for pk in rows.exclude(state__in=["asked", "failed"]).filter(external_id="").values_list("pk", flat=True):
        yield Breach("booking", f"booking {pk}", "is taken on and has no number there")


def left() -> Iterator[Breach]:
    """The waybill that a buyer's parcel, or a part of their order, left with is the one its booking was told."""
    rows = Booking.objects.across_stores(WHY).filter(state__in=LEFT).exclude(waybill="")
    shipped = rows.filter(order__state__in=["shipped", "received"], parcel__isnull=False)
    yield from _numbers(shipped, "parcel")
    yield from _numbers(rows.filter(part__isnull=False), "part")
    yield from _numbers(rows.filter(group__isnull=False), "group", "sent_at")


def _numbers(rows: "QuerySet[Any]", kind: str, handed: str = "handed_at") -> Iterator[Breach]:
    number, handed_at = f"{kind}__tracking_number", f"{kind}__{handed}"
    told = rows.exclude(**{number: ""}).values_list(
        "pk", number, "waybill", "external_id", handed_at, "left_at"
    )
    for pk, said, waybill, external, at, left_at in told.iterator(chunk_size=2000):
        if said in (waybill.upper(), external.upper()):
            continue
        if at and left_at and at >= left_at:  # else the seller wrote another one by hand before
            whose = "its order" if kind == "parcel" else f"the {kind}"
            yield Breach("booking", f"booking {pk}", f"left as {waybill}, {whose} says {said}")


def fees() -> Iterator[Breach]:
    """A booking's fee is what was told first, changed only by what the courier's scales said."""
    told: dict[int, int] = {}
    kinds = ("parcel.asked", "parcel.reweighed")
    rows = (
        EventRow.objects.filter(kind__in=kinds)
        .order_by("subject_id", "seq")
        .values_list("subject_id", "data")
    )
    for pk, data in rows.iterator(chunk_size=2000):
        told[pk] = data.get("fee", 0)
    for pk, fee in Booking.objects.across_stores(WHY).values_list("pk", "fee").iterator(chunk_size=2000):
        if told.get(pk) != fee:
            yield Breach("booking", f"booking {pk}", f"costs {fee} rupiah, its events say {told.get(pk)}")


def notices() -> Iterator[Breach]:
    """A notice that was dealt with is of a parcel of its own account."""
    numbers = set(
        Booking.objects.across_stores(WHY).exclude(external_id="").values_list("account_id", "external_id")
    )
    rows = CourierNotice.objects.across_stores(WHY).filter(state="done")
    for pk, account, number in rows.values_list("pk", "account_id", "external_id").iterator(chunk_size=2000):
        if (account, number) not in numbers:
            yield Breach(
                "notice", f"courier notice {pk}", f"was dealt with for {number}, which nobody booked"
            )
