"""Who signs up, what is kept of them, and what a personal code opens."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bukapo.audit.run import audit
from bukapo.campaigns.early import holds_early_code, interest_of
from bukapo.campaigns.models import Interest, Vote
from bukapo.campaigns.reads import offer_of
from bukapo.campaigns.rules import NotOpenYet
from bukapo.campaigns.teaser import reads
from bukapo.campaigns.teaser.demand import (
    Conversion,
    Earlier,
    Range,
    conversion_of,
    demand,
    shares,
    suggested,
)
from bukapo.campaigns.teaser.due import forget_unconfirmed
from bukapo.campaigns.teaser.rules import NoTeaser, SignedUpBefore, is_shown, opening
from bukapo.campaigns.teaser.signing import change_interest, open_by_link, withdraw_interest
from bukapo.campaigns.teaser.writes import hide_teaser, renew_early_code
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import Invalid
from bukapo.orders.models import Order
from bukapo.orders.reads.teaser import funnel_of
from tests.teased import EARLY, OPENS, design, make_teased, signed
from tests.world import NOON

SECOND = timedelta(seconds=1)


def test_a_draft_shows_its_teaser_and_a_published_po_until_it_opens() -> None:
    def at(state: str, seconds: int) -> bool:
        return is_shown(
            shown_from=NOON, state=state, opens_at=NOON + OPENS, at=NOON + timedelta(seconds=seconds)
        )

    assert at("draft", 0) and at("published", 0) and at("draft", 999_999)
    assert not at("draft", -1) and not at("published", 6 * 3600) and not at("closed", 0)
    known = {"opens_at": None, "planned": NOON, "at": NOON}
    assert opening(state="draft", **known) is None  # a plan that has passed promises nothing
    assert opening(state="draft", **(known | {"at": NOON - SECOND})) == NOON


def test_demand_is_a_wide_range_until_the_store_has_shown_its_own() -> None:
    guess = conversion_of([Earlier(signed=9, ordered=9, pieces=9)])
    assert (guess.low, guess.high, guess.pos) == (1_000, 4_000, 0)
    assert demand(guess, sure=100, unsure=20) == Range(10, 48)  # the unverified only widen it upwards
    learned = conversion_of([Earlier(100, 20, 40), Earlier(50, 15, 30)])
    assert learned == Conversion(2_000, 3_000, 200, 2)
    whole = demand(learned, sure=100)
    assert whole == Range(40, 60) and suggested(whole).target == 50 and suggested(whole).minimum == 40
    alone = conversion_of([Earlier(100, 20, 20)])
    assert (alone.low, alone.high) == (1_000, 3_000)
    red, blue = shares(whole, {"Merah": 30, "Biru": 10}, {"Merah": 30, "Biru": 10})
    assert (red.range, blue.range) == (Range(29, 47), Range(9, 17))
    assert shares(whole, {"Merah": 0}, {})[0].range == Range(0, 0)


@pytest.mark.django_db
def test_an_address_is_counted_once_it_said_yes_and_is_nobody_elses_business() -> None:
    world = make_teased(NOON)
    waiting = signed(
        world, "Budi@Example.com ", NOON, confirmed=False, designs=(design(world, "Gunung"), 999)
    )
    assert waiting.address == "budi@example.com" and waiting.state == "waiting"
    assert reads.signed_up(world.campaign).counted == 0 and reads.votes_of(world.campaign).people == 0
    assert reads.code_of(waiting) == ""
    with pytest.raises(SignedUpBefore):  # neither a second row nor, so soon, a second letter
        signed(world, "budi@example.com", NOON + SECOND)
    with pytest.raises(Invalid):
        signed(world, "0812-3456-7890", NOON, agreed=False)
    signed(world, "budi@example.com", NOON + timedelta(minutes=11))  # its letter again, and then the yes
    phone = signed(world, "0812-3456-7890", NOON, picks=(("Warna", "Navy"), ("Rasa", "Pedas")))
    told = reads.signed_up(world.campaign)
    assert (told.confirmed, told.phones, told.waiting) == (1, 1, 0)
    votes = reads.votes_of(world.campaign)
    assert votes.designs == {design(world, "Gunung"): 1} and votes.values == {("Warna", "Navy"): 1}
    assert "example.com" not in str(
        list(EventRow.objects.filter(kind__startswith="interest").values_list("data"))
    )
    who = {"actor": BUYER_ACTOR, "at": NOON, "store_id": world.store.pk, "interest_id": phone.pk}
    both = [design(world, "Gunung"), design(world, "Ombak")]
    change_interest(**who, designs=both, picks={"Warna": "Hitam"}, offers=True, offers_text="Juga.")
    assert Vote.objects.of(world.store).filter(interest=phone).count() == 3
    assert reads.votes_of(world.campaign).weighted[both[1]] == 500
    assert not [found for _name, breaches in audit() for found in breaches]
    withdraw_interest(**who)
    gone = world.fresh(phone)
    assert (gone.address, gone.name, gone.wants_offers, gone.state) == ("", "", False, "withdrawn")
    assert reads.votes_of(world.campaign).people == 1
    hide_teaser(actor=world.seller, at=NOON, store=world.store, campaign_id=world.campaign.pk)
    with pytest.raises(NoTeaser):
        signed(world, "0812-3456-7890", NOON)
    assert not [found for _name, breaches in audit() for found in breaches]


@pytest.mark.django_db
def test_an_address_that_never_said_yes_is_forgotten_after_a_week() -> None:
    world = make_teased(NOON)
    row = signed(world, "budi@example.com", NOON, confirmed=False)
    assert forget_unconfirmed(NOON + timedelta(days=7)) == 0
    assert forget_unconfirmed(NOON + timedelta(days=7, seconds=1)) == 1
    assert world.fresh(row).address == ""


@pytest.mark.django_db
def test_a_personal_code_opens_early_names_its_holder_and_is_void_once_renewed() -> None:
    world = make_teased(NOON)
    one = signed(world, "budi@example.com", NOON)
    code, offer = reads.code_of(one), offer_of(world.campaign, at=NOON)
    assert len(code) <= 32 and interest_of(offer, code) == one.pk and holds_early_code(offer, code)
    for wrong in (
        "",
        f"{one.pk + 1}{code[len(str(one.pk)) :]}",
        code[:-1] + "x",
        f"{one.pk}-",
        "٣-" + "0" * 20,
    ):
        assert interest_of(offer, wrong) is None and not holds_early_code(offer, wrong)
    assert not holds_early_code(replace(offer, early_code=""), code)
    with clock.told(NOON + EARLY):
        with pytest.raises(NotOpenYet):
            world.place()
        order = world.place(early_code=code)
        other = world.place(early_code=world.campaign.early_code, email="Sari@example.com")
    assert (order.early, order.interest_id, other.early, other.interest_id) == (True, one.pk, True, None)
    sari = signed(world, "sari@example.com", NOON)  # matched by her e-mail
    signed(world, "tono@example.com", NOON)
    open_by_link(actor=BUYER_ACTOR, at=NOON, store_id=world.store.pk, interest_id=one.pk)
    funnel = funnel_of(world.campaign)
    assert (funnel.signed, funnel.opened, funnel.ordered, funnel.orders) == (3, 2, 2, 2)
    who = {"actor": world.seller, "at": NOON, "store": world.store, "campaign_id": world.campaign.pk}
    renew_early_code(**who)
    world.campaign = world.fresh(world.campaign)
    with clock.told(NOON + EARLY):
        with pytest.raises(NotOpenYet):
            world.place(early_code=code)
        mine = Interest.objects.of(world.store).select_related("campaign__store").get(pk=sari.pk)
        assert world.place(early_code=reads.code_of(mine)).interest_id == sari.pk
    assert Order.objects.of(world.store).count() == 3
    assert not [found for _name, breaches in audit() for found in breaches]
