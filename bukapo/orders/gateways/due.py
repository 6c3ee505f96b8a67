"""What time makes due at the gateways. The worker asks; each row is claimed before the network is used."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import structlog
from django.db.models import F, IntegerField, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.kernel.machine import WrongState
from bukapo.orders.gateways.asking import call_off, look_up
from bukapo.orders.gateways.inbox import act_on
from bukapo.orders.gateways.refunds import FIRST_LOOK, LONGEST_WAIT, look_refund
from bukapo.orders.rules import HOLDING
from bukapo.payments.gateways.rows import Notice
from bukapo.payments.gateways.rules import TRIES, wait_after
from bukapo.payments.gateways.seal import Unreadable
from bukapo.payments.gateways.writes import judge_notice
from bukapo.payments.models import Attempt, Charge, Refund
from bukapo.payments.port import Refused, Unavailable
from bukapo.payments.waiting import GRACE

BATCH = 10
LEASE = timedelta(minutes=2)
"""Longer than one question takes; the wait after a killed worker."""
REST = timedelta(seconds=30)
"""While a gateway does not answer, nobody else's question to the same account is tried."""
GAPS = (1, 2, 4, 8, 15, 30, 60)
"""Minutes between two looks at an attempt; the last one for ever."""
STALE = "stale"
"""What an attempt is marked with when its order asks another sum by now, or none."""
WHY = "the worker serves every store"

log = structlog.get_logger("bukapo.gateways")


def act_on_notices(at: datetime) -> int:
    """Notices not yet acted on, oldest first. One that gets no answer is tried again, twelve times in all."""
    due = Notice.objects.across_stores(WHY).filter(state="new", next_at__lte=at)
    done = 0
    for pk in list(due.order_by("next_at", "pk").values_list("pk", flat=True)[:BATCH]):
        if due.filter(pk=pk).update(next_at=at + LEASE, tries=F("tries") + 1) != 1:
            continue  # another worker has it, or the account rests
        notice = Notice.objects.across_stores("claimed above").select_related("account").get(pk=pk)
        if _answered(partial(act_on, notice, at=at), notice=pk):
            done += 1
        elif notice.tries >= TRIES:
            _give_up(notice, at)
        else:
            Notice.objects.of(notice.store_id).filter(pk=pk, state="new").update(
                next_at=at + wait_after(notice.tries)
            )
            due.filter(account_id=notice.account_id).update(next_at=at + REST)
    return done


def _give_up(notice: Notice, at: datetime) -> None:
    try:
        judge_notice(
            store_id=notice.store_id,
            notice_id=notice.pk,
            to="failed",
            why="no_answer",
            actor=SYSTEM_ACTOR,
            at=at,
        )
    except WrongState:
        log.info("a notice was judged meanwhile", notice=notice.pk)


def mark_stale_attempts(at: datetime) -> int:
    """Nobody should pay what is not asked any more: such attempts are called off at the next look, which is now."""
    open_charges = Charge.objects.across_stores(WHY).filter(order=OuterRef("order"), state="open")
    sums = open_charges.order_by().values("order").annotate(rest=Sum(F("total") - F("paid"))).values("rest")
    rows = Attempt.objects.across_stores(WHY).filter(state="pending", doubted=None).exclude(why=STALE)
    rows = rows.annotate(asked=Coalesce(Subquery(sums, output_field=IntegerField()), 0))
    stale = rows.filter(~Q(order__state__in=HOLDING) | ~Q(amount=F("asked")))
    pks = list(stale.values_list("pk", flat=True)[:BATCH])
    return Attempt.objects.across_stores(WHY).filter(pk__in=pks).update(why=STALE, look_at=at) if pks else 0


def look_up_attempts(at: datetime) -> int:
    """Attempts are asked after with growing gaps, and when their time is over: a lost notice loses nothing."""
    due = Attempt.objects.across_stores(WHY).filter(look_at__lte=at, doubted=None).exclude(state="paid")
    done = 0
    for pk in list(due.order_by("look_at", "pk").values_list("pk", flat=True)[:BATCH]):
        attempt = Attempt.objects.across_stores("claimed below").select_related("account").get(pk=pk)
        if due.filter(pk=pk).update(look_at=next_look(attempt, at), looks=F("looks") + 1) != 1:
            continue
        question = call_off if attempt.why == STALE else look_up
        if _answered(partial(question, attempt, at=at), attempt=pk):
            done += 1
        else:
            due.filter(account_id=attempt.account_id).update(look_at=at + REST)
    return done


def next_look(attempt: Attempt, at: datetime) -> datetime | None:
    """The next time to ask: a growing gap, but not past the attempt's end and the end of its grace. None: no more."""
    ends = attempt.expires_at
    marks = [mark for mark in (ends, ends + GRACE) if mark > at] if ends else []
    if attempt.state != "pending":
        return marks[-1] if marks else None
    gap = at + timedelta(minutes=GAPS[min(attempt.looks, len(GAPS) - 1)])
    return min([gap, *marks]) if marks else gap


def look_up_refunds(at: datetime) -> int:
    """Refunds that a gateway was asked for and has not said done."""
    due = Refund.objects.across_stores(WHY).filter(state="owed", look_at__lte=at, asked_at__isnull=False)
    done = 0
    for pk in list(due.order_by("look_at", "pk").values_list("pk", flat=True)[:BATCH]):
        refund = Refund.objects.across_stores("claimed below").select_related("attempt__account").get(pk=pk)
        wait = min(LONGEST_WAIT, FIRST_LOOK * 2 ** min(refund.looks, 12))
        if due.filter(pk=pk).update(look_at=at + wait, looks=F("looks") + 1) != 1:
            continue
        done += _answered(partial(look_refund, refund, at=at), refund=pk)
    return done


def _answered(question: Callable[[], Any], **what: int) -> bool:
    """Whether the gateway answered; a trouble is logged, never raised: it must not stop the others' questions."""
    try:
        question()
    except (Unavailable, Refused) as trouble:
        log.warning("the gateway did not answer", said=trouble.said, **what)
        return False
    except Unreadable:
        log.warning("the keys of a gateway cannot be unsealed", **what)
        return False
    return True
