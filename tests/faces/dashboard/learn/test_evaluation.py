"""The evaluation on screen and on paper."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from bukapo.campaigns.models import Campaign, Promise
from bukapo.faces.dashboard.learn.report import report_of
from bukapo.insights.reads import evaluation
from bukapo.journal import clock
from bukapo.orders.models import Order
from bukapo.orders.writes.release import expire_order
from bukapo.orders.writes.send import hand_over
from bukapo.trust.models import Review
from tests.faces.production import closed, enter, paid, produced
from tests.world import NOON, World, make_world


def at(world: World, name: str = "evaluation") -> str:
    return reverse(f"dashboard:{name}", args=[world.store.slug, world.campaign.slug])


def over() -> World:
    """A PO that is over: sent late, one order expired, two reviews; and an older one beside it."""
    world = make_world(target=60)
    Campaign.objects.create(
        store=world.store, slug="kaos-lama", title="Kaos Lama Angkatan", created_at=NOON, state="finished",
        opens_at=datetime(2026, 6, 1, tzinfo=UTC), closes_at=datetime(2026, 6, 14, tzinfo=UTC), target=20,
    )  # fmt: skip
    orders = [paid(world, world.line("L", qty=3), world.line("XL", "Navy")) for _ in range(4)]
    orders += [paid(world, world.line(size)) for size in ("S", "M", "M", "XXL", "3XL")]
    gone = world.place()
    expire_order(store_id=world.store.pk, order_id=gone.pk, actor=world.seller, at=gone.pay_by)
    for place, order in enumerate(orders):
        Order.objects.of(world.store).filter(pk=order.pk).update(
            placed_at=order.placed_at - timedelta(days=place % 5)
        )
    produced(closed(world))
    for order in orders:
        hand_over(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=clock.now())
    for order, stars in zip(orders, (5, 4), strict=False):
        Review.objects.create(store=world.store, order=order, stars=stars, written_at=NOON)
    today = clock.now().astimezone(ZoneInfo(world.store.zone)).date()
    Promise.objects.of(world.store).update(day=today - timedelta(days=3))
    Campaign.objects.of(world.store).filter(pk=world.campaign.pk).update(state="finished")
    world.campaign = world.fresh(world.campaign)
    return world


@pytest.mark.django_db
class TestTheReport:
    def test_answers_the_three_questions_from_what_happened(self) -> None:
        world = over()
        report = report_of(evaluation(world.campaign, at=clock.now()))
        assert [answer.verdict for answer in report.answers] == ["no", "no", "yes"]
        said = " ".join(answer.sentence for answer in report.answers)
        assert "21 pcs dari target 60." in said
        assert "1 pesanan hangus" in said
        assert "3 hari lebih lambat dari janji pertama" in said
        assert "Nilai rata-rata 4,50 dari 5, dari 2 testimoni." in said
        assert report.previous_campaign == "Kaos Lama Angkatan"
        assert report.note == ""
        assert [advice.setting for advice in report.advice] == ["Janji selesai produksi", "Target"]

    def test_of_a_running_po_says_that_it_runs(self) -> None:
        world = make_world()
        report = report_of(evaluation(world.campaign, at=clock.now()))
        assert report.note
        assert [answer.verdict for answer in report.answers] == ["unknown", "unknown", "unknown"]

    def test_prints(self) -> None:
        world = over()
        client = Client()
        client.force_login(world.owner)
        response = client.get(at(world, "evaluation_pdf"))
        assert response.content[:5] == b"%PDF-"


@pytest.mark.django_db
class TestThePage:
    def test_costs_a_bounded_number_of_queries(self, django_assert_max_num_queries: Any) -> None:
        world = over()
        client = Client()
        client.force_login(world.owner)
        with django_assert_max_num_queries(77):
            assert client.get(at(world)).status_code == 200
        beside = client.get(at(world, "evaluation_compare")).content.decode()
        assert "Kaos Lama Angkatan</th>" in beside and "Pcs dipesan</th>" in beside, (
            "POs across, figures down"
        )
        assert 'data-label="Kaos Lama Angkatan"' in beside, "a card each where there is no room"

    def test_of_a_draft_says_that_there_is_nothing_yet(self) -> None:
        world = make_world()
        Campaign.objects.of(world.store).update(state="draft", opens_at=None, closes_at=None)
        client = Client()
        client.force_login(world.owner)
        assert "Belum ada yang bisa dihitung" in client.get(at(world)).content.decode()
        assert client.get(at(world, "evaluation_pdf")).status_code == 404

    def test_does_not_exist_for_a_stranger(self) -> None:
        world, other = make_world(), make_world(slug="toko-lain")
        client = Client()
        client.force_login(other.owner)
        assert client.get(at(world)).status_code == 404
        assert client.get(at(world, "evaluation_pdf")).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_the_evaluation_is_open_to_everybody(
    page: Page, axe: Callable[[Page], None], shoot: Callable[[Page, str], None]
) -> None:
    world = over()
    enter(page, world)
    page.goto(at(world))
    axe(page)
    shoot(page, "dashboard-evaluation")
    page.emulate_media(media="print")
    shoot(page, "dashboard-evaluation-print")
