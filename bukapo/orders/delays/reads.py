"""Delays told: to the seller how they stand and what they cost, to the buyer what is asked."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce

from bukapo.campaigns.models import Campaign
from bukapo.kernel.refusal import NotFound
from bukapo.orders.delays.rules import ASKABLE, GONE, LEFT, MOVED, OPEN, REFUND, REPLACED, STAYED, WAIT
from bukapo.orders.models import Delay, DelayAnswer, Order

MOST = 300
"""Answers on one page."""


@dataclass(frozen=True)
class DelayTally:
    """Orders per answer. Open ones: `wait`, `refund` chosen, `silent`. Rupiah of theirs: `debt` goes
    back to who chose it, `silent_debt` to who does not answer (where silence means to leave)."""

    wait: int
    refund: int
    silent: int
    stayed: int
    left: int
    moved: int
    gone: int
    replaced: int
    debt: int
    silent_debt: int

    @property
    def all(self) -> int:
        open_ones = self.wait + self.refund + self.silent
        return open_ones + self.stayed + self.left + self.moved + self.gone + self.replaced


@dataclass(frozen=True)
class Moved:
    """One promised day of a delay."""

    what: str
    was: date
    day: date


@dataclass(frozen=True)
class DelayTold:
    delay: Delay
    moves: tuple[Moved, ...]
    count: DelayTally


@dataclass(frozen=True)
class AnswerTold:
    """One buyer's answer. `held` rupiah of theirs would go back."""

    number: str
    buyer_name: str
    state: str
    choice: str
    silence: str
    how: str
    at: datetime | None
    held: int

    @property
    def shown(self) -> str:
        """The stamp: an open answer is told by its choice."""
        return (self.choice or "silent") if self.state == OPEN else self.state


@dataclass(frozen=True)
class Exposure:
    """Whom a delay would ask: `orders` with `pieces`, `held` rupiah of theirs, `consent` of them by silence leave."""

    orders: int
    pieces: int
    held: int
    consent: int

    @property
    def silence(self) -> str:
        """What it would mean for most not to answer."""
        return REFUND if self.consent and self.consent == self.orders else WAIT

    @property
    def mixed(self) -> bool:
        """It would not mean the same for all."""
        return 0 < self.consent < self.orders


def exposure_of(campaign: Campaign) -> Exposure:
    """Two queries."""
    rows = Order.objects.of(campaign.store_id).filter(campaign=campaign, state__in=ASKABLE)
    sums = rows.aggregate(
        orders=Count("pk"),
        pieces=Coalesce(Sum("pieces"), 0),
        held=Coalesce(Sum(F("paid") - F("refunded")), 0),
    )
    asked = DelayAnswer.objects.of(campaign.store_id).filter(order__campaign=campaign)
    again = rows.filter(pk__in=asked.values("order")).count()
    return Exposure(**sums, consent=again)


def delays_of(campaign: Campaign) -> tuple[DelayTold, ...]:
    """All of a PO, newest first (at most twenty). Two queries."""
    rows = list(Delay.objects.of(campaign.store_id).filter(campaign=campaign).order_by("-pk")[:20])
    counts = _counts(campaign.store_id, [row.pk for row in rows])
    return tuple(DelayTold(row, moves_of(row), counts[row.pk]) for row in rows)


def delay_of(campaign: Campaign, number: int) -> DelayTold:
    """Raises NotFound for one that this PO has not."""
    row = Delay.objects.of(campaign.store_id).filter(campaign=campaign, number=number).first()
    if row is None:
        raise NotFound()
    return DelayTold(row, moves_of(row), _counts(campaign.store_id, [row.pk])[row.pk])


def answers_of(delay: Delay) -> tuple[AnswerTold, ...]:
    """Who has not chosen comes first, then the latest (at most MOST)."""
    rows = DelayAnswer.objects.of(delay.store_id).filter(delay=delay).select_related("order")
    return tuple(
        AnswerTold(
            row.order.number, row.order.buyer_name, row.state, row.choice, row.silence, row.how, row.at,
            row.order.paid - row.order.refunded,
        )
        for row in rows.order_by(F("at").desc(nulls_first=True), "pk")[:MOST]
    )  # fmt: skip


def moves_of(delay: Delay) -> tuple[Moved, ...]:
    """In the order of the promises."""
    return tuple(
        Moved(what, date.fromisoformat(was), date.fromisoformat(day))
        for what, (was, day) in delay.moves.items()
    )


def question_of(order: Order, *, at: datetime) -> DelayAnswer | None:
    """What this order is asked and may still answer at `at`, with its `delay`. One query."""
    if order.state not in ASKABLE:
        return None
    rows = DelayAnswer.objects.of(order.store_id).filter(order=order, state=OPEN, delay__answer_by__gt=at)
    found: DelayAnswer | None = rows.select_related("delay").first()
    return found


def leaving() -> Any:
    """Ids of orders whose buyers have chosen the money: nobody asks them to pay any more."""
    rows = DelayAnswer.objects.across_stores("the worker serves every store")
    return rows.filter(state=OPEN, choice=REFUND).values("order_id")


def _counts(store_id: int, ids: list[int]) -> dict[int, DelayTally]:
    rows = DelayAnswer.objects.of(store_id).filter(delay__in=ids, order__isnull=False).order_by()
    is_open = Q(state=OPEN, order__state__in=ASKABLE)
    held = F("order__paid") - F("order__refunded")
    silent = is_open & Q(choice="")
    found = rows.values("delay").annotate(
        wait=Count("pk", filter=is_open & Q(choice=WAIT)),
        refund=Count("pk", filter=is_open & Q(choice=REFUND)),
        silent=Count("pk", filter=silent),
        stayed=Count("pk", filter=Q(state=STAYED)),
        left=Count("pk", filter=Q(state=LEFT)),
        moved=Count("pk", filter=Q(state=MOVED)),
        gone=Count("pk", filter=Q(state=GONE) | (Q(state=OPEN) & ~Q(order__state__in=ASKABLE))),
        replaced=Count("pk", filter=Q(state=REPLACED)),
        debt=Coalesce(Sum(held, filter=is_open & Q(choice=REFUND)), 0),
        silent_debt=Coalesce(Sum(held, filter=silent & Q(silence=REFUND)), 0),
    )
    return {row.pop("delay"): DelayTally(**row) for row in found}
