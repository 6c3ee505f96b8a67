"""Guarantees: the frozen ladders are the terms' own words, whoever was late got what they promise, and no more."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Max, Sum

from bukapo.audit.breach import Breach
from bukapo.campaigns.guarantees.reads import told
from bukapo.campaigns.guarantees.rules import CREDIT, REFUND, SHIPPING, Declared
from bukapo.campaigns.guarantees.terms import fit_lines, late_lines
from bukapo.campaigns.models import FrozenGuarantee
from bukapo.campaigns.terms import INDONESIAN
from bukapo.journal.models import EventRow
from bukapo.ledger.models import Posting
from bukapo.ledger.rules import GUARANTEE
from bukapo.orders.models import DelayAnswer, Order
from bukapo.orders.rules import LEAVES
from bukapo.stores.models import Store
from bukapo.trust.guarantees.rules import TAKEN, WAITS, Standing
from bukapo.trust.guarantees.standing import standings, unsent
from bukapo.trust.models import GuaranteeRemedy

WHY = "the audit reads every store"
DAY = timedelta(days=1)
_CHUNK = 500


def frozen() -> Iterator[Breach]:
    """What is kept as data is what the terms say, line by line."""
    for row in FrozenGuarantee.objects.across_stores(WHY).select_related("terms").order_by("pk"):
        terms = told(row)
        small = tuple(rung for rung in terms.ladder if rung.remedy != REFUND)
        last = [rung.days for rung in terms.ladder if rung.remedy == REFUND]
        if len(last) != 1:
            yield Breach("guarantee", f"terms {row.terms_id}", "do not offer the money back exactly once")
            continue
        declared = Declared(small, last[0], terms.fit_days)
        lines = late_lines(
            declared,
            terms.ship_until,
            _say,
            refund_days=terms.refund_days,
            own_days=not terms.ship_until,
        )
        for line in (*lines, *fit_lines(declared)):
            if line not in row.terms.text:
                yield Breach("guarantee", f"terms {row.terms_id}", f"do not say: {line}")


def remedies() -> Iterator[Breach]:
    """Each remedy is a rung of its order's own ladder, its event's, and its money is there to the rupiah."""
    given, offered = (_told(kind) for kind in ("order.guarantee_given", "order.guarantee_offered"))
    taken = _told("order.cancelled") | _told("order.rest_dropped")
    booked = _booked()
    ladders = {row.terms_id: row.ladder for row in FrozenGuarantee.objects.across_stores(WHY)}
    rows = GuaranteeRemedy.objects.across_stores(WHY).select_related("order", "credit", "allowance", "refund")
    for row in rows.order_by("pk").iterator(chunk_size=2000):
        where = f"remedy {row.pk} (order {row.order.number})"
        data = (offered if row.remedy == REFUND else given).pop(row.pk, None)
        ended = taken.pop(row.pk, None)
        spent = booked.pop(f"guarantee:{row.pk}", 0)
        if [row.days, row.remedy] not in [rung[:2] for rung in ladders.get(row.terms_id, ())]:
            yield Breach("remedy", where, "is no rung of the terms it names")
        if row.order.terms_id != row.terms_id:
            yield Breach("remedy", where, "goes by other terms than its order")
        for what in (*_contradicted(row, data), *_money(row, ended, spent)):
            yield Breach("remedy", where, what)
    for pk in (*given, *offered, *taken, *booked):
        yield Breach("remedy", str(pk), "was given and has no row")


def _contradicted(row: GuaranteeRemedy, data: dict[str, Any] | None) -> Iterator[str]:
    if data is None:
        yield "was never told"
        return
    if (data["days"], data["day"]) != (row.days, row.day.isoformat()):
        yield "counts otherwise than its event"
    if row.state != TAKEN and data["amount"] != row.amount:
        yield f"says {row.amount} rupiah, its event {data['amount']}"
    if row.state == WAITS and row.decided_at is None:
        yield "waits, and nobody has said so"


def _money(row: GuaranteeRemedy, ended: dict[str, Any] | None, spent: int) -> Iterator[str]:
    if spent != (row.amount if row.remedy == CREDIT else 0):
        yield f"cost the store {spent} rupiah by its books"
    if row.remedy == CREDIT and not (row.credit and row.credit.gift and row.credit.amount == row.amount):
        yield "is not the credit that was given"
    if row.remedy == SHIPPING and (row.allowance.amount if row.allowance else 0) != row.amount:
        yield "is not what was taken off the order"
    if row.remedy != REFUND:
        return
    if (row.state == TAKEN) != (ended is not None and row.order.state in LEAVES):
        yield "and its order disagree about whether the money was taken"
    if row.state == TAKEN and ended is not None:
        back = row.refund.amount if row.refund else 0
        if not back == ended["refund"] == row.amount:
            yield f"gave {row.amount} rupiah back, the order says {ended['refund']}"


def honoured() -> Iterator[Breach]:
    """As of the last morning on which the worker acted: no order is late by a rung and a day without its remedy.

    That morning is the last one that left a trace: an audit must not depend on when it is read.
    """
    acted = GuaranteeRemedy.objects.across_stores(WHY).aggregate(at=Max("made_at"))["at"]
    if acted is None:
        return
    for store in Store.objects.order_by("pk"):
        last = 0
        while orders := list(unsent(Order.objects.of(store).filter(pk__gt=last)).order_by("pk")[:_CHUNK]):
            last = orders[-1].pk
            yield from _missing(store, orders, acted)


def _missing(store: Store, orders: list[Order], acted: datetime) -> Iterator[Breach]:
    found = standings(store.pk, store.zone, orders, at=acted)
    ids = list(found)
    had: dict[int, set[tuple[int, str]]] = {pk: set() for pk in ids}
    rows = GuaranteeRemedy.objects.of(store).filter(order_id__in=ids)
    for pk, days, remedy in rows.values_list("order_id", "days", "remedy"):
        had[pk].add((days, remedy))
    fresh = DelayAnswer.objects.of(store).filter(order_id__in=ids, delay__answer_by__gte=acted - DAY)
    asked = set(fresh.values_list("order_id", flat=True))
    before = (acted - DAY).astimezone(ZoneInfo(store.zone)).date()
    numbers = {order.pk: order.number for order in orders}
    for pk, standing in found.items():
        if pk in asked:
            standing = _asked(standing)
        if rung := standing.due(before, had[pk]):
            late = f"is {rung.days} days late since {standing.day} and has no {rung.remedy}"
            yield Breach("late", f"order {numbers[pk]}", late)


def _asked(one: Standing) -> Standing:
    return Standing(one.ladder, one.day, one.goods, one.shipping, one.held, one.leaving, True, one.overdue)


def _say(day: date | None) -> str:
    return INDONESIAN.day(day) if day else ""


def _told(kind: str) -> dict[Any, dict[str, Any]]:
    rows = EventRow.objects.filter(kind=kind).values_list("data", flat=True)
    return {data["remedy_id"]: data for data in rows if data.get("remedy_id")}


def _booked() -> dict[Any, int]:
    rows = Posting.objects.across_stores(WHY).filter(destination__code=GUARANTEE).order_by()
    return dict(rows.values_list("cause").annotate(sum=Sum("amount")))
