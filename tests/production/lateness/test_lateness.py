"""Lateness is seen ahead, told once per new fact, with the honest days."""

from datetime import date, timedelta

import pytest

from bukapo.audit import audit
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.messaging.consumer import tell
from bukapo.messaging.models import Message
from bukapo.production.lateness.due import foresee
from bukapo.production.lateness.reads import lateness_of
from bukapo.production.lateness.rules import (
    DEADLINE,
    FORECAST,
    Foreseen,
    Sign,
    honest_days,
    is_news,
    signs_of,
)
from bukapo.production.models import DelayWarning, Forecast, WorkOrder
from tests.faces.production import accepted, closed, paid, sent
from tests.world import World, make_world

D = date(2026, 12, 10)
DAY = timedelta(days=1)
DAYS = {"produced": D, "ship_from": D + DAY, "ship_until": D + 5 * DAY}


@pytest.mark.parametrize(
    ("p80", "p90", "what"),
    [(0, 1, None), (1, 2, "produced"), (1, 5, "produced"), (2, 6, "ship_until")],
)
def test_a_forecast_endangers_the_day_it_passes(p80: int, p90: int, what: str | None) -> None:
    signs = signs_of(DAYS, [Foreseen(1, D + p80 * DAY, D + p90 * DAY)], {}, D)
    assert [sign.what for sign in signs] == ([what] if what else [])


def test_a_deadline_that_passed_is_a_sign_by_itself_and_takes_the_honest_day_from_the_forecast() -> None:
    known = [Foreseen(1, D, D + 3 * DAY)]
    signs = signs_of(DAYS, known, {1: D - 2 * DAY, 2: D, 3: D - DAY}, D)
    assert [(sign.sign, sign.work_order_id, sign.honest) for sign in signs] == [
        (DEADLINE, 1, D + 3 * DAY), (DEADLINE, 3, None),
    ]  # fmt: skip
    assert honest_days(DAYS, signs) == {what: day + 3 * DAY for what, day in DAYS.items()}
    assert honest_days(DAYS, signs[1:]) == {}


def test_the_same_fact_is_no_news_until_it_is_three_days_worse_or_the_promise_is_another() -> None:
    sign = Sign(FORECAST, 1, "produced", D, D + 4 * DAY)
    assert is_news(sign, [])
    assert not is_news(sign, [("produced", D, D + 2 * DAY)])
    assert is_news(sign, [("produced", D, D + DAY)])
    assert is_news(sign, [("produced", D - DAY, D + 4 * DAY)])


@pytest.mark.django_db
class TestTheWorker:
    def test_tells_the_seller_once_and_again_when_it_is_worse(self) -> None:
        world = make_world()
        paid(world, world.line("L"))
        closed(world)
        work = accepted(sent(world, deadline=(clock.now() + 40 * DAY).date()))
        promised = (clock.now() + 21 * DAY).date()
        assert foresee(clock.now()) == 0
        self.forecast(world, work, promised + 3 * DAY)
        assert foresee(clock.now()) == 1 and foresee(clock.now()) == 0
        self.forecast(world, work, promised + 4 * DAY)
        assert foresee(clock.now()) == 0, "a day more is no news"
        assert (
            lateness_of(world.campaign.__class__.objects.of(world.store).get(), at=clock.now()).honest[
                "produced"
            ]
            == promised + 4 * DAY
        )
        self.forecast(world, work, promised + 9 * DAY)
        assert foresee(clock.now()) == 1
        assert DelayWarning.objects.of(world.store).count() == 2
        for row in EventRow.objects.filter(kind="delay_warning.seen"):
            tell(row, clock.now())
        letters = Message.objects.of(world.store).filter(kind="delay_warning.seen.seller")
        assert letters.count() == 2 and "/janji/" in letters[0].body and work.number in letters[0].body
        assert {name: found for name, found in audit() if found} == {}

    def forecast(self, world: World, work: WorkOrder, day: date) -> None:
        Forecast.objects.create(
            store=world.store, work_order=work, p50=day, p80=day, p90=day, left=1, made_at=clock.now()
        )
