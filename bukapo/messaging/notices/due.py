"""Notices that nobody has acted on yet. The worker asks; one that can't be acted on just now is tried again."""

import json
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db.models import F

from bukapo.messaging.notices.mails import act_on_mail
from bukapo.messaging.notices.rows import EMAIL, ChannelNotice
from bukapo.messaging.notices.statuses import TooEarly
from bukapo.messaging.notices.whatsapp import act_on_whatsapp

BATCH = 20
TRIES = 12
LEASE = timedelta(minutes=2)
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=2), timedelta(minutes=10)
KEPT = timedelta(days=14)
FORGET = 500

log = structlog.get_logger("bukapo.notices")


def act_on_notices(at: datetime) -> int:
    """Oldest first. Acting twice on the same news changes nothing."""
    due = ChannelNotice.objects.filter(state="new", next_at__lte=at)
    done = 0
    for pk in list(due.order_by("next_at", "pk").values_list("pk", flat=True)[:BATCH]):
        if due.filter(pk=pk).update(next_at=at + LEASE, tries=F("tries") + 1) != 1:
            continue  # another worker has it
        done += _acted(ChannelNotice.objects.select_related("account").get(pk=pk), at)
    return done


def _acted(notice: ChannelNotice, at: datetime) -> bool:
    rows = ChannelNotice.objects.filter(pk=notice.pk, state="new")
    try:
        told: Any = json.loads(notice.body)
        if notice.source == EMAIL:
            act_on_mail(told, at)
        elif notice.account is not None:
            act_on_whatsapp(notice.account, told, at)
    except TooEarly:
        return _again(notice, "too_early", at)
    except Exception:
        # Whatever is wrong with one notice must not hold up the others; it is kept, and seen in the log.
        log.exception("a notice could not be acted on", notice=notice.pk)
        return _again(notice, "broken", at)
    return bool(rows.update(state="done", why="", next_at=None))


def _again(notice: ChannelNotice, why: str, at: datetime) -> bool:
    wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(notice.tries, 20))
    to = "new" if notice.tries < TRIES else "failed"
    ChannelNotice.objects.filter(pk=notice.pk, state="new").update(state=to, why=why, next_at=at + wait)
    return False


def forget_old(at: datetime) -> int:
    """Notices are kept for two weeks: what they meant is in the messages."""
    old = ChannelNotice.objects.filter(received_at__lt=at - KEPT).exclude(state="new")
    pks = list(old.order_by("received_at").values_list("pk", flat=True)[:FORGET])
    return ChannelNotice.objects.filter(pk__in=pks).delete()[0] if pks else 0
