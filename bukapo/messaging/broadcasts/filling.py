"""A broadcast's words, filled for the people of a piece of its list with a fixed number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models.functions import Length
from django.utils.translation import override

from bukapo.campaigns.models import Campaign, Promise
from bukapo.journal.models import EventRow
from bukapo.messaging.broadcasts.groups import Asked, Group, people_of
from bukapo.messaging.facts import FACTS, Case, promises_of
from bukapo.messaging.kinds import BUYER
from bukapo.messaging.rules import fill, fill_line, gaps_of
from bukapo.orders.models import Order
from bukapo.payments.models import Charge
from bukapo.stores.models import Store

LANGUAGE = "id"
"""A seller writes one text; dates in it are said in the language it is written in."""


@dataclass(frozen=True)
class Reader:
    """Who reads it; `order_id` None for somebody who has not ordered."""

    who: str
    name: str
    order_id: int | None = None


@dataclass(frozen=True)
class Filled:
    name: str
    subject: str
    body: str


class Press:
    """Fills one text for many readers of a group. Whoever is told of their own order is told its facts; people of a
    group of the whole store are told of `campaign` (the store, without one) and of no order."""

    def __init__(self, group: Group, asked: Asked, subject: str, body: str, *, store: Store) -> None:
        self.store, self.campaign, self.of_store = store, asked.campaign, group.of_store
        self.subject, self.body = subject, body
        self.gaps = gaps_of(subject + body)
        self.event = EventRow(store_id=store.pk, kind="broadcast.confirmed", data={})
        self.schedules: dict[int, list[Promise]] = {}

    def filled(self, readers: Sequence[Reader]) -> dict[str, Filled]:
        """By `who`. Three queries, however many readers."""
        orders = self._orders({reader.order_id for reader in readers if reader.order_id})
        charges = self._charges(orders)
        with override(LANGUAGE):
            return {
                reader.who: self._one(reader, orders.get(reader.order_id or 0), charges) for reader in readers
            }

    def _orders(self, wanted: Iterable[int]) -> dict[int, Order]:
        rows = Order.objects.of(self.store).select_related("campaign").filter(pk__in=list(wanted))
        return {row.pk: row for row in rows}

    def _charges(self, orders: dict[int, Order]) -> dict[int, list[Charge]]:
        found: dict[int, list[Charge]] = {pk: [] for pk in orders}
        if self.gaps & {"tagihan", "batas_bayar", "sisa"}:
            for row in Charge.objects.of(self.store).filter(order__in=list(orders)).exclude(state="void"):
                found[row.order_id].append(row)
        return found

    def _schedule(self, campaign: Campaign | None) -> list[Promise]:
        """One query for each PO the readers belong to, where a date is told."""
        if campaign is None or "tanggal" not in self.gaps:
            return []
        if campaign.pk not in self.schedules:
            self.schedules[campaign.pk] = promises_of(self.store, campaign)
        return self.schedules[campaign.pk]

    def _one(self, reader: Reader, order: Order | None, charges: dict[int, list[Charge]]) -> Filled:
        theirs = None if self.of_store else order
        campaign = theirs.campaign if theirs else self.campaign
        schedule = self._schedule(campaign)
        case = Case(self.event, self.store, BUYER, campaign=campaign, order=theirs, schedule=schedule)
        case.charges = charges.get(theirs.pk, []) if theirs else []
        values = {gap: FACTS[gap](case) for gap in self.gaps} | {"nama": reader.name}
        if theirs is None and "tautan" in values:  # whoever has no order in this PO is led to its page
            values["tautan"] = FACTS["tautan_po"](case)
        return Filled(reader.name, fill_line(self.subject, values), fill(self.body, values))


def samples_of(group: Group, asked: Asked, press: Press) -> list[Filled]:
    """As its first reader and the one with the longest name will read it; nobody in an empty group. Four queries."""
    rows = people_of(group, asked)
    first = list(rows.order_by("pk")[:1])
    longest = list(rows.order_by(Length(_name_field(rows)).desc(), "pk")[:1])
    readers = {row[2]: Reader(who=row[2], name=row[3], order_id=row[1]) for row in [*first, *longest]}
    return list(press.filled(list(readers.values())).values())


def _name_field(rows: object) -> str:
    return "buyer_name" if getattr(rows, "model", None) is Order else "name"
