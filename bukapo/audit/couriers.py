"""Parcels at courier services: booked once at a time, left under their own waybill, at the fee that events told."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import F

from bukapo.audit.breach import Breach
from bukapo.journal.models import EventRow
from bukapo.shipping.bookings.rows import Booking
from bukapo.shipping.bookings.rules import LEFT, LIVE
from bukapo.shipping.notices.rows import CourierNotice

WHY = "the audit reads every store"


def bookings() -> Iterator[Breach]:
    """A booking is of its parcel's own order and store, once at a time; what is taken on has a number there."""
    rows = Booking.objects.across_stores(WHY).order_by("pk")
    for pk in rows.exclude(parcel__order=F("order")).values_list("pk", flat=True):
        yield Breach("booking", f"booking {pk}", "names a parcel of another order")
    strangers = rows.exclude(order__store=F("store")) | rows.exclude(account__store=F("store"))
    for pk in strangers.values_list("pk", flat=True):
        yield Breach("booking", f"booking {pk}", "names an order or an account of another store")
    live = Counter(rows.filter(state__in=LIVE).values_list("parcel_id", flat=True))
    for parcel, count in live.items():
        if count > 1:
            yield Breach("booking", f"parcel {parcel}", f"is booked {count} times")
    for pk in rows.exclude(state__in=["asked", "failed"]).filter(external_id="").values_list("pk", flat=True):
        yield Breach("booking", f"booking {pk}", "is taken on and has no number there")


def left() -> Iterator[Breach]:
    """The waybill that a buyer's parcel left with is the one its booking was told."""
    rows = Booking.objects.across_stores(WHY).filter(state__in=LEFT).exclude(waybill="")
    shipped = rows.filter(order__state__in=["shipped", "received"]).exclude(parcel__tracking_number="")
    told = shipped.values_list(
        "pk", "parcel__tracking_number", "waybill", "external_id", "parcel__handed_at", "left_at"
    )
    for pk, number, waybill, external, handed, left_at in told.iterator(chunk_size=2000):
        same = number in (waybill.upper(), external.upper())
        if (
            not same and handed and left_at and handed >= left_at
        ):  # else the seller wrote another one by hand before
            yield Breach("booking", f"booking {pk}", f"left as {waybill}, its order says {number}")


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
