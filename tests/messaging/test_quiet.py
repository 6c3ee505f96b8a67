"""Nobody is woken: news, offers and reminders wait for the morning where the reader lives."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukapo.kernel.zones import ZONES
from bukapo.messaging.kinds import BUYER, KINDS
from bukapo.messaging.quiet.reads import REMINDERS, waits
from bukapo.messaging.quiet.rules import SPREAD, Quiet, not_before, zone_of
from bukapo.messaging.rules import FACTS, NEWS, OFFER

MOMENTS = st.integers(0, 730 * 24 * 60).map(lambda n: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=n))
WINDOWS = st.builds(Quiet, st.integers(18 * 60, 23 * 60), st.integers(4 * 60, 9 * 60), st.just(True))


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        ("40132", "WIB"), ("10110", "WIB"), ("78111", "WIB"), ("73111", "WIB"), ("70111", "WITA"), ("76112", "WITA"),
        ("77111", "WITA"), ("80111", "WITA"), ("85111", "WITA"), ("90111", "WITA"), ("96111", "WITA"), ("97111", "WIT"),
        ("99111", "WIT"), ("98711", "WIT"),
    ],
)  # fmt: skip
def test_a_postal_code_tells_the_zone(code: str, zone: str) -> None:
    assert ZONES[zone_of(code, "Asia/Jakarta")] == zone


@pytest.mark.parametrize("code", ["", "1234", "abcde", "012345", "٩٠١١١"])
def test_without_a_code_the_stores_own_zone_counts(code: str) -> None:
    assert zone_of(code, "Asia/Makassar") == "Asia/Makassar"


@given(MOMENTS, WINDOWS, st.sampled_from(list(ZONES)), st.text(max_size=8))
def test_what_waits_comes_out_right_after_the_quiet_hours_and_never_within(
    at: datetime, quiet: Quiet, zone: str, key: str
) -> None:
    found = not_before(at, quiet=quiet, zone=zone, key=key)
    there, now = found.astimezone(ZoneInfo(zone)), at.astimezone(ZoneInfo(zone))
    assert not quiet.covers(there.hour * 60 + there.minute)
    if quiet.covers(now.hour * 60 + now.minute):
        morning = there.replace(hour=quiet.ends // 60, minute=quiet.ends % 60, second=0, microsecond=0)
        assert timedelta(0) <= there - morning <= SPREAD
        assert at < found <= at + timedelta(hours=24)
    else:
        assert found == at
    assert not_before(found, quiet=quiet, zone=zone, key=key) == found


def test_a_crowd_is_spread_over_the_morning() -> None:
    night = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
    out = {not_before(night, quiet=Quiet(), zone="Asia/Jakarta", key=f"order:{n}") for n in range(200)}
    assert len({at.minute for at in out}) > 30


def test_only_what_nobody_waits_for_may_wait() -> None:
    for kind in KINDS.values():
        if kind.purpose == FACTS and kind.key not in REMINDERS:
            assert not waits(kind.key, kind.purpose), kind.key
    assert waits("order.placed", NEWS) and waits("x", OFFER)
    assert set(REMINDERS) <= set(KINDS)


MONEY_AND_PARCELS = [
    "order.placed", "order.payment_received", "order.payment_late", "order.balance_asked", "order.refund_promised",
    "order.refund_paid", "order.shipped", "order.packed", "order.cancelled", "order.expired", "order.delay_asked",
    "campaign.promise_moved", "campaign.postponed", "order.pieces_short", "campaign.lock_announced.address",
    "order.price_asked", "order.credit_kept", "order.promise_moved",
]  # fmt: skip


def test_stopping_ends_no_message_about_money_or_a_parcel() -> None:
    assert {KINDS[key].purpose for key in MONEY_AND_PARCELS} == {FACTS}


def test_how_a_po_goes_is_news_and_only_buyers_get_such() -> None:
    assert {KINDS[key].purpose for key in ("work_order.progressed", "work_order.done")} == {NEWS}
    assert {kind.reader for kind in KINDS.values() if kind.purpose != FACTS} <= {BUYER}
