"""What an answer of a channel means beyond its one message."""

from datetime import datetime

import structlog

from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.kernel.machine import WrongState
from bukapo.messaging.stops.writes import stop_messages
from bukapo.messaging.whatsapp.writes import halt_whatsapp

log = structlog.get_logger("bukapo.messaging")


def note_stop(store_id: int, address: str, at: datetime) -> None:
    """The channel says that this one wants no more news and offers."""
    try:
        stop_messages(store_id=store_id, address=address, way="reply", actor=SYSTEM_ACTOR, at=at)
    except WrongState:
        log.info("had stopped before", store=store_id)


def halt_account(store_id: int, why: str, at: datetime) -> None:
    """Meta refuses the account itself: nothing more is tried, and the seller is told."""
    try:
        halt_whatsapp(store_id=store_id, why=why, actor=SYSTEM_ACTOR, at=at)
    except WrongState:
        log.info("was halted before", store=store_id)
