"""The teaser at the PO's own address, signing up without telling on anybody, and the own page."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from bukapo.campaigns.models import Campaign, Interest
from bukapo.campaigns.teaser.rules import TeaserPlan
from bukapo.campaigns.teaser.writes import hide_teaser, save_teaser
from bukapo.campaigns.writes.draft import draft_campaign
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from tests.faces.storefront.forms import address, text
from tests.teased import EARLY, OPENS, design, make_teased, signed, tease
from tests.world import NOON, World

pytestmark = pytest.mark.django_db
MOST_BYTES = 60_000
LINKED = re.compile(r'(?:href|src)="/static/([^"]+)"')
ALSO = ("ui/font/jakarta-700.woff2", "ui/img/mark.svg", "ui/img/ink.svg")


@pytest.fixture
def world() -> World:
    return make_teased(NOON)


def ask(
    client: Client, path: str, body: dict[str, Any] | None = None, *, after: timedelta = timedelta()
) -> Any:
    with clock.told(NOON + after):
        return client.get(path) if body is None else client.post(path, body)


def test_a_teaser_stands_at_the_pos_address_until_it_opens_and_weighs_little(
    world: World, client: Client
) -> None:
    page = ask(client, address(world))
    told = text(page)
    assert "Kaos baru, bahannya adem." in told and "Gunung" in told and "Rp95.000" in told
    assert "Stiker gratis" in told and "Boleh memesan lebih dulu, mulai 22 Nov 2026, 16.00 WIB" in told
    assert f'data-now="{int(NOON.timestamp() * 1000)}"' in told  # it counts by the server's time
    assert "csrf" not in told and "Set-Cookie" not in page.headers
    parts = {*LINKED.findall(told), *ALSO}
    total = len(page.content) + sum(Path(str(finders.find(part))).stat().st_size for part in parts)
    assert len(parts) > 7 and total < MOST_BYTES, total
    whole = text(ask(client, address(world, "rincian/")))
    assert "Baca semua aturan PO ini" in whole and "Kabari saya" not in whole
    open_now = text(ask(client, address(world), after=OPENS))
    assert "Kaos baru, bahannya adem." not in open_now and "pesan/" in open_now
    assert ask(client, address(world, "rincian/"), after=OPENS).status_code == 302


def test_a_draft_promises_only_what_it_knows(world: World, client: Client) -> None:
    drafted = draft_campaign(actor=world.seller, at=NOON, store=world.store, title="Jaket")
    path = f"/{world.store.slug}/{drafted.slug}/"
    assert ask(client, path).status_code == 404
    draft = Campaign.objects.of(world.store).get(pk=drafted.campaign_id)
    tease(World(**(vars(world) | {"campaign": draft})), NOON, TeaserPlan(text="Jaket baru"))
    told = text(ask(client, path))
    assert "Waktu buka belum pasti" in told and "Rp" not in re.sub(r"<style.*?</style>", "", told)
    assert (
        ask(client, f"{path}rincian/").status_code == 404 and ask(client, f"{path}pesan/").status_code == 404
    )
    who: dict[str, Any] = {"actor": world.seller, "at": NOON, "store": world.store, "campaign_id": draft.pk}
    save_teaser(**who, plan=TeaserPlan(text="Jaket baru", opens_at=NOON + timedelta(days=2)))
    assert "Rencana: waktunya baru pasti" in text(ask(client, path))
    hide_teaser(**who)
    assert ask(client, path).status_code == 404


def test_whoever_signs_up_whomever_gets_the_same_answer(world: World, client: Client) -> None:
    path = address(world, "daftar/")
    form = {
        "address": "budi@example.com",
        "agreed": "1",
        "desain": [str(design(world, "Ombak")), "x", "9" * 40],
    }
    first = ask(client, path, form | {"suka-0": "Navy", "offers": "1"})
    again = ask(client, path, form)
    assert (
        (first.status_code, first["Location"])
        == (again.status_code, again["Location"])
        == (303, again["Location"])
    )
    assert "cek email Anda" in text(ask(client, first["Location"]))
    row = Interest.objects.of(world.store).get()
    assert (
        row.state == "waiting"
        and row.votes.count() == 2
        and "Toko Contoh" in row.consent_text
        and row.offers_text
    )
    for wrong in (
        {"address": "bukan"},
        {"address": ""},
        {"address": "a@b"},
        {"agreed": ""},
        {"address": "\x00@x.co"},
    ):
        refused = ask(client, path, form | {"name": "Budi"} | wrong)
        assert refused.status_code == 422 and 'value="Budi"' in text(refused)
    assert Interest.objects.of(world.store).count() == 1
    assert ask(client, path, form | {"address": "tono@example.com"}, after=OPENS).status_code == 302
    assert Interest.objects.of(world.store).count() == 1


def test_reading_the_own_page_changes_nothing_and_its_buttons_do(world: World, client: Client) -> None:
    row = signed(world, "budi@example.com", NOON, confirmed=False)
    own, events = f"/t/{row.secret}/", EventRow.objects.count()
    page = ask(client, own)
    assert (
        "Benar Anda?" in text(page)
        and page["X-Robots-Tag"] == "noindex"
        and "Pesan sekarang" not in text(page)
    )
    assert EventRow.objects.count() == events and client.get(f"{own}ya/").status_code == 405
    assert ask(client, f"{own}pilih/", {}).status_code == 409
    for _twice in range(2):
        assert ask(client, f"{own}ya/", {}).status_code == 303
    assert world.fresh(row).state == "confirmed"
    assert ask(client, f"{own}pilih/", {"suka-0": "Navy", "offers": "1"}).status_code == 303
    waits, early = text(ask(client, own)), text(ask(client, own, after=EARLY))
    assert "Dibuka untuk Anda" in waits and "Pesan sekarang" not in waits and "Pesan sekarang" in early
    form = ask(client, f"{own}pesan/", {}, after=EARLY)["Location"]
    assert ask(client, form, after=EARLY).status_code == 200
    assert ask(client, address(world, "pesan/"), after=EARLY).status_code == 302  # a stranger waits
    assert ask(client, form.replace("awal=", "awal=1"), after=EARLY).status_code == 302
    assert world.fresh(row).opened_at == NOON + EARLY
    assert ask(client, f"{own}keluar/", {}).status_code == 303
    assert "sudah kami hapus" in text(ask(client, own)) and ask(client, f"{own}pilih/", {}).status_code == 409
    assert ask(client, "/t/tidak-ada/").status_code == ask(client, f"{own}lain/", {}).status_code == 404
    assert "awal=" not in ask(client, f"{own}pesan/", {}, after=EARLY)["Location"]


def test_the_seller_makes_shows_and_reads_a_teaser(world: World, client: Client) -> None:
    client.force_login(world.owner)
    home = f"/toko-saya/{world.store.slug}/po/{world.campaign.slug}/teaser/"
    for number in range(6):
        signed(
            world,
            f"orang{number}@example.com",
            NOON,
            designs=(design(world, "Gunung"),),
            name="=HYPERLINK(1)",
        )
    page = text(ask(client, home))
    assert "0–3 pcs" in page and "kisaran lebar: 10–40 persen" in page and "Gunung" in page
    form = {
        "text": "Kata baru",
        "percent": "10",
        "bonus": "",
        "first_name": "Warna",
        "first": "Hijau, Hijau,, Merah",
    }
    form |= {"second_name": "", "second": "S,M", "voucher": ""}
    assert ask(client, home, form).status_code == 302
    told = text(ask(client, address(world)))
    assert "Kata baru" in told and "Potongan 10%" in told and "Hijau" in told and "AWAL" not in told
    assert ask(client, home, form | {"percent": "99", "text": "Tersimpan"}).status_code == 422
    assert ask(client, home, form | {"text": ""}).status_code == 422  # a teaser that is shown says something
    assert ask(client, f"{home}desain/", {"desain-name": "Gunung"}).status_code == 422
    assert ask(client, f"{home}desain/", {"desain-product": str(world.product.pk)}).status_code == 302
    assert ask(client, f"{home}desain/", {"buang": str(design(world, "Gunung"))}).status_code == 302
    assert "Gunung" in text(ask(client, home)) and "Gunung" not in text(ask(client, address(world)))
    file = ask(client, f"{home}pendaftar.csv").content.decode()
    assert "orang5@example.com" in file and "\n=HYPER" not in file and "'=HYPERLINK" in file
    assert "Pratinjau" in text(ask(client, f"{home}pratinjau/"))
    assert ask(client, f"{home}tampil/", {"apa": "sembunyi"}).status_code == 302
    assert "Kata baru" not in text(ask(client, address(world)))
    assert ask(client, f"{home}tautan/", {}).status_code == 302
    assert world.fresh(world.campaign).early_code != world.campaign.early_code
    assert "Ini hasil teasernya" in text(ask(client, home, after=OPENS))
