"""Whatever is altered behind the house's back about a teaser, the audit names it."""

from datetime import timedelta

import pytest

from bukapo.campaigns.teaser.reads import code_of
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.messaging.consumer import tell
from bukapo.orders.reminders.due import remind_truly
from tests.invariants.altering import unnamed
from tests.teased import EARLY, design, make_teased, signed
from tests.world import NOON, World

pytestmark = pytest.mark.django_db
BUDI = "(SELECT id FROM campaigns_interest WHERE address = 'budi@example.com')"
RINA = "(SELECT id FROM campaigns_interest WHERE address = 'rina@example.com')"


@pytest.fixture
def world() -> World:
    """Budi confirmed, voted, wants no offers and ordered early; Rina has not confirmed; one reminder was said."""
    world = make_teased(NOON)
    budi = signed(
        world, "budi@example.com", NOON, designs=(design(world, "Gunung"),), picks=(("Warna", "Navy"),)
    )
    signed(world, "rina@example.com", NOON, confirmed=False)
    remind_truly(NOON + EARLY)
    for event in EventRow.objects.filter(kind__in=["interest.confirmed", "campaign.opens_early"]).order_by(
        "pk"
    ):
        tell(event, NOON + EARLY)
    with clock.told(NOON + EARLY + timedelta(minutes=1)):
        world.place(early_code=code_of(budi))
    return world


ALTERATIONS = {
    "a vote that was not given": "UPDATE campaigns_vote SET value = 'Hitam' WHERE option = 'Warna'",
    "a vote that is gone": "DELETE FROM campaigns_vote WHERE option = ''",
    "a yes that nobody said": f"UPDATE campaigns_interest SET state = 'confirmed', confirmed_at = signed_up_at "
    f"WHERE id = {RINA}",
    "offers nobody wants": f"UPDATE campaigns_interest SET wants_offers = true WHERE id = {BUDI}",
    "an offer to who wants none": "UPDATE messaging_message SET purpose = 'offer'",
    "a message to who has not confirmed": "UPDATE messaging_message SET recipient = 'interest:' || "
    f"{RINA} WHERE recipient LIKE 'interest:%' AND kind = 'interest.welcome'",
    "an order by the code of who has not confirmed": f"UPDATE orders_order SET interest_id = {RINA}",
    "another reminder than was said": "UPDATE orders_reminder SET what = 'few_left'",
}


def test_an_untouched_one_is_clean_and_every_alteration_is_named(world: World) -> None:
    named = {what: ("teaser", told) for what, told in ALTERATIONS.items()}
    named["an early order that was not early"] = ("window", "UPDATE orders_order SET early = false")
    assert unnamed(named) == {}
