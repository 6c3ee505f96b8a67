"""A notice of a courier service is acted on: the parcel is read back, and that is believed. Uses the network."""

from datetime import datetime

from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.kernel.machine import WrongState
from bukapo.orders.couriers.asking import look_up
from bukapo.orders.couriers.believing import believe
from bukapo.orders.couriers.booking import booking_of
from bukapo.shipping.bookings.rows import Booking
from bukapo.shipping.bookings.rules import ASKED
from bukapo.shipping.couriers.opened import open_courier, step_outside
from bukapo.shipping.notices.rows import CourierNotice
from bukapo.shipping.notices.writes import judge_notice
from bukapo.shipping.port import UNKNOWN, Parcel

OURS, NOT_OURS, LOOKED = "found_by_reference", "no_such_parcel", "looked_up"


def act_on(notice: CourierNotice, *, at: datetime) -> str:
    """The state it got. Raises Unavailable, Refused, Unreadable: then it stays new and is tried again."""
    to, why = _outcome(notice, at)
    try:
        judge_notice(store_id=notice.store_id, notice_id=notice.pk, to=to, why=why, actor=SYSTEM_ACTOR, at=at)
    except WrongState:
        return "judged"
    return to


def _outcome(notice: CourierNotice, at: datetime) -> tuple[str, str]:
    rows = Booking.objects.of(notice.store_id).filter(account_id=notice.account_id)
    known = rows.filter(external_id=notice.external_id).first() if notice.external_id else None
    if known is not None:
        look_up(booking_of(notice.store_id, known.pk), at=at)
        return "done", LOOKED
    waiting = rows.filter(state=ASKED, external_id="")
    if notice.external_id and waiting.exists():  # perhaps the parcel whose answer was lost
        courier = open_courier(notice.account)
        step_outside()
        standing = courier.look(Parcel("", notice.external_id, "", ""))
        found = waiting.filter(reference=standing.reference).first() if standing.reference else None
        if found is not None and standing.state != UNKNOWN:
            believe(booking_of(notice.store_id, found.pk), standing, at=at)
            return "done", OURS
    return "ignored", NOT_OURS
