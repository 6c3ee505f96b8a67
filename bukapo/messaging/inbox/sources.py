"""Where questions come from. A source tells what waits (oldest first) and what was dealt with lately."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Substr

from bukapo.campaigns.models import Question
from bukapo.campaigns.questions.rules import ASKED
from bukapo.messaging.inbound.rows import Inbound
from bukapo.orders.models import Thread, ThreadWord
from bukapo.orders.threads.rules import WAITING

ORDER, PO, WHATSAPP = "order", "po", "whatsapp"


@dataclass(frozen=True)
class Item:
    """One thing that was asked. `key` opens it: an order's number or a question's id. `since`: waiting since; None when
    nobody waits. `at`: the last word."""

    source: str
    key: str
    name: str
    about: str
    text: str
    at: datetime
    since: datetime | None = None
    photo: bool = False
    state: str = ""


@dataclass(frozen=True)
class Source:
    """`waiting` and `settled` take (store id, most); `open_rows` are the waiting rows, to be counted."""

    name: str
    waiting: Callable[[int, int], list[Item]]
    settled: Callable[[int, int], list[Item]]
    open_rows: Callable[[int], "QuerySet[Any]"]


def _threads(store_id: int) -> "QuerySet[Any]":
    words = ThreadWord.objects.of(store_id).filter(thread=OuterRef("pk")).order_by("-pk")
    return (
        Thread.objects.of(store_id)
        .select_related("order__campaign")
        .annotate(
            last_body=Subquery(words.annotate(part=Substr("body", 1, 200)).values("part")[:1]),
            pictured=Exists(words.filter(Q(photo__isnull=False))),
        )
    )


def _of_thread(row: Any) -> Item:
    return Item(
        ORDER, row.order.number, row.order.buyer_name, row.order.campaign.title, row.last_body or "", row.last_at,
        row.since, row.pictured, row.state,
    )  # fmt: skip


def _waiting_threads(store_id: int, most: int) -> list[Item]:
    rows = _threads(store_id).filter(state=WAITING).order_by("since", "pk")
    return [_of_thread(row) for row in rows[:most]]


def _settled_threads(store_id: int, most: int) -> list[Item]:
    rows = _threads(store_id).exclude(state=WAITING).order_by("-last_at", "-pk")
    return [_of_thread(row) for row in rows[:most]]


def _of_question(row: Question) -> Item:
    return Item(
        PO, str(row.pk), row.name, row.campaign.title, row.text, row.answered_at or row.asked_at,
        row.asked_at if row.state == ASKED else None, state=row.state,
    )  # fmt: skip


def _waiting_questions(store_id: int, most: int) -> list[Item]:
    rows = Question.objects.of(store_id).filter(state=ASKED).select_related("campaign")
    return [_of_question(row) for row in rows.order_by("asked_at", "pk")[:most]]


def _settled_questions(store_id: int, most: int) -> list[Item]:
    rows = Question.objects.of(store_id).exclude(state=ASKED).select_related("campaign")
    return [_of_question(row) for row in rows.order_by("-pk")[:most]]


def _of_inbound(row: Inbound) -> Item:
    about = row.order.number if row.order else ""
    since = row.at if row.answered_at is None else None
    return Item(
        WHATSAPP, str(row.pk), row.name or row.phone, about, row.text[:200], row.answered_at or row.at, since
    )


def _waiting_inbound(store_id: int, most: int) -> list[Item]:
    rows = Inbound.objects.of(store_id).filter(answered_at=None).select_related("order")
    return [_of_inbound(row) for row in rows.order_by("at", "pk")[:most]]


def _settled_inbound(store_id: int, most: int) -> list[Item]:
    rows = Inbound.objects.of(store_id).exclude(answered_at=None).select_related("order")
    return [_of_inbound(row) for row in rows.order_by("-answered_at", "-pk")[:most]]


SOURCES: tuple[Source, ...] = (
    Source(
        ORDER,
        _waiting_threads,
        _settled_threads,
        lambda store_id: Thread.objects.of(store_id).filter(state=WAITING),
    ),
    Source(
        PO,
        _waiting_questions,
        _settled_questions,
        lambda store_id: Question.objects.of(store_id).filter(state=ASKED),
    ),
    Source(
        WHATSAPP,
        _waiting_inbound,
        _settled_inbound,
        lambda store_id: Inbound.objects.of(store_id).filter(answered_at=None),
    ),
)
"""Everything that can be asked."""
