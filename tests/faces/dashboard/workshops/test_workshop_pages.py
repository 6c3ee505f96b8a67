"""The directory: written by a seller, its record computed, several side by side, nothing of it for anybody else."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bukapo.audit import audit
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import WORKSHOP_ACTOR
from bukapo.kernel.refusal import NotFound
from bukapo.production.models import WorkOrder, Workshop
from bukapo.production.promise.typed import TypedPace
from bukapo.production.promise.writes import set_paces
from bukapo.production.quality.rules import ARRIVAL, REWORK
from bukapo.production.quality.writes import Fault, inspect
from bukapo.production.workshops.directory import archive_workshop, bring_back_workshop, change_workshop
from bukapo.production.workshops.reads import told_one
from bukapo.production.workshops.rules import Details
from bukapo.production.writes.stages import finish_work_order
from tests.faces.production import accepted, address, closed, paid, reported, seller, sent
from tests.invariants.altering import sql
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db

TYPED = {
    "name": "Konveksi Rapi Contoh", "person": "Bu Contoh", "phone": "0812-3333-4444", "city": "Bandung",
    "lead_days": "14", "least": "24", "prices": "Jahit kaos 7.000\nSablon: Rp5.000/pcs", "note": "Libur Jumat.",
}  # fmt: skip


def page(world: World, route: str, *parts: Any) -> str:
    return reverse(f"dashboard:{route}", args=[world.store.slug, *parts])


def text(response: Any) -> str:
    content: str = response.content.decode()
    return content


def row(world: World) -> Workshop:
    found: Workshop = Workshop.objects.of(world.store).get(name__icontains="rapi")
    return found


def snapshot() -> tuple[list[Any], int]:
    return list(Workshop.objects.across_stores("a test").order_by("pk").values()), EventRow.objects.count()


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def breaches() -> list[str]:
    return [breach.rule for _, found in audit() for breach in found]


@pytest.fixture
def world() -> World:
    return make_world(at=NOON)


def worked(world: World) -> WorkOrder:
    """Six pieces, done nine days after they were asked for, two after the deadline; one of them has to be mended."""
    with clock.told(NOON):
        paid(world, world.line("L", qty=6))
        facts = {"stages": ["Jahit", "Packing"], "deadline": (NOON + timedelta(days=7)).date()}
        order = accepted(sent(closed(world), workshop_id=row(world).pk, **facts))
    who: dict[str, Any] = {"store_id": world.store.pk, "work_order_id": order.pk, "actor": WORKSHOP_ACTOR}
    with clock.told(NOON + timedelta(days=9)):
        reported(order, 6, 6)
        finish_work_order(**who, at=clock.now())
        inspect(**who, at=clock.now(), place=ARRIVAL, checked={0: 6}, faults=(Fault(0, "seam", REWORK, 1),))
    return order


def test_a_workshop_is_written_down_changed_put_to_rest_and_brought_back(world: World) -> None:
    client = seller(world)
    assert "Belum ada konveksi" in text(client.get(page(world, "workshops")))
    assert client.post(page(world, "workshop_new"), TYPED).status_code == 302
    one = row(world)
    assert (one.phone, one.lead_days, one.least) == ("+6281233334444", 14, 24)
    assert one.prices == [["Jahit kaos", 7_000], ["Sablon", 5_000]]
    told = text(client.get(page(world, "workshop", one.pk)))
    for words in (
        "Bu Contoh",
        "Rp7.000",
        "0812-3333-4444",
        "14 hari",
        "Belum ada catatan",
        one.secret,
    ):
        assert words in told, words
    form = text(client.get(page(world, "workshop_change", one.pk)))
    assert "Jahit kaos 7.000\nSablon 5.000" in form
    again = client.post(page(world, "workshop_change", one.pk), TYPED, follow=True)
    assert (
        "Tidak ada yang diubah" in text(again)
        and EventRow.objects.filter(kind="workshop.described").count() == 1
    )
    client.post(page(world, "workshop_change", one.pk), TYPED | {"prices": "Jahit kaos 8rb", "least": ""})
    assert (row(world).prices, row(world).least) == ([["Jahit kaos", 8_000]], None)
    before = one.secret
    client.post(page(world, "workshop_link", one.pk))
    assert row(world).secret != before
    client.post(page(world, "workshop_archive", one.pk))
    assert "Rapi" not in text(client.get(page(world, "workshops")))
    assert "Rapi" in text(client.get(page(world, "workshops") + "?arsip"))
    assert "sudah ada di arsip" in text(client.post(page(world, "workshop_archive", one.pk), follow=True))
    client.post(page(world, "workshop_bring_back", one.pk))
    assert row(world).archived_at is None
    kinds = (
        EventRow.objects.filter(subject="production.Workshop").order_by("id").values_list("kind", flat=True)
    )
    assert [kind.partition(".")[2] for kind in kinds] == [
        "described", "described", "link_renewed", "archived", "brought_back",
    ]  # fmt: skip
    assert not any("8123333" in str(data) for data in EventRow.objects.values_list("data", flat=True))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": "KONVEKSI RAPI CONTOH"}, "Sudah ada konveksi bernama Konveksi Rapi Contoh"),
        ({"name": "Lain", "phone": "12"}, "Nomor HP"),
        ({"name": "Lain", "prices": "Jahit kaos 7.000\nSablon A4"}, "Harga di “Sablon A4” tidak terbaca"),
        ({"name": "Lain", "prices": "Jahit 7.000\njahit 8.000"}, "ditulis dua kali"),
        ({"name": "Lain", "lead_days": "dua minggu"}, "angka saja"),
        ({"name": " \x00"}, "perlu diisi"),
    ],
)
def test_what_cannot_be_written_down_is_said_and_what_was_typed_stays(
    world: World, wrong: dict[str, str], words: str
) -> None:
    client = seller(world)
    client.post(page(world, "workshop_new"), TYPED)
    before = snapshot()
    answer = client.post(page(world, "workshop_new"), TYPED | wrong)
    assert answer.status_code == 422 and snapshot() == before
    assert words in text(answer) or "\x00" in wrong["name"]
    assert "Libur Jumat." in text(answer)


def test_an_archived_name_is_brought_back_and_not_written_twice(world: World) -> None:
    client = seller(world)
    client.post(page(world, "workshop_new"), TYPED)
    client.post(page(world, "workshop_archive", row(world).pk))
    before = snapshot()
    assert (
        "sudah ada di arsip" in text(client.post(page(world, "workshop_new"), TYPED)) and snapshot() == before
    )


def test_the_record_is_what_really_happened(world: World) -> None:
    client = seller(world)
    client.post(page(world, "workshop_new"), TYPED)
    worked(world)
    one, months = told_one(world.store, row(world))
    assert (one.needed, one.of, one.made, one.open, one.record.late) == (9, 1, 6, (), (2,))
    assert (one.record.checked, list(months)) == (6, ["2026-12"])
    assert one.last_price and one.last_price.unit_cost == 47_500
    listed = text(client.get(page(world, "workshops")))
    assert "0 dari 1 SPK" in listed and "lewat tenggat 2 hari" in listed and "sudah jadi 6 pcs" in listed
    told = text(client.get(page(world, "workshop", row(world).pk)))
    assert "9 hari" in told and "14 hari" in told and "dari 6 pcs yang diperiksa" in told


def test_two_names_of_one_workshop_are_one_record(world: World) -> None:
    client = seller(world)
    client.post(page(world, "workshop_new"), TYPED)
    worked(world)
    change_workshop(
        store_id=world.store.pk, workshop_id=row(world).pk, details=Details("Jahit Rapi Jaya Contoh"),
        actor=world.seller, at=NOON,
    )  # fmt: skip
    assert "0 dari 1 SPK" in text(client.get(page(world, "workshops")))
    assert breaches() == []


def test_workshops_side_by_side_are_facts_and_silence_where_there_are_none(world: World) -> None:
    client = seller(world)
    client.post(page(world, "workshop_new"), TYPED)
    client.post(
        page(world, "workshop_new"), {"name": "Baru Contoh", "least": "500", "prices": "Jahit kaos 6.500"}
    )
    worked(world)
    ask = {"pcs": "200", "apa": "Jahit kaos"}
    shown = text(client.get(page(world, "workshops_compared"), ask))
    rapi, baru = shown[shown.index("<tbody") :].split('role="row"')[1:]
    for words in (
        "Rp1.400.000",
        "Rp7.000/pcs",
        "katanya 14 hari",
        "nyatanya 9 hari",
        "tercapai",
        "masih kasar",
        "0%",
    ):
        assert words in rapi, words
    assert "Rp1.300.000" in baru and "kurang 300 pcs" in baru
    assert baru.count("belum ada catatan") == 4  # lead time, day, on time, defects
    wrong = client.get(page(world, "workshops_compared"), {"pcs": "banyak", "k": "99"})
    assert wrong.status_code == 422 and 'value="banyak"' in text(wrong) and "<tbody" not in text(wrong)
    only = text(client.get(page(world, "workshops_compared"), ask | {"k": str(row(world).pk)}))
    assert only.count('role="rowheader"') == 1
    pace = TypedPace("Jahit", 20, 2)
    new = Workshop.objects.of(world.store).get(name="Baru Contoh")
    set_paces(store_id=world.store.pk, workshop_id=new.pk, paces=[pace], actor=world.seller, at=NOON)
    assert text(client.get(page(world, "workshops_compared"), ask)).count("masih kasar") == 2


def test_who_sends_a_work_order_compares_and_chooses_there(world: World) -> None:
    client = seller(world)
    client.post(page(world, "workshop_new"), TYPED)
    client.post(page(world, "workshop_new"), {"name": "Baru Contoh"})
    paid(world, world.line("L", qty=30))
    closed(world)
    new = address(world, "produksi/spk-baru/?beri=bagian&persen=50")
    plain = text(client.get(new))
    assert "banding#banding" in plain and "makers-side" not in plain
    compared = text(client.get(f"{new}&banding"))
    pick = f"?beri=bagian&amp;persen=50&amp;konveksi={row(world).pk}"
    assert "15 pcs, mulai hari ini" in compared and f'href="{pick}"' in compared
    chosen = text(client.get(f"{new}&konveksi={row(world).pk}"))
    assert f'<option value="{row(world).pk}" selected>' in chosen
    assert client.get(f"{new}&konveksi=x&banding=1").status_code == 200


def test_pages_ask_as_often_for_twenty_workshops_as_for_two(world: World) -> None:
    client = seller(world)
    client.post(page(world, "workshop_new"), TYPED)
    client.post(page(world, "workshop_new"), {"name": "Kedua"})
    worked(world)
    second = Workshop.objects.of(world.store).get(name="Kedua").pk
    side = page(world, "workshops_compared")
    paths = [page(world, "workshops"), page(world, "workshop", row(world).pk)]
    few = [queries(client, path) for path in (*paths, f"{side}?pcs=9&k={second}")]
    # Of whose pace something is known the day is worked out, for a few queries more.
    assert few[2] < queries(client, f"{side}?pcs=9&k={row(world).pk}") <= few[2] + 8
    order = WorkOrder.objects.of(world.store).get()
    for n in range(18):
        made = Workshop.objects.create(store=world.store, name=f"K {n:02}", secret=f"s{n}", made_at=NOON)
        order.pk, order.number, order.secret, order.workshop = None, f"SPK-9{n:05}", f"w{n}", made
        order.state, order.done_at = "accepted", None
        order.save(force_insert=True)
    assert [queries(client, path) for path in (*paths, f"{side}?pcs=9")] == few
    assert max(few) <= 14, few


def test_nobody_else_sees_anything_of_it(world: World) -> None:
    client, other = seller(world), make_world(slug="toko-lain", at=NOON)
    client.post(page(world, "workshop_new"), TYPED | {"note": "Rahasia sekali"})
    order, pk = worked(world), row(world).pk
    stranger = seller(other)
    stranger.post(page(other, "workshop_new"), {"name": "Punya Sendiri"})
    before = snapshot()
    for route in ("workshop", "workshop_change"):
        assert stranger.get(page(other, route, pk)).status_code == 404
        assert stranger.get(page(world, route, pk)).status_code == 404
    for route in ("workshop_change", "workshop_archive", "workshop_bring_back", "workshop_link"):
        assert stranger.post(page(other, route, pk), TYPED).status_code == 404
    for route in ("workshops", "workshops_compared"):
        assert "Rapi" not in text(stranger.get(page(other, route)))
    assert stranger.get(page(other, "workshops_compared"), {"pcs": "9", "k": str(pk)}).status_code == 422
    assert snapshot() == before
    who: dict[str, Any] = {"store_id": other.store.pk, "workshop_id": pk, "actor": other.seller, "at": NOON}
    for verb in (archive_workshop, bring_back_workshop):
        with pytest.raises(NotFound):
            verb(**who)
    public = [
        reverse("storefront:campaign", args=[world.store.slug, world.campaign.slug]),
        reverse("workshop:work_order", args=[order.secret]),
        reverse("workshop:all_work", args=[row(world).secret]),
    ]
    for path in public:
        told = text(Client().get(path))
        for hidden in ("Rahasia sekali", "7.000", "3333", "Bu Contoh", "lewat tenggat 2", "katanya"):
            assert hidden not in told, (path, hidden)


def test_the_audit_names_a_directory_that_was_altered(world: World) -> None:
    client = seller(world)
    client.post(page(world, "workshop_new"), TYPED)
    assert breaches() == []
    for change in ("least = 1", "lead_days = 3", "name = 'Lain'", "prices = '[]'", "archived_at = made_at"):
        before = Workshop.objects.of(world.store).filter(pk=row(world).pk).values().get()
        sql(f"UPDATE production_workshop SET {change}")()
        assert "workshop" in breaches(), change
        Workshop.objects.of(world.store).update(**before)
