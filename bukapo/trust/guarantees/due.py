"""Every morning: who has reached a rung gets it. Each order is a write of its own: a killed worker repeats nothing."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Q

from bukapo.campaigns.guarantees.reads import told
from bukapo.campaigns.models import FrozenGuarantee
from bukapo.journal.alone import each_alone
from bukapo.kernel.refusal import Refusal
from bukapo.orders.models import Order
from bukapo.stores.models import Store
from bukapo.trust.guarantees.rules import MORNING, OFFERED
from bukapo.trust.guarantees.standing import standings, unsent
from bukapo.trust.guarantees.writes import honour, lapse
from bukapo.trust.models import GuaranteeRemedy

_EVERY = "the worker serves every store"
EVERY = timedelta(hours=1)
"""How often one worker looks: promised days pass once a day, payments of those who were behind come at any time."""
BATCH = 200
"""Orders looked at in one round; the rest comes with the next ones."""

_looked: dict[str, Any] = {}


def act_each_morning(at: datetime) -> int:
    """One look an hour per worker, in rounds of so many orders; then nothing to do."""
    since: datetime | None = _looked.get("at")
    if since is not None and abs(at - since) < EVERY and _looked["store"] is None:
        return 0
    if since is None or _looked["store"] is None or abs(at - since) >= EVERY:
        _looked.update(at=at, store=0, order=0)
    done, _looked["store"], _looked["order"] = act(at, _looked["store"], _looked["order"])
    return done


def act(at: datetime, store: int = 0, after: int = 0) -> tuple[int, int | None, int]:
    """Serve up to BATCH late orders from order `after` of `store` on: (orders served, where to go on; None = done)."""
    for one in Store.objects.filter(pk__gte=store).order_by("pk").only("pk", "zone").iterator():
        rows = _late(one, at, after if one.pk == store else 0)
        if rows:
            done = each_alone(((one.pk, pk) for pk in _due(one, rows, at)), lambda s, pk: _all_of(s, pk, at))
            return done, one.pk, rows[-1].pk
    return 0, None, 0


def _late(store: Store, at: datetime, after: int) -> list[Order]:
    """Orders whose own terms name a day so long past that a rung which they have not had may be reached."""
    now = at.astimezone(ZoneInfo(store.zone))
    if now.time() < MORNING:
        return []
    wanted = Q(pk__in=[])
    for count, terms in _passed(store, now.date()).items():
        wanted |= Q(terms_id__in=terms, had__lt=count)
    rows = unsent(Order.objects.of(store).filter(pk__gt=after)).annotate(had=Count("remedies"))
    return list(rows.filter(wanted).order_by("pk")[:BATCH])


def _passed(store: Store, today: date) -> dict[int, list[int]]:
    """Number of rungs that may be reached by now -> the terms that hold so many."""
    passed: dict[int, list[int]] = {}
    for row in FrozenGuarantee.objects.of(store).order_by():
        # Without a day of their own in the terms each order has one: all rungs may be reached.
        rungs = [r for r in told(row).ladder if row.ship_until is None or r.due_on(row.ship_until) <= today]
        if rungs:
            passed.setdefault(len(rungs), []).append(row.terms_id)
    return passed


def _due(store: Store, rows: list[Order], at: datetime) -> list[int]:
    today = at.astimezone(ZoneInfo(store.zone)).date()
    had: dict[int, set[tuple[int, str]]] = {}
    given = GuaranteeRemedy.objects.of(store).filter(order__in=rows)
    for order_id, days, remedy in given.values_list("order_id", "days", "remedy"):
        had.setdefault(order_id, set()).add((days, remedy))
    found = standings(store.pk, store.zone, rows, at=at)
    return [pk for pk, standing in found.items() if standing.due(today, had.get(pk, set()))]


def _all_of(store_id: int, order_id: int, at: datetime) -> None:
    """Rung by rung, until nothing is due."""
    honour(store_id=store_id, order_id=order_id, at=at)
    while True:
        try:
            honour(store_id=store_id, order_id=order_id, at=at)
        except Refusal:
            return


def close_offers(at: datetime) -> int:
    """Offers that were not answered in time."""
    rows = GuaranteeRemedy.objects.across_stores(_EVERY).filter(state=OFFERED, answer_by__lte=at)
    return each_alone(
        rows.order_by("pk").values_list("store_id", "order_id")[:BATCH],
        lambda store, pk: lapse(store_id=store, order_id=pk, at=at),
    )
