"""Claims and the one question of the survey stand in the evaluation, and trouble counts in the third question."""

from datetime import timedelta

import pytest

from bukapo.campaigns.models import Campaign, PieceCounter
from bukapo.faces.papers.evaluation_pdf import told as told_as
from bukapo.insights.evaluation.claims import claims_section
from bukapo.insights.evaluation.foreseen import foreseen_section
from bukapo.insights.evaluation.satisfaction import satisfaction_section
from bukapo.insights.models import ForecastMade
from bukapo.insights.reads import evaluate
from bukapo.trust.models import Claim, Review
from tests.world import NOON, make_world

pytestmark = pytest.mark.django_db


def test_claims_and_answers_of_a_po_are_counted_and_a_strangers_never() -> None:
    world, other = make_world(at=NOON), make_world(slug="toko-lain", at=NOON)
    for one in (world, other):
        one.campaign = one.fresh(one.campaign)
        assert claims_section(one.campaign, NOON) is None
        assert satisfaction_section(one.campaign, NOON) is None
    orders = [world.place() for _ in range(3)]
    for number, state, amount in ((1, "settled", 40_000), (2, "open", 0), (3, "withdrawn", 0)):
        Claim.objects.create(
            store=world.store, order=orders[0], number=number, key=f"k{number}", state=state, reason="seam",
            wish="refund", body="x", whole=95_000, amount=amount, opened_at=NOON, due_at=NOON,
            decided_at=NOON + timedelta(hours=6) if state == "settled" else None,
        )  # fmt: skip
    for order, again in zip(orders, (5, 4, 1), strict=True):
        Review.objects.create(store=world.store, order=order, stars=4, satisfaction=again, written_at=NOON)
    told = {
        line.label: line.value
        for section in evaluate(world.campaign, at=NOON).sections
        for line in section.lines
    }
    assert (told["Komplain"], told["Masih berjalan"], told["Beres"], told["Jahitan cacat"]) == (2, 1, 1, 2)
    assert (told["Uang yang diberikan"], told["Lama sampai diputuskan (rata-rata)"]) == (40_000, 6)
    assert (told["Yang menjawab"], told["Mau pesan lagi"], told["Pasti"], told["Tidak"]) == (3, 6_667, 1, 1)
    assert evaluate(world.campaign, at=NOON).troubled == 1
    assert claims_section(other.campaign, NOON) is None
    Claim.objects.of(world.store).filter(state="settled").update(decided_at=NOON)
    at_once = {line.label: line for line in claims_section(world.campaign, NOON).lines}
    line = at_once["Lama sampai diputuskan (rata-rata)"]
    assert told_as(line.value, line.unit) == "< 1 jam", "decided in the hour it was opened"


def test_what_was_foreseen_stands_beside_what_came_once_nothing_can_come_any_more() -> None:
    world = make_world(at=NOON)
    for day, share, median in ((2, 2_500, 150), (4, 5_000, 110), (5, 6_000, 105)):
        ForecastMade.objects.create(
            store=world.store, campaign=world.campaign, made_at=NOON + timedelta(days=day), share=share, pieces=30,
            low=median - 15, median=median, high=median + 15, straight=80,
        )  # fmt: skip
    PieceCounter.objects.of(world.store).filter(variant=None).update(taken=100, cap=None)
    assert foreseen_section(world.fresh(world.campaign), NOON) is None, "orders can still come"
    Campaign.objects.of(world.store).update(state="closed")
    section = foreseen_section(world.fresh(world.campaign), NOON)
    assert section
    assert [line.value for line in section.lines] == [100, 150, 5_000, 110, 1_000, 5_000, 2_000]
