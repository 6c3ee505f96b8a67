"""What time makes due for moving prices. The worker asks; each step is its own write."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from bukapo.journal.alone import each_alone
from bukapo.orders.models import Proposal, ProposalAnswer, Settlement
from bukapo.orders.pricing.answer import carry_out_silence, end_proposal, remind_of_price
from bukapo.orders.pricing.rules import ANSWERABLE, OPEN, REMINDED_AHEAD, WAITING
from bukapo.orders.pricing.settle import settle_some
from bukapo.orders.writes.place import insisting

_EVERY = "the worker serves every store"
_BATCH = 100


def settle_prices(at: datetime) -> int:
    """One chunk of every PO whose prices are still to be settled, oldest first; returns how many orders were done."""
    jobs = Settlement.objects.across_stores(_EVERY).filter(done_at=None).order_by("begun_at", "pk")
    done = 0
    for store_id, pk in list(jobs.values_list("store_id", "pk")[:20]):
        done += insisting(partial(settle_some, store_id=store_id, settlement_id=pk, at=at))
    return done


def remind_unanswered(at: datetime) -> int:
    """Buyers who have a day left to answer a changed price."""
    rows = _waiting().filter(
        reminded=False,
        proposal__answer_by__gt=at,
        proposal__answer_by__lte=at + REMINDED_AHEAD,
        order__state__in=ANSWERABLE,
    )
    return _each(rows, lambda store, pk: remind_of_price(store_id=store, answer_id=pk, at=at))


def carry_out_silences(at: datetime) -> int:
    """Answers that did not come in time, then proposals that wait for nobody any more."""
    silent = _waiting().filter(proposal__answer_by__lte=at).exclude(order__proofs__state="pending")
    silent = silent.exclude(order__state__in=["cancelled", "expired"])
    done = _each(silent, lambda store, pk: carry_out_silence(store_id=store, answer_id=pk, at=at))
    living = _waiting().exclude(order__state__in=["cancelled", "expired"])
    over = Proposal.objects.across_stores(_EVERY).filter(state=OPEN).exclude(pk__in=living.values("proposal"))
    return done + _each(over, lambda store, pk: end_proposal(store_id=store, proposal_id=pk, at=at))


def _waiting() -> Any:
    rows = ProposalAnswer.objects.across_stores(_EVERY)
    return rows.filter(state=WAITING, proposal__state=OPEN)


def _each(rows: Any, act: Callable[[int, int], object]) -> int:
    return each_alone(rows.order_by("pk").values_list("store_id", "pk")[:_BATCH], act)
