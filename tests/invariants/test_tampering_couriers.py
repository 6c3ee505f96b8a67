"""Whatever is altered of booked parcels behind the house's back, the audit names it."""

from typing import Any

import pytest

from bukapo.audit.run import CHECKS
from bukapo.journal import clock
from bukapo.providers.couriers.fake import DEPOTS
from bukapo.shipping import port
from bukapo.shipping.bookings.rows import Booking
from bukapo.shipping.models import Parcel
from bukapo.shipping.notices.rows import CourierNotice
from bukapo.shipping.notices.writes import judge_notice, take_notice
from tests.contracts.couriers.dispatch import Dispatch, paid_order
from tests.contracts.couriers.services import CONTRACTS, FakeSide
from tests.world import NOON, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def dispatch(settings: Any) -> Dispatch:
    """A parcel that is under way, a notice that was dealt with, and another order that waits."""
    settings.BUKAPO_COURIERS = {"fake": "bukapo.providers.couriers.fake.Fake"}
    dispatch = Dispatch.open(make_world(at=NOON, pay_mode="full"), CONTRACTS["fake"], FakeSide())
    booking = dispatch.book()
    DEPOTS["toko"].news(booking.reference, port.UNDER_WAY)
    read = port.NoticeRead("kunci", booking.external_id)
    facts: dict[str, Any] = {"actor": dispatch.world.seller, "at": NOON}
    taken = take_notice(account=dispatch.account, read=read, body="{}", **facts)
    dispatch.work()
    assert taken.notice_id and dispatch.booking().state == port.UNDER_WAY
    return dispatch


def named(table: str) -> list[str]:
    return [str(breach) for breach in CHECKS[table]()]


def test_the_audit_is_content_until_something_is_altered(dispatch: Dispatch) -> None:
    assert dispatch.sound()
    rows = Booking.objects.of(dispatch.world.store)
    with clock.told(NOON):
        other = paid_order(dispatch.world)
    for change, table, words in (
        ({"fee": 1}, "courier fees", "costs 1 rupiah"),
        ({"waybill": "LAIN0001"}, "parcels that left", "its order says"),
        ({"external_id": ""}, "booked parcels", "no number there"),
        ({"order_id": other.pk}, "booked parcels", "a parcel of another order"),
        ({"state": "delivered"}, "states", "its events say under_way"),
    ):
        before = rows.values(*change).get()
        rows.update(**change)
        assert any(words in breach for breach in named(table)), (change, named(table))
        rows.update(**before)
    assert dispatch.sound()


def test_a_notice_of_a_parcel_nobody_booked_is_named(dispatch: Dispatch) -> None:
    facts: dict[str, Any] = {"actor": dispatch.world.seller, "at": NOON}
    read = port.NoticeRead("lain", "F9999")
    taken = take_notice(account=dispatch.account, read=read, body="{}", **facts)
    judge_notice(store_id=dispatch.world.store.pk, notice_id=taken.notice_id, to="done", why="x", **facts)
    assert any("F9999" in breach for breach in named("courier notices"))
    assert CourierNotice.objects.of(dispatch.world.store).count() == 2
    Parcel.objects.of(dispatch.world.store).update(tracking_number="TULISTANGAN", handed_at=None)
    assert named("parcels that left") == []  # written by hand before: the seller's own number counts
