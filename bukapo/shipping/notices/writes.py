"""What comes into the inbox of courier services, and what came of it. No network here."""

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from bukapo.journal.steps import move
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.ids import secret
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.shipping.couriers.rows import CourierAccount
from bukapo.shipping.notices.events import CourierNoticeJudged, CourierNoticeTaken
from bukapo.shipping.notices.rows import CourierNotice
from bukapo.shipping.notices.rules import MOST_BODY, NEW_AT_ONCE, NOTICE, REFUSED_AN_HOUR, REFUSED_IN_ALL
from bukapo.shipping.port import NoticeRead


class KnownNotice(Refusal):
    """A copy of a notice that is here already: nothing is to do."""

    code = "known_notice"


class TooManyNotices(Refusal):
    """Enough of this kind are kept; this one is only counted in the log."""

    code = "too_many_notices"
    http_status = 429


@write
def take_notice(
    *, account: CourierAccount, read: NoticeRead, body: str, actor: Actor, at: datetime
) -> CourierNoticeTaken:
    """Keep a notice; the worker acts on it. Raises KnownNotice for a copy, TooManyNotices while too many wait."""
    rows = CourierNotice.objects.of(account.store_id).filter(account=account)
    if rows.filter(state="new").count() >= NEW_AT_ONCE:
        raise TooManyNotices()
    try:
        with transaction.atomic():
            notice = CourierNotice.objects.create(
                store_id=account.store_id, account=account, key=read.key[:120], body=body[:MOST_BODY],
                reference=read.reference[:80], external_id=read.external_id[:80], claims=read.claims, state="new",
                next_at=at, received_at=at,
            )  # fmt: skip
    except IntegrityError:
        raise KnownNotice() from None
    return CourierNoticeTaken(**_of(notice, account), state="new", claims=read.claims)


@write
def take_refused_notice(
    *, account: CourierAccount, body: str, why: str, actor: Actor, at: datetime
) -> CourierNoticeTaken:
    """Keep a little of a notice that nobody may act on, so that it can be seen. Raises TooManyNotices."""
    refused = CourierNotice.objects.of(account.store_id).filter(account=account, state="refused")
    lately = refused.filter(received_at__gt=at - timedelta(hours=1)).count()
    if lately >= REFUSED_AN_HOUR or refused.count() >= REFUSED_IN_ALL:
        raise TooManyNotices()
    notice = CourierNotice.objects.create(
        store_id=account.store_id, account=account, key=f"refused:{secret()}", state="refused", why=why,
        body=body.replace("\x00", "")[:2_000], received_at=at,
    )  # fmt: skip
    return CourierNoticeTaken(**_of(notice, account), state="refused", claims="")


@write
def judge_notice(
    *, store_id: int, notice_id: int, to: str, why: str, actor: Actor, at: datetime
) -> CourierNoticeJudged:
    """What came of a notice. Raises WrongState when somebody was faster."""
    rows = CourierNotice.objects.of(store_id)
    notice = rows.select_related("account").filter(pk=notice_id).first()
    if notice is None:
        raise NotFound()
    move(rows, pk=notice_id, machine=NOTICE, to=to, why=why[:40], decided_at=at, next_at=None)
    return CourierNoticeJudged(**_of(notice, notice.account), state=to, why=why[:40])


def _of(notice: CourierNotice, account: CourierAccount) -> dict[str, Any]:
    return {
        "store_id": notice.store_id, "notice_id": notice.pk, "service": account.service,
        "external_id": notice.external_id,
    }  # fmt: skip
