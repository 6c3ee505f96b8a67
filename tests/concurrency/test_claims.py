"""Two claims for one spare piece, decided at the same moment."""

import pytest

from bukapo.faces.dashboard.claims.forms import sources
from bukapo.journal import clock
from bukapo.orders.writes.send import hand_over
from bukapo.trust.claims.deciding import decide_claim
from bukapo.trust.claims.refusals import NoSpareLeft
from bukapo.trust.claims.rules import Remedy
from bukapo.trust.claims.supply import supply_for
from bukapo.trust.models import Claim
from tests.concurrency.test_drop import all_at_once
from tests.faces.production import accepted, closed, paid, reported, sent
from tests.trust.claims.cast import LATER, claimed
from tests.world import NOON, World, make_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]


def one_left_over(world: World, orders: int) -> list[Claim]:
    """Of so many orders of one L each, one piece more was made; every one of them is claimed."""
    with clock.told(NOON):
        bought = [paid(world) for _ in range(orders)]
    with clock.told(world.campaign.closes_at):
        closed(world)
        work = accepted(sent(world, stages=["Jahit"], spare={("Kaos", ("L", "Hitam")): 1}))
        reported(work, orders + 1)
    for order in bought:
        hand_over(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=LATER)
    return [claimed(world, world.fresh(order), wish="replace") for order in bought]


def test_the_last_spare_piece_goes_to_one_of_all_who_claim_it_at_once() -> None:
    world = make_world(at=NOON)
    claims = one_left_over(world, 4)

    def take(claim: Claim) -> object:
        return decide_claim(
            store_id=world.store.pk, claim_id=claim.pk, remedy=Remedy("replace", source="spare"), actor=world.seller,
            at=LATER,
        )  # fmt: skip

    told = all_at_once([lambda one=claim: take(one) for claim in claims], threads=4)
    refused = [claim for claim, said in zip(claims, told, strict=True) if isinstance(said, NoSpareLeft)]
    assert len(refused) == 3, told
    states = Claim.objects.of(world.store).order_by("state").values_list("state", "source")
    assert list(states) == [("agreed", "spare"), *[("open", "")] * 3]
    left = supply_for(refused[0], refused[0].order)
    assert left.left == (("L / Hitam", 0),)
    offered = [value for value, _words in sources(left)]
    assert "spare" not in offered and "apart" in offered, "one more may still be made for them"
