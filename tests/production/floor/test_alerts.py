"""What a seller is told to look at, from facts."""

from datetime import date, timedelta
from typing import Any

import pytest

from bukapo.journal import clock
from bukapo.kernel.actor import WORKSHOP_ACTOR
from bukapo.production.floor.alerts import LATE, NEAR, QUIET, alerts, deadline_alert, quiet_days
from bukapo.production.writes.close import close_campaign
from bukapo.production.writes.stages import report_stage
from bukapo.production.writes.work_orders import accept_work_order, send_work_order
from tests.world import NOON, make_world

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(("days", "told"), [(4, None), (3, (NEAR, 3)), (0, (NEAR, 0)), (-2, (LATE, 2))])
def test_a_deadline_is_told_from_three_days_before(days: int, told: tuple[str, int] | None) -> None:
    assert deadline_alert(TODAY + timedelta(days=days), TODAY) == told


@pytest.mark.parametrize(("hours", "days"), [(48, None), (49, 2), (80, 3)])
def test_silence_is_told_after_48_hours(hours: int, days: int | None) -> None:
    assert quiet_days(NOON, NOON + timedelta(hours=hours)) == days
    assert quiet_days(None, NOON) is None


@pytest.mark.django_db
def test_alerts_come_most_urgent_first_and_a_report_ends_the_silence() -> None:
    world = make_world(at=NOON)
    with clock.told(NOON):
        world.place(world.line("L", qty=2))
    end = world.campaign.closes_at
    facts = {"store_id": world.store.pk, "actor": WORKSHOP_ACTOR}
    with clock.told(end):
        close_campaign(**facts | {"actor": world.seller}, campaign_id=world.campaign.pk, at=end)
        sent: list[Any] = []
        for days in (5, 40, 41):
            sent.append(send_work_order(
                **facts | {"actor": world.seller}, campaign_id=world.campaign.pk, workshop_name="K", at=end,
                stages=["Jahit"], deadline=(end + timedelta(days=days)).date(), after=sent[-1].number if sent else "",
            ))  # fmt: skip
        for one in sent[:2]:
            accept_work_order(**facts, work_order_id=one.work_order_id, at=end)
    at = end + timedelta(hours=60)
    first, second = sent[0].number, sent[1].number
    found = [(one.what, one.number) for one in alerts(world.store, at)]
    assert found == [(NEAR, first), (QUIET, min(first, second)), (QUIET, max(first, second))]
    report_stage(**facts, work_order_id=sent[0].work_order_id, position=0, count=1, at=at)
    assert [one.number for one in alerts(world.store, at) if one.what == QUIET] == [second]
    assert not alerts(make_world(slug="toko-lain").store, at)
