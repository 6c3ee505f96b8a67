"""What time makes due at courier services. The worker asks; each row is claimed before the network is used."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import structlog
from django.db.models import F

from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.kernel.machine import WrongState
from bukapo.orders.couriers.asking import look_up
from bukapo.orders.couriers.booking import booking_of
from bukapo.orders.couriers.inbox import act_on
from bukapo.shipping.bookings.rows import Booking
from bukapo.shipping.bookings.rules import next_look
from bukapo.shipping.notices.rows import CourierNotice
from bukapo.shipping.notices.rules import TRIES, wait_after
from bukapo.shipping.notices.writes import judge_notice
from bukapo.shipping.port import Refused, Unavailable
from bukapo.stores.seal import Unreadable

BATCH = 10
LEASE = timedelta(minutes=2)
"""Longer than one question takes; the wait after a killed worker."""
REST = timedelta(seconds=30)
"""While a service does not answer, nobody else's question to the same account is tried."""
WHY = "the worker serves every store"

log = structlog.get_logger("bukapo.couriers")


def act_on_courier_notices(at: datetime) -> int:
    """Notices not yet acted on, oldest first. One that gets no answer is tried again, eight times in all."""
    due = CourierNotice.objects.across_stores(WHY).filter(state="new", next_at__lte=at)
    done = 0
    for pk in list(due.order_by("next_at", "pk").values_list("pk", flat=True)[:BATCH]):
        if due.filter(pk=pk).update(next_at=at + LEASE, tries=F("tries") + 1) != 1:
            continue  # another worker has it, or the account rests
        notice = (
            CourierNotice.objects.across_stores("claimed above").select_related("account__store").get(pk=pk)
        )
        wait = _asked(partial(act_on, notice, at=at), notice=pk)
        if wait is None:
            done += 1
        elif notice.tries >= TRIES:
            _give_up(notice, at)
        else:
            rows = CourierNotice.objects.of(notice.store_id).filter(pk=pk, state="new")
            rows.update(next_at=at + max(wait, wait_after(notice.tries)))
            due.filter(account_id=notice.account_id).update(next_at=at + max(wait, REST))
    return done


def _give_up(notice: CourierNotice, at: datetime) -> None:
    """Nothing is lost: the parcel is looked up by time anyway."""
    who: dict[str, Any] = {
        "store_id": notice.store_id,
        "notice_id": notice.pk,
        "actor": SYSTEM_ACTOR,
        "at": at,
    }
    try:
        judge_notice(**who, to="failed", why="no_answer")
    except WrongState:
        log.info("a notice was judged meanwhile", notice=notice.pk)


def look_up_parcels(at: datetime) -> int:
    """Parcels of which nothing was heard for hours, and those whose answer was lost: a lost notice loses nothing."""
    due = Booking.objects.across_stores(WHY).filter(look_at__lte=at)
    done = 0
    for pk in list(due.order_by("look_at", "pk").values_list("pk", flat=True)[:BATCH]):
        row = Booking.objects.across_stores("claimed below").get(pk=pk)
        later = next_look(row.state, asked_at=row.asked_at, looks=row.looks, at=at)
        if due.filter(pk=pk).update(look_at=later, looks=F("looks") + 1) != 1:
            continue
        wait = _asked(partial(look_up, booking_of(row.store_id, pk), at=at), booking=pk)
        if wait is None:
            done += 1
        else:
            due.filter(account_id=row.account_id).update(look_at=at + max(wait, REST))
    return done


def _asked(question: Callable[[], Any], **what: int) -> timedelta | None:
    """None: it answered. Else how long it wants to be left alone; a trouble never stops the others' questions."""
    try:
        question()
    except Unavailable as away:
        log.warning("the courier service did not answer", said=away.said, **what)
        return timedelta(seconds=away.wait)
    except Refused as refused:
        log.warning("the courier service refused", said=refused.said, **what)
        return timedelta(0)
    except Unreadable:
        log.warning("the keys of a courier service cannot be unsealed", **what)
        return timedelta(0)
    return None
