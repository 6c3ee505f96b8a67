"""`Kapan jadi?` on the pages of sellers and buyers."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bukapo.campaigns.models import Campaign, PieceCounter
from bukapo.campaigns.plan import Plan
from bukapo.campaigns.reads import current_promises
from bukapo.campaigns.writes import change_campaign, draft_campaign
from bukapo.journal import clock
from bukapo.production.models import StagePace, Workshop, WorkWeek
from bukapo.production.promise.due import foresee_open
from tests.faces.production import accepted, closed, paid, seller, sent
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


def page(world: World, route: str, *parts: Any) -> str:
    return reverse(f"dashboard:{route}", args=[world.store.slug, *parts])


def asked(client: Client, world: World, **question: Any) -> str:
    with clock.told(NOON):
        response = client.get(
            page(world, "finish"), {"pieces": "600", "place": "", "stages": "kaos", **question}
        )
    assert response.status_code == 200
    return response.content.decode()


def test_the_question_is_answered_in_plain_words_and_one_drawing() -> None:
    world = make_world(at=NOON)
    told = asked(seller(world), world, promised="2026-12-01", people="2")
    assert "Dari 100 kemungkinan, 90 selesai paling lambat" in told and told.count("chart spread") == 1
    assert "Janji Selasa, 1 Desember 2026 hanya ditepati" in told and "penjahit" in told
    assert "dipakai angka umum" in told and "style=" not in told
    assert "Janji Selasa, 1 Juni 2027 aman" in asked(seller(world), world, promised="2027-06-01")
    assert "Lebih dari dua tahun" in asked(seller(world), world, pieces="900000")


def test_what_cannot_be_asked_keeps_what_was_typed() -> None:
    world = make_world(at=NOON)
    answer = seller(world).get(
        page(world, "finish"), {"pieces": "banyak", "place": "k999", "promised": "besok"}
    )
    assert answer.status_code == 422 and 'value="banyak"' in answer.content.decode()


def rows(prefix: str, count: int, **fields: str) -> dict[str, str]:
    return {f"{prefix}-TOTAL_FORMS": str(count), f"{prefix}-INITIAL_FORMS": "0", **fields}


def test_a_workshops_paces_and_days_are_typed_on_their_pages() -> None:
    world = make_world(at=NOON)
    own = Workshop.objects.create(store=world.store, name="Konveksi Contoh", secret="rahasia", made_at=NOON)
    client = seller(world)
    form = rows(
        "form", 2, **{"form-0-stage": "Jahit", "form-0-each": "12", "form-0-people": "8", "form-1-stage": ""}
    )
    assert client.post(page(world, "finish_paces", own.pk), form).status_code == 302
    assert StagePace.objects.of(world.store).values_list("stage", "each", "people").get() == ("Jahit", 12, 8)
    wrong = client.post(page(world, "finish_paces", own.pk), form | {"form-0-each": "0"})
    assert wrong.status_code == 422 and 'value="Jahit"' in wrong.content.decode()
    week = {"weekdays": ["0", "1", "2", "3", "4"], "national": "on", "before": "4", "after": "9"}
    off = rows("libur", 1, **{"libur-0-first": "2026-12-24", "libur-0-name": "Hajatan"})
    assert client.post(page(world, "finish_calendar", own.pk), week | off).status_code == 302
    row = WorkWeek.objects.of(world.store).get()
    assert (row.weekdays, row.after, row.days_off.get().name) == ("1111100", 9, "Hajatan")
    none = client.post(page(world, "finish_calendar", own.pk), off)
    assert none.status_code == 422 and "Hajatan" in none.content.decode()
    assert client.get(page(world, "finish_paces", 999)).status_code == 404


def drafted(world: World, **plan: Any) -> Campaign:
    facts: Plan = {"closes_at": NOON + timedelta(days=7), "opens_at": NOON, "cap": 900, **plan}  # type: ignore[typeddict-item]
    made = draft_campaign(
        actor=world.seller, at=NOON, store=world.store, title="Hoodie", plan={"title": "Hoodie"}
    )
    change_campaign(actor=world.seller, at=NOON, store=world.store, campaign_id=made.campaign_id, plan=facts)
    row: Campaign = Campaign.objects.of(world.store).get(pk=made.campaign_id)
    return row


def test_the_wizard_warns_of_a_day_too_early_and_mends_it_by_one_tap() -> None:
    world = make_world(at=NOON)
    row = drafted(
        world, produced=date(2026, 12, 18), ship_from=date(2026, 12, 20), ship_until=date(2026, 12, 25)
    )
    client = seller(world)
    with clock.told(NOON):
        shown = client.get(page(world, "campaign_step", row.slug, "janji")).content.decode()
        assert "hanya ditepati di" in shown and "900 pcs" in shown
        use = page(world, "campaign_promise_use", row.slug)
        assert client.post(use, {"pakai": "kuota", "pcs": "900"}).status_code == 302
        cap = PieceCounter.objects.of(world.store).get(campaign=row, variant=None).cap
        assert 1 <= cap < 900
        client.post(use, {"pakai": "tanggal", "pcs": "900"})
        days = current_promises(row)
        assert days["produced"] > date(2026, 12, 20)
        assert (
            days["ship_from"] - days["produced"] == timedelta(days=2)
            and (days["ship_until"] - days["ship_from"]).days == 5
        )
        again = client.get(page(world, "campaign_step", row.slug, "janji"), {"pcs": "900"}).content.decode()
        assert "aman: ditepati di 9" in again and "hanya ditepati" not in again
        assert client.post(use, {"pakai": "apa", "pcs": "9" * 40, "tahap": "x" * 900}).status_code == 302


def test_buyers_read_an_honest_range_on_the_po_and_on_their_order() -> None:
    with clock.told(NOON):
        world = make_world(at=NOON)
        order = paid(world, world.line("L", qty=30))
        accepted(sent(closed(world)))
        po = reverse("storefront:campaign", args=[world.store.slug, world.campaign.slug])
        mine = reverse("storefront:order", args=[order.secret])
        assert "Perkiraan jadi" not in Client().get(po).content.decode() + Client().get(mine).content.decode()
        foresee_open(clock.now())
        for address in (po, mine):
            told = Client().get(address).content.decode()
            assert "Perkiraan jadi" in told and "janji paling lambat 13 Desember 2026" in told


def test_the_workshop_says_itself_how_much_it_makes() -> None:
    world = make_world(at=NOON)
    paid(world, world.line("L", qty=2))
    order = accepted(sent(closed(world)))
    type(order).objects.of(world.store).update(
        workshop=None
    )  # as work orders were before there was a directory
    address = reverse("workshop:paces", args=[order.secret])
    assert Client().get(address).status_code == 404  # only a name so far: there is nowhere to keep it
    own = Workshop.objects.create(store=world.store, name="Konveksi Lain", secret="rahasia", made_at=NOON)
    type(order).objects.of(world.store).filter(pk=order.pk).update(workshop=own)
    assert address in Client().get(reverse("workshop:work_order", args=[order.secret])).content.decode()
    page = Client().get(address).content.decode()
    assert 'value="Sablon"' in page and 'value="150"' not in page  # stages, and no guess to nod at
    form = rows("form", 1, **{"form-0-stage": "Jahit", "form-0-each": "14", "form-0-people": "3"})
    assert Client().post(address, form | {"form-0-each": "0"}).status_code == 422
    assert not StagePace.objects.of(world.store).exists()
    assert Client().post(address, form).status_code == 302
    assert StagePace.objects.of(world.store).values_list("workshop_id", "each", "people").get() == (
        own.pk,
        14,
        3,
    )
