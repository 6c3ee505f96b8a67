"""A PO that has not opened yet, with a teaser, and people who sign up for it."""

from datetime import datetime, timedelta
from typing import Any

from bukapo.campaigns.models import Interest, TeaserDesign
from bukapo.campaigns.teaser.rules import SignUp, TeaserPlan, way_of
from bukapo.campaigns.teaser.signing import confirm_interest, sign_up
from bukapo.campaigns.teaser.writes import add_design, save_teaser, show_teaser
from bukapo.kernel.actor import BUYER_ACTOR
from tests.world import World, make_world

OPENS, EARLY = timedelta(hours=6), timedelta(hours=4)
"""After `at`."""
PLAN = TeaserPlan(
    text="Kaos baru, bahannya adem.", bonus="Stiker gratis", options=(("Warna", ("Hitam", "Navy")),)
)


def make_teased(at: datetime, **plan: Any) -> World:
    """A PO that opens in six hours, for those who signed up in four; its teaser is shown, with two designs."""
    facts: dict[str, Any] = {"opens_at": at + OPENS, "early_opens_at": at + EARLY}
    world = make_world(at=at, **(facts | plan))
    tease(world, at)
    return world


def tease(world: World, at: datetime, plan: TeaserPlan = PLAN) -> None:
    who: dict[str, Any] = {"actor": world.seller, "at": at, "store": world.store}
    who["campaign_id"] = world.campaign.pk
    save_teaser(**who, plan=plan)
    for name in ("Gunung", "Ombak"):
        add_design(**who, name=name)
    show_teaser(**who)


def design(world: World, name: str) -> int:
    return int(TeaserDesign.objects.of(world.store).get(teaser__campaign=world.campaign, name=name).pk)


def signed(world: World, address: str, at: datetime, *, confirmed: bool = True, **typed: Any) -> Interest:
    """Signs up, and says yes to the letter when it is an e-mail address."""
    facts: dict[str, Any] = {"consent_text": "Boleh.", "agreed": True, "offers_text": "Juga."}
    wish = SignUp(way=way_of(address), address=address, **(facts | typed))
    told = sign_up(
        actor=BUYER_ACTOR, at=at, store_id=world.store.pk, campaign_id=world.campaign.pk, typed=wish
    )
    pk = told.interest_id  # type: ignore[attr-defined]
    if confirmed and wish.way == "email":
        confirm_interest(actor=BUYER_ACTOR, at=at, store_id=world.store.pk, interest_id=pk)
    row: Interest = Interest.objects.of(world.store).select_related("campaign__store").get(pk=pk)
    return row
