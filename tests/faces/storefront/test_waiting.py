"""From a sold-out form to a place in line and to an order, without a script; early access; the draw's page."""

import contextlib
import io
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from bukapo.campaigns.models import Campaign, Draw
from bukapo.config.logs import drop_secrets
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR, SYSTEM_ACTOR
from bukapo.orders.models import Order, WaitingEntry
from bukapo.orders.waiting.due import hold_draws
from bukapo.orders.writes.link import renew_order_link
from bukapo.orders.writes.release import expire_order
from bukapo.orders.writes.wait import join_waitlist
from tests.faces.storefront.forms import address, filled, text
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db(transaction=True)
DRAWN = NOON + timedelta(hours=6)


@pytest.fixture
def world() -> World:
    world = make_world(at=NOON, cap=3)
    with clock.told(NOON):
        world.place(world.line("L", qty=3))
    return world


def send(client: Client, world: World, action: str, *, at: Any = NOON, **changes: str) -> Any:
    with clock.told(at):
        return client.post(address(world, "pesan/"), filled(world, **changes) | {"action": action})


def get(client: Client, path: str, at: Any = NOON) -> Any:
    with clock.told(at):
        return client.get(path)


def only(world: World) -> WaitingEntry:
    found: WaitingEntry = WaitingEntry.objects.of(world.store).get()
    return found


def join(world: World, *lines: Any, at: Any = NOON) -> WaitingEntry:
    with clock.told(at):
        facts = {"store_id": world.store.pk, "campaign_id": world.campaign.pk, "actor": BUYER_ACTOR}
        entry = join_waitlist(**facts, wanted=world.want(*lines))
    assert isinstance(entry, WaitingEntry)
    return entry


class TestSoldOut:
    def test_the_form_leads_over_the_check_page_into_the_line(self, client: Client, world: World) -> None:
        page = text(get(client, address(world, "pesan/")))
        assert "Kuota sedang habis. Anda bisa menunggu." in page and "Anda yang pertama" in page
        checked = text(send(client, world, "check"))
        assert 'value="wait">Masuk daftar tunggu' in checked and "Ini masuk daftar tunggu." in checked
        sent = send(client, world, "wait")
        entry = only(world)
        assert sent.status_code == 303 and sent["Location"] == f"/a/{entry.secret}/?kabar=baru"
        shown = text(get(client, f"/a/{entry.secret}/"))
        for words in ("Urutan Anda sekarang", ">1<", "24 jam", "L / Hitam", "Rp95.000", "Keluar dari daftar"):
            assert words in shown, words

    def test_a_refused_order_offers_the_line_with_every_word_kept(self, client: Client, world: World) -> None:
        refused = send(client, world, "send", note="titip satpam")
        page = text(refused)
        assert refused.status_code == 409 and "titip satpam" in page
        assert f'formaction="{address(world, "pesan/")}" name="action" value="wait"' in page
        assert send(client, world, "wait", note="titip satpam").status_code == 303
        assert only(world).wish["note"] == "titip satpam"

    def test_a_size_that_is_gone_offers_the_line_too(self, client: Client) -> None:
        world = make_world(at=NOON, variant_caps={("L", "Hitam"): 1})
        with clock.told(NOON):
            world.place()
        page = text(send(client, world, "check"))
        assert "L / Hitam sudah habis." in page and 'value="wait"' in page
        assert 'value="wait"' not in text(send(client, world, "check", buyer_name=""))

    def test_the_same_form_sent_again_is_the_same_place(self, client: Client, world: World) -> None:
        for action in ("wait", "wait", "send"):
            assert send(client, world, action)["Location"] == f"/a/{only(world).secret}/?kabar=baru"
        changed = send(client, world, "wait", note="lain")
        assert changed.status_code == 409 and f"/a/{only(world).secret}/" in text(changed)
        assert Order.objects.of(world.store).count() == 1

    def test_the_campaign_page_says_how_many_wait(self, client: Client, world: World) -> None:
        join(world)
        join(world, world.line("M", qty=2))
        page = text(get(client, address(world)))
        assert "2 orang menunggu, 3 pcs." in page and "Daftar tunggu" in page

    def test_who_asks_for_more_than_there_is_gets_the_reason(self, client: Client, world: World) -> None:
        answer = send(client, world, "wait", **{"line-0-qty": "4"})
        assert answer.status_code == 422 and "tidak akan pernah muat" in text(answer)


class TestAPlaceInLine:
    def test_leads_to_its_order_once_it_is_one(self, client: Client, world: World) -> None:
        entry = join(world)
        late = NOON + timedelta(hours=25)
        with clock.told(late):
            first = Order.objects.of(world.store).get()
            expire_order(store_id=world.store.pk, order_id=first.pk, actor=SYSTEM_ACTOR, at=late)
        order = world.fresh(entry).order
        answer = get(client, f"/a/{entry.secret}/", late)
        assert answer.status_code == 302 and answer["Location"] == f"/p/{order.secret}/"
        assert "Giliran Anda" in text(get(client, f"/p/{order.secret}/", late))
        renew_order_link(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=late)
        assert get(client, f"/a/{entry.secret}/", late).status_code == 404

    def test_is_given_up_by_a_button(self, client: Client, world: World) -> None:
        entry = join(world)
        answer = client.post(f"/a/{entry.secret}/keluar/")
        assert answer.status_code == 303 and world.fresh(entry).state == "left"
        page = text(get(client, f"/a/{entry.secret}/?kabar=keluar"))
        assert "Anda sudah keluar" in page and "Keluar dari daftar" not in page
        assert client.post(f"/a/{entry.secret}/keluar/").status_code == 409

    def test_is_nobody_elses(self, client: Client, world: World) -> None:
        assert get(client, "/a/tebak-tebakan-saja-00/").status_code == 404

    def test_says_so_when_the_po_is_over(self, client: Client, world: World) -> None:
        entry = join(world)
        page = text(get(client, f"/a/{entry.secret}/", world.campaign.closes_at))
        assert "sudah ditutup sebelum giliran Anda" in page and "Keluar dari daftar" not in page

    def test_stays_out_of_the_logs(self) -> None:
        told = drop_secrets(None, "", {"path": "/a/x7Kq3vT9mB2rL5nW/keluar/"})
        assert told["path"] == "/a/***/keluar/"


class TestEarlyAccess:
    @pytest.fixture
    def world(self) -> World:
        """Opens a day before NOON; for friends two days before."""
        return make_world(at=NOON, cap=3, early_opens_at=NOON - timedelta(days=2))

    EARLY = NOON - timedelta(days=1, hours=12)

    def test_the_link_opens_the_form_to_who_has_it(self, client: Client, world: World) -> None:
        code = Campaign.objects.of(world.store).get().early_code
        assert len(code) == 12
        form = address(world, "pesan/")
        assert get(client, form, self.EARLY).status_code == 302
        assert get(client, f"{form}?awal={code[::-1]}x", self.EARLY).status_code == 302
        assert get(client, f"{form}?awal={code}", NOON - timedelta(days=2, seconds=1)).status_code == 302
        page = text(get(client, f"{form}?awal={code}", self.EARLY))
        assert f'name="early_code" value="{code}"' in page and "belum dibuka" not in page
        checked = text(send(client, world, "check", at=self.EARLY, early_code=code))
        assert f'name="early_code" value="{code}"' in checked and 'value="send"' in checked

    def test_an_order_without_the_code_is_refused(self, client: Client, world: World) -> None:
        for code in ("", "x" * 12, "\ud800"):
            changes = {"early_code": code.encode(errors="replace").decode()}
            answer = send(client, world, "send", at=self.EARLY, **changes)
            assert answer.status_code == 409 and "belum dibuka" in text(answer)
        assert Order.objects.of(world.store).count() == 0


class TestTheDraw:
    @pytest.fixture
    def world(self) -> World:
        return make_world(at=NOON, cap=2, draw_at=DRAWN)

    def test_a_form_sent_before_it_is_a_registration(self, client: Client, world: World) -> None:
        page = text(get(client, address(world, "pesan/")))
        assert "PO ini memakai undian" in page and "0 orang sudah terdaftar." in page
        assert 'value="wait">Daftar undian' in text(send(client, world, "check"))
        sent = send(client, world, "send")  # a page that was open since before
        entry = only(world)
        assert sent["Location"] == f"/a/{entry.secret}/?kabar=baru" and entry.state == "registered"
        shown = text(get(client, f"/a/{entry.secret}/"))
        assert entry.code in shown and "Anda terdaftar untuk undian." in shown
        again = send(client, world, "wait", key="j" * 22)
        assert again.status_code == 422 and "sudah terdaftar di sini" in text(again)

    def test_before_it_everybody_sees_the_seal_and_nobody_the_seed(
        self, client: Client, world: World
    ) -> None:
        join(world)
        draw = Draw.objects.of(world.store).get()
        page = text(get(client, address(world, "undian/")))
        assert draw.commitment in page and draw.seed not in page and "1</strong> orang" in page
        assert get(client, address(world, "undian/kode.txt")).status_code == 404
        assert "memakai undian" in text(get(client, address(world)))

    def test_after_it_the_recipe_on_the_page_gives_the_order_on_the_page(
        self, client: Client, world: World, tmp_path: Path
    ) -> None:
        for _ in range(7):
            join(world)
        with clock.told(DRAWN):
            hold_draws(DRAWN)
        page = text(get(client, address(world, "undian/"), DRAWN))
        ranks = WaitingEntry.objects.of(world.store).order_by("rank")
        codes = list(ranks.values_list("code", flat=True))
        places = [page.index(f'class="mono">{code}<') for code in codes]
        assert places == sorted(places) and "Pembeli" not in page
        file = get(client, address(world, "undian/kode.txt"), DRAWN)
        (tmp_path / f"kode-{world.campaign.slug}.txt").write_bytes(file.content)
        recipe = page.split('recipe">')[1].split("</pre>")[0]
        said = run(recipe, tmp_path).split("\n")
        draw = Draw.objects.of(world.store).get()
        assert said[0] == f"{draw.commitment} {draw.digest}"
        assert said[1:-1] == [f"{n} {code}" for n, code in enumerate(codes, start=1)]

    def test_after_it_a_place_in_line_tells_its_rank(self, client: Client, world: World) -> None:
        for _ in range(3):
            join(world)
        with clock.told(DRAWN):
            hold_draws(DRAWN)
        loser = WaitingEntry.objects.of(world.store).get(state="waiting")
        page = text(get(client, f"/a/{loser.secret}/", DRAWN))
        assert "Undian memberi Anda nomor 3." in page and ">1<" in page

    def test_a_po_without_one_has_no_such_page(self, client: Client) -> None:
        other = make_world(slug="toko-lain", at=NOON)
        assert get(client, address(other, "undian/")).status_code == 404


def run(recipe: str, folder: Path) -> str:
    """What the three lines print, in a folder with the file of codes."""
    before, said = Path.cwd(), io.StringIO()
    os.chdir(folder)
    try:
        with contextlib.redirect_stdout(said):
            exec(recipe, {})
    finally:
        os.chdir(before)
    return said.getvalue()
