"""Somebody wrote to the store's number. Run by the worker; the same message twice is one row."""

import re
from dataclasses import dataclass
from datetime import datetime

import structlog

from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.machine import WrongState
from bukapo.messaging.inbound.rows import Inbound
from bukapo.messaging.stops.writes import resume_messages, stop_messages
from bukapo.orders.models import Order

ENDS = frozenset({"STOP", "BERHENTI", "UNSUB", "UNSUBSCRIBE", "STOP PROMOSI", "STOP PROMOTIONS"})
BEGINS = frozenset({"MULAI", "START"})
_NOISE = re.compile(r"[^A-Z ]+")

log = structlog.get_logger("bukapo.notices")


@dataclass(frozen=True)
class Written:
    """One message from outside; `phone` is E.164 or "". `wamid` is Meta's name of it."""

    store_id: int
    wamid: str
    phone: str
    person: str
    name: str
    kind: str
    text: str
    at: datetime


def take_inbound(written: Written, at: datetime) -> None:
    """Keep it for the inbox; STOP and MULAI act at once."""
    if not written.wamid or Inbound.objects.of(written.store_id).filter(wamid=written.wamid).exists():
        return
    orders = Order.objects.of(written.store_id).filter(phone=written.phone).order_by("-pk")
    word = " ".join(_NOISE.sub(" ", written.text.upper()).split())
    is_word = bool(written.phone) and word in ENDS | BEGINS
    if is_word:
        _act(written, word in ENDS, at)
    Inbound.objects.of(written.store_id).bulk_create(
        [
            Inbound(
                store_id=written.store_id, wamid=written.wamid, phone=written.phone, person=written.person,
                name=written.name, kind=written.kind, text=written.text, at=written.at, received_at=at,
                order=orders.first() if written.phone else None, answered_at=at if is_word else None,
            )
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def _act(written: Written, ends: bool, at: datetime) -> None:
    verb = stop_messages if ends else resume_messages
    try:
        verb(store_id=written.store_id, address=written.phone, way="reply", actor=BUYER_ACTOR, at=at)
    except WrongState:
        log.info("said so before", store=written.store_id)
