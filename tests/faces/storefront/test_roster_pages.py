"""A group's pages: who sees what, what is refused, what becomes of a list."""

import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import xlsxwriter
from django.test import Client

from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.messaging.consumer import tell
from bukapo.messaging.models import Message
from bukapo.orders.models import GroupParcel, Order, Roster, RosterMember
from bukapo.orders.rosters.due import remind_of_deadlines
from bukapo.orders.rosters.filling import list_members
from bukapo.orders.rosters.ordering import order_member
from bukapo.orders.rosters.rules import ONE
from tests.faces.production import address, seller
from tests.orders.rosters.cast import a_roster, by, fills, make_class, number_field, wish
from tests.till import asked, receive
from tests.world import NOON, World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.told(NOON):
        yield


@pytest.fixture
def world() -> World:
    return make_class()


def page(path: str, **sent: Any) -> tuple[int, str]:
    client = Client()
    answer = client.post(path, sent) if sent else client.get(path)
    return answer.status_code, answer.content.decode()


def test_a_group_sent_twice_is_opened_once(world: World) -> None:
    here = f"/{world.store.slug}/{world.campaign.slug}/rombongan/"
    sent = {
        "key": "k" * 20, "name": "Tim Futsal", "coordinator": "Bu Contoh", "phone": "081200001111", "payer": "each",
        "number_field": number_field(world).pk, "deadline_at": "2026-11-25T20:00", "fulfilment": "pickup",
    }  # fmt: skip
    assert page(here, **sent | {"name": ""})[0] == 422
    assert page(here, **sent | {"payer": "<b>", "deadline_at": "9999-99-99T99:99", "zone_id": "x"})[0] == 422
    assert [page(here, **sent)[0], page(here, **sent)[0]] == [303, 302]
    assert Roster.objects.of(world.store).count() == 1
    other = make_class(slug="tanpa", groups=False)
    assert page(f"/{other.store.slug}/{other.campaign.slug}/rombongan/")[0] == 302


def test_members_see_what_the_coordinator_lets_them(world: World) -> None:
    roster = a_roster(world)
    ani = fills(world, roster, wish(world, "Ani", "7", phone="081311110001"))
    budi = fills(world, roster, wish(world, "Budi", "9", phone="081311110002"))
    order = order_member(member_id=ani.pk, agreed=None, **by(world, roster))
    own, join = f"/rombongan/anggota/{budi.secret}/", f"/rombongan/gabung/{roster.join_secret}/"
    for path in (own, join):
        status, shown = page(path)
        assert status == 200 and "Ani" not in shown and "1311110001" not in shown
    assert "7" in page(join)[1]
    coordinator = page(f"/rombongan/{roster.secret}/")[1]
    assert "2 dari 2 sudah isi" in " ".join(coordinator.split()) and "2 belum bayar" in coordinator
    assert order.secret not in coordinator + page(f"/rombongan/anggota/{ani.secret}/")[1]
    Roster.objects.of(world.store).update(shows_names=True)
    shown = page(own)[1]
    assert "Ani" in shown and "1311110001" not in shown
    client = Client()  # the phone that ordered finds its order again
    client.post(f"/rombongan/anggota/{budi.secret}/pesan/", {"agreed": "95000"})
    mine = Order.objects.of(world.store).get(buyer_name="Budi")
    assert mine.secret in client.get(own).content.decode() and mine.secret not in page(own)[1]


def test_one_payer_sees_who_cannot_have_their_wish_then_orders_and_brings_a_change_in() -> None:
    world = make_class(variant_caps={("XL", "Hitam"): 1})
    roster = a_roster(world, payer=ONE)
    list_members(wishes=[wish(world, name, size="XL") for name in ("Ani", "Budi")], **by(world, roster))
    here = f"/rombongan/{roster.secret}/"
    status, shown = page(f"{here}pesan/", agreed="")
    assert (status, Order.objects.of(world.store).count()) == (409, 0)
    assert "Budi" in shown and "tidak kebagian" in shown
    budi = RosterMember.objects.of(world.store).get(name="Budi")
    size = {"pick-0-0": "L", "pick-0-1": "Hitam", f"text-{number_field(world).pk}": "5"}
    assert page(f"{here}isi/{budi.pk}/", name="Budi", **size)[0] == 303
    assert page(f"{here}pesan/", agreed="1")[0] == 409  # not the sum that was shown
    assert page(f"{here}pesan/", agreed=str(195_000 + 18_000))[0] == 303
    order = Order.objects.of(world.store).get()
    assert (order.pieces, order.fulfilment, order.source) == (2, "courier", "roster")
    assert page(f"{here}ubah/hapus/", member=str(budi.pk))[0] == 303
    assert "Daftar berubah setelah dipesan." in page(here)[1]
    assert page(f"{here}pesan/", agreed="")[0] == 303 and world.fresh(order).pieces == 1
    client = Client()
    assert client.get(f"/p/{order.secret}/ubah/").status_code == 302  # only through the list


def test_a_sheet_is_shown_before_it_is_saved(world: World) -> None:
    roster = a_roster(world)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    for at, row in enumerate([("Nama", "Ukuran", "No punggung"), ("Ani", "L", 7), ("Budi", "9XL", 7)]):
        sheet.write_row(at, 0, row)
    book.close()
    out.seek(0)
    out.name = "kelas.xlsx"
    here = f"/rombongan/{roster.secret}/daftar/"
    shown = Client().post(here, {"action": "check", "sheet": out}).content.decode()
    assert "Ani - L - 7" in shown and "Nomor 7 sudah dipakai Ani." in shown and "Simpan 2 nama" in shown
    assert not RosterMember.objects.of(world.store).exists()
    assert (
        page(here, action="save", words="Ani - L - 7\n12")[0] == 200
    )  # one line without a name stops them all
    assert not RosterMember.objects.of(world.store).exists()
    assert page(here, action="save", words="Ani - L - 7\nBudi - 9XL - 7")[0] == 303
    found = RosterMember.objects.of(world.store).values_list("name", "state", "number")
    assert list(found) == [("Ani", "filled", "7"), ("Budi", "expected", "")]


def test_links_are_secrets_that_can_be_replaced_and_strangers_find_nothing(world: World) -> None:
    roster = a_roster(world)
    ani = fills(world, roster, wish(world, "Ani", "7", phone="081311110001"))
    assert page(f"/rombongan/{roster.secret}/ubah/tautan/", x="")[0] == 303
    assert page(f"/rombongan/{roster.secret}/")[0] == 404
    for path in (
        "x/",
        f"{roster.join_secret}/",
        f"gabung/{ani.secret}/",
        "anggota/x/pesan/",
        "x/isi/1/",
        "x/pesan/",
    ):
        assert page(f"/rombongan/{path}")[0] == 404
    fresh = world.fresh(roster)
    other = a_roster(make_class(slug="lain"))
    assert page(f"/rombongan/{fresh.secret}/isi/{ani.pk}/")[0] == 200
    assert page(f"/rombongan/{other.secret}/isi/{ani.pk}/")[0] == 404
    for deed in ("kunci", "batal"):
        assert page(f"/rombongan/{fresh.secret}/ubah/{deed}/", x="")[0] == 303
    assert page(f"/rombongan/gabung/{fresh.join_secret}/", name="Z")[0] == 200
    assert RosterMember.objects.of(world.store).count() == 1


def test_the_coordinator_is_told_what_is_true(world: World) -> None:
    roster = a_roster(world, payer=ONE, email="koordinator@example.com")
    list_members(wishes=[wish(world, "Ani"), wish(world, "Budi", size="M")], **by(world, roster))
    RosterMember.objects.of(world.store).filter(name="Budi").update(state="expected", filled_at=None)
    near = NOON + timedelta(days=2, hours=1)
    assert remind_of_deadlines(near) == 1
    for event in EventRow.objects.filter(subject="orders.Roster").order_by("pk"):
        tell(event, near)
        tell(event, near)
    told = (
        Message.objects.of(world.store)
        .filter(recipient=f"roster:{roster.pk}", channel="whatsapp")
        .order_by("pk")
    )
    assert [message.kind for message in told] == [
        "roster.opened",
        "roster.deadline_near",
    ]  # not all have filled in
    assert f"/rombongan/gabung/{roster.join_secret}/" in told[0].body and roster.secret in told[0].body
    assert "Sudah isi 1 dari 2." in told[1].body and "Belum isi: Budi" in told[1].body


def test_the_seller_sees_progress_and_sends_one_parcel(world: World) -> None:
    roster = a_roster(world)
    for n, name in enumerate(("Ani", "Budi")):
        member = fills(world, roster, wish(world, name, str(n), phone=f"08131111000{n}"))
        order = order_member(member_id=member.pk, agreed=None, **by(world, roster))
        if not n:
            receive(world, order, asked(order))
    client, here = seller(world), address(world, "rombongan/")
    assert roster.code in client.get(here).content.decode()
    one = f"{here}{roster.code}/"
    assert "1 pesanan lunas" in " ".join(client.get(one).content.decode().split())
    assert client.get(f"{one}daftar.xlsx").content.startswith(b"PK")
    assert client.get(f"{one}kemas.pdf").content.startswith(b"%PDF")
    assert "rombongan" in client.get(address(world, "kirim/?tampil=rombongan")).content.decode()
    parcel = {"courier": "JNE", "tracking_number": "JX123456"}
    assert client.post(f"{one}kirim/", parcel).status_code == 409
    assert client.post(f"{one}kirim/", parcel | {"without": "on"}).status_code == 302
    assert sorted(Order.objects.of(world.store).values_list("state", flat=True)) == ["placed", "shipped"]
    (sent,) = GroupParcel.objects.of(world.store)
    fee = f"{one}paket/{sent.pk}/ongkir/"
    assert "ongkir Rp18.000, belum dibayar" in page(f"/rombongan/{roster.secret}/")[1]
    assert client.post(fee, {"bank_account": "lain"}).status_code == 302
    assert client.post(fee, {"bank_account": world.bank.pk}).status_code == 302
    assert GroupParcel.objects.of(world.store).get().fee_state == "paid"
    assert "ongkir Rp18.000, sudah dibayar" in page(f"/rombongan/{roster.secret}/")[1]
    stranger = seller(make_class(slug="tetangga"))
    assert stranger.post(fee, {"apa": "relakan", "alasan": "bukan punya saya"}).status_code == 404
    assert {stranger.get(path).status_code for path in (here, one, f"{one}kemas.pdf")} == {404}
