"""A reminder is said once, while it is true, to who asked for it and has not ordered."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bukapo.audit.run import audit
from bukapo.campaigns.minimums.rules import Least
from bukapo.campaigns.teaser.reads import code_of
from bukapo.campaigns.teaser.signing import withdraw_interest
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.messaging.consumer import tell
from bukapo.messaging.models import Message
from bukapo.messaging.recipients import tellings
from bukapo.messaging.sending.judging import judge
from bukapo.messaging.teaser.consumer import forget
from bukapo.messaging.teaser.due import pass_over_untold
from bukapo.orders.models import Reminder
from bukapo.orders.reminders.due import end_reminders, remind_truly
from bukapo.orders.reminders.rules import EARLY, FEW, NEAR, OPENS, TONIGHT, Standing, is_true
from tests.faces.production import paid
from tests.teased import make_teased, signed
from tests.world import NOON, World

HOUR = timedelta(hours=1)
OPEN = Standing(
    "published", NOON, NOON + timedelta(days=3), "Asia/Jakarta", cap=100, taken=90, minimum=10, paid=8
)


def test_each_reminder_is_true_only_while_it_is_counted_so() -> None:
    from_noon = [
        (what, n)
        for what in (EARLY, OPENS, TONIGHT, FEW, NEAR)
        for n in range(73)
        if is_true(what, OPEN, NOON + n * HOUR)
    ]
    assert [n for what, n in from_noon if what == TONIGHT] == list(
        range(68, 72)
    )  # 8.00 to 11.30 on the closing day
    assert {what for what, _n in from_noon} == {TONIGHT, FEW, NEAR}
    assert is_true(OPENS, OPEN, NOON - HOUR) and not is_true(OPENS, OPEN, NOON)
    assert not is_true(FEW, OPEN, NOON - HOUR)

    def but(what: str, **facts: object) -> bool:
        return is_true(what, Standing(**(vars(OPEN) | facts)), NOON + HOUR)  # type: ignore[arg-type]

    assert (
        not but(FEW, taken=89) and but(FEW, taken=99) and not but(FEW, taken=100) and not but(FEW, cap=None)
    )
    assert not but(FEW, state="closed") and not but(NEAR, paid=7) and not but(NEAR, paid=10)
    assert not but(NEAR, minimum=0) and not but(NEAR, taken=100)
    early = Standing(**(vars(OPEN) | {"early_opens_at": NOON - 2 * HOUR}))
    assert is_true(EARLY, early, NOON - 3 * HOUR) and not is_true(OPENS, early, NOON - HOUR)


def test_what_closes_after_midnight_still_closes_tonight() -> None:
    zone = ZoneInfo("Asia/Jayapura")
    end = datetime(2026, 11, 26, 1, 0, tzinfo=zone)
    late = Standing("published", NOON, end, "Asia/Jayapura")
    assert is_true(TONIGHT, late, datetime(2026, 11, 25, 20, 0, tzinfo=zone))
    assert not is_true(TONIGHT, late, datetime(2026, 11, 25, 7, 59, tzinfo=zone))
    assert not is_true(TONIGHT, late, datetime(2026, 11, 24, 20, 0, tzinfo=zone))


def told(kind: str, at: datetime) -> None:
    """The worker tells of the events of this kind."""
    for event in EventRow.objects.filter(kind=kind):
        tell(event, at)


def sent(kind: str) -> list[tuple[str, str]]:
    rows = Message.objects.across_stores("a test").filter(kind=kind).order_by("pk")
    return list(rows.values_list("address", "state"))


@pytest.mark.django_db
def test_who_signed_up_is_told_once_of_what_is_still_true() -> None:
    world: World = make_teased(NOON, cap=10, minimums=[Least(10)], extension_days=2)
    one = signed(world, "budi@example.com", NOON, name="Budi", offers=True)
    signed(world, "0812-3456-7890", NOON)
    asked = signed(world, "tono@example.com", NOON, confirmed=False)
    told("interest.signed_up", NOON)
    told("interest.confirmed", NOON)
    assert sent("interest.confirm") == [
        ("tono@example.com", "sent")
    ]  # Budi had confirmed before it was written
    assert sorted(sent("interest.welcome")) == [("+6281234567890", "ready"), ("budi@example.com", "sent")]
    body = Message.objects.of(world.store).get(kind="interest.welcome", channel="email").body
    assert f"/t/{one.secret}/" in body and "Budi" in body and "16.00 WIB" in body and "Stiker gratis" in body
    early = NOON + 3 * HOUR
    assert (remind_truly(NOON), remind_truly(early), remind_truly(early)) == (0, 1, 0)
    told("campaign.opens_early", early)
    assert sorted(sent("campaign.opens_early")) == [("+6281234567890", "ready"), ("budi@example.com", "sent")]
    with clock.told(NOON + 4 * HOUR):
        world.place(early_code=code_of(one), if_short="refund")
    assert pass_over_untold(early) == 0
    with clock.told(NOON + 7 * HOUR):
        assert end_reminders(NOON + 7 * HOUR) == 1
        assert pass_over_untold(NOON + 7 * HOUR) == 1  # the tap that was never made would say something old
        signed_late = [paid(world, world.line("L", qty=8), if_short="refund")]
    assert (
        signed_late and remind_truly(NOON + 7 * HOUR) == 2
    )  # one piece left of ten; one missing of the minimum
    few = EventRow.objects.get(kind="campaign.few_left")
    assert few.data["left"] == 1 and not list(tellings(few))  # Budi has ordered, the others want no offers
    withdraw_interest(actor=BUYER_ACTOR, at=NOON, store_id=world.store.pk, interest_id=asked.pk)
    forget(EventRow.objects.get(kind="interest.withdrawn"), NOON)
    assert sent("interest.confirm") == [("", "sent")]
    assert Reminder.objects.of(world.store).count() == 3
    assert not [found for _name, breaches in audit() for found in breaches]


@pytest.mark.django_db
def test_what_has_stopped_being_true_before_it_is_written_is_told_to_nobody() -> None:
    world = make_teased(NOON, cap=10)
    signed(world, "budi@example.com", NOON, offers=True)
    with clock.told(NOON + 7 * HOUR):
        world.place(world.line("L", qty=9))
        assert remind_truly(NOON + 7 * HOUR) == 1
        few = EventRow.objects.get(kind="campaign.few_left")
        assert [telling.email for telling in tellings(few)] == ["budi@example.com"]
        tell(few, NOON + 7 * HOUR)
        letter = Message.objects.of(world.store).get(kind="campaign.few_left")
        assert judge([letter], NOON + 7 * HOUR)[0].letter
        world.place(world.line("L"))
    assert not list(tellings(few))
    late = judge([letter], NOON + 7 * HOUR)[0]  # however long it waited for its channel
    assert late.letter is None and late.to == "skipped"
