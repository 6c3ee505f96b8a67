"""A promise moves, and everybody who waits for it is asked in the same transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from bukapo.campaigns.events import PromiseMoved
from bukapo.campaigns.late_terms import promises_consent
from bukapo.campaigns.models import Terms
from bukapo.campaigns.writes.promise import move_within
from bukapo.journal.events import Event
from bukapo.journal.steps import move
from bukapo.journal.write import record, writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import Invalid, Refusal, gettext_noop
from bukapo.orders.delays.events import DelayAnnounced, DelayAsked, DelayOver
from bukapo.orders.delays.rules import (
    ASKABLE,
    BY_LINK,
    CHOICES,
    DELAY,
    ENDED,
    LEAST_TIME,
    LEFT,
    MOST_TIME,
    OPEN,
    REFUND,
    REPLACED,
    STAYED,
    USUAL_TIME,
    is_later,
    silence_of,
)
from bukapo.orders.events import facts
from bukapo.orders.models import Delay, DelayAnswer, Order
from bukapo.stores.models import Store

_TRIES = 5


class TooBusy(Refusal):
    code = "too_busy"
    sentence = gettext_noop("Pesanan sedang masuk deras. Coba lagi sebentar lagi.")


class _Arrived(Exception):
    """An order came in between: it is asked too, so everything begins again."""


def move_promise(
    *,
    actor: Actor,
    at: datetime,
    store: Store,
    campaign_id: int,
    moves: Mapping[str, date],
    reason: str,
    answer_by: datetime | None = None,
) -> PromiseMoved:
    """Give promised days of the PO a new day; where one becomes later, every order not yet sent is asked.

    Buyers answer until `answer_by` (three days by default; 48 hours to 14 days). A delay that is still open is
    replaced: who had chosen the money keeps that choice. Raises NotFound, WrongState, Invalid (`reason`, `moves`, the
    day's name, `answer_by`), TooBusy.
    """
    until = _checked(answer_by or at + USUAL_TIME, at)
    for _ in range(_TRIES):
        try:
            with writing():
                # Orders before counters, as everywhere; who comes in between makes us begin again.
                known = _locked_orders(store.pk, campaign_id)
                moved = move_within(at=at, store=store, campaign_id=campaign_id, moves=moves, reason=reason)
                if _askable(store.pk, campaign_id).count() != len(known):
                    raise _Arrived
                return _recorded(moved, known, until, actor=actor, at=at)
        except _Arrived:
            continue
    raise TooBusy()


def _checked(answer_by: datetime, at: datetime) -> datetime:
    if answer_by < at + LEAST_TIME:
        raise Invalid(
            field="answer_by", why=gettext_noop("Beri pembeli paling sedikit 48 jam untuk menjawab.")
        )
    if answer_by > at + MOST_TIME:
        raise Invalid(field="answer_by", why=gettext_noop("Batas jawab paling lama 14 hari."))
    return answer_by


def _askable(store_id: int, campaign_id: int) -> "QuerySet[Any]":
    return Order.objects.of(store_id).filter(campaign_id=campaign_id, state__in=ASKABLE)


def _locked_orders(store_id: int, campaign_id: int) -> list[Order]:
    return list(_askable(store_id, campaign_id).select_for_update().order_by("pk"))


def _recorded(
    moved: PromiseMoved, orders: Sequence[Order], until: datetime, *, actor: Actor, at: datetime
) -> PromiseMoved:
    if not orders or not is_later(moved.before, moved.moves):
        record([moved], actor=actor, at=at)
        return moved
    before = replaced_by_newer(moved.store_id, moved.campaign_id, at)
    delay = _new(moved, until, at)
    asked = _ask(moved, delay, orders)
    told = replace(moved, delay_id=delay.pk)
    announced = DelayAnnounced(
        store_id=moved.store_id,
        campaign_id=moved.campaign_id,
        delay_id=delay.pk,
        state=OPEN,
        number=delay.number,
        reason=delay.reason,
        moves={what: (moved.before[what], day) for what, day in moved.moves.items()},
        answer_by=until,
        orders=len(asked),
        consent=sum(one.silence == REFUND for one in asked),
    )
    events: list[Event] = [told, announced, *asked]
    record([*events, before] if before else events, actor=actor, at=at)
    return told


def replaced_by_newer(store_id: int, campaign_id: int | None, at: datetime) -> DelayOver | None:
    """The delay that is still open is over: its open answers give way to those of the next."""
    found: Delay | None = Delay.objects.of(store_id).filter(campaign_id=campaign_id, state=OPEN).first()
    if found is None:
        return None
    rows = DelayAnswer.objects.of(store_id).filter(delay=found)
    replaced = rows.filter(state=OPEN).update(state=REPLACED)
    move(Delay.objects.of(store_id), pk=found.pk, machine=DELAY, to=ENDED, ended_at=at)
    return DelayOver(
        store_id=store_id,
        campaign_id=campaign_id,
        delay_id=found.pk,
        state=ENDED,
        stayed=rows.filter(state=STAYED).count(),
        left=rows.filter(state=LEFT).count(),
        gone=(),
        replaced=replaced,
    )


def _new(moved: PromiseMoved, until: datetime, at: datetime) -> Delay:
    rows = Delay.objects.of(moved.store_id).filter(campaign_id=moved.campaign_id)
    made: Delay = Delay.objects.create(
        store_id=moved.store_id,
        campaign_id=moved.campaign_id,
        number=rows.count() + 1,
        reason=moved.reason,
        moves={what: [moved.before[what].isoformat(), day.isoformat()] for what, day in moved.moves.items()},
        choices=list(CHOICES),
        answer_by=until,
        made_at=at,
    )
    return made


def _ask(moved: PromiseMoved, delay: Delay, orders: Sequence[Order]) -> list[DelayAsked]:
    earlier = _earlier_choices(orders, delay)
    promised = _consent_promised(moved.store_id, moved.campaign_id, orders)
    rows, events = [], []
    for order in orders:
        silence = silence_of(asked_before=order.pk in earlier, promised=promised[order.pk])
        choice = earlier.get(order.pk, "")
        how = BY_LINK if choice else ""
        row = DelayAnswer(
            store_id=moved.store_id, delay=delay, order=order, silence=silence, choice=choice, how=how
        )
        rows.append(row)
        events.append(
            DelayAsked(
                **facts(order),
                delay_id=delay.pk,
                what=moved.what,
                was=moved.was,
                day=moved.day,
                reason=moved.reason,
                silence=silence,
                choice=choice,
                answer_by=delay.answer_by,
            )
        )
    DelayAnswer.objects.bulk_create(rows, batch_size=500)
    return events


def _earlier_choices(orders: Sequence[Order], delay: Delay) -> dict[int, str]:
    """Order id -> the money, where that was chosen and the date moved again; "" for who was asked before."""
    rows = DelayAnswer.objects.of(delay.store_id).filter(delay__campaign_id=delay.campaign_id)
    found: dict[int, str] = {}
    for order_id, state, choice in rows.order_by("pk").values_list("order_id", "state", "choice"):
        found[order_id] = REFUND if state == REPLACED and choice == REFUND else ""
    return {order.pk: found[order.pk] for order in orders if order.pk in found}


def _consent_promised(store_id: int, campaign_id: int | None, orders: Sequence[Order]) -> dict[int, bool]:
    """By the terms each order agreed to; an order without any (an imported one) by the PO's latest."""
    rows = Terms.objects.of(store_id).filter(campaign_id=campaign_id).order_by("pk")
    says = {pk: promises_consent(text) for pk, text in rows.values_list("pk", "text")}
    latest = next(reversed(says.values()), False)
    return {order.pk: says.get(order.terms_id, latest) for order in orders}
