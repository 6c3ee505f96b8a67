"""The seller's page of telling, asked without a browser."""

from io import BytesIO
from typing import Any

import numpy as np
import pytest
import zxingcpp
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from bukapo.audit import audit
from bukapo.campaigns.models import CopiedCaption, ShortLink
from bukapo.catalog.models import Brand, Photo
from bukapo.faces.papers.posters import kept
from bukapo.faces.papers.posters.kept import Wanted, kept_poster
from bukapo.faces.papers.posters.poster import Poster
from bukapo.journal import clock
from tests.faces.storefront.forms import text
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db
PAGE = "/toko-saya/toko-contoh/po/kaos-contoh/bagikan/"
LOOK = "/toko-saya/toko-contoh/tampilan/"


@pytest.fixture(autouse=True)
def apart(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"


@pytest.fixture
def world() -> World:
    return make_world(at=NOON, cap=50)


@pytest.fixture
def seller(world: World) -> Client:
    client = Client()
    client.force_login(world.owner)
    return client


def ask(client: Client, path: str, data: dict[str, Any] | None = None) -> Any:
    with clock.told(NOON):
        return client.get(path) if data is None else client.post(path, data)


def test_captions_and_posters_use_the_short_links_once_they_are_made(world: World, seller: Client) -> None:
    page = text(ask(seller, PAGE))
    assert "/toko-contoh/kaos-contoh/" in page and "Buat link IG" in page
    assert ask(seller, PAGE + "link/", {"biasa": "1"}).status_code == 302
    ask(seller, PAGE + "link/", {"biasa": "1"})  # twice makes nothing twice
    links = {row.source: row.code for row in ShortLink.objects.of(world.store)}
    assert set(links) == {"ig", "wa", "tiktok", "poster"}
    page = text(ask(seller, PAGE + "?kanal=tiktok&suasana=few&bahasa=en"))
    assert f"/s/{links['tiktok']}/" in page and "Order before Sunday, 29 November 2026, 12:00 WIB" in page
    poster = ask(seller, PAGE + "poster/kartu/story/gelap.png?unduh")
    assert 'filename="kaos-contoh-kartu-story-gelap.png"' in poster["Content-Disposition"]
    with Image.open(BytesIO(poster.content)) as picture:
        assert picture.size == (1080, 1920)
        assert zxingcpp.read_barcodes(np.asarray(picture.convert("L")))[0].text.endswith(
            f"/s/{links['poster']}/"
        )
    for nothing in ("x/story/gelap.png", "kartu/x/gelap.png", "kartu/story/x.png", "kartu/story/gelap.gif"):
        assert ask(seller, f"{PAGE}poster/{nothing}").status_code == 404


def test_a_link_is_switched_off_and_on_and_its_code_printed(world: World, seller: Client) -> None:
    ask(seller, PAGE + "link/", {"source": "Spanduk Sekolah"})
    link = ShortLink.objects.of(world.store).get()
    assert link.source == "spanduk-sekolah"
    for kind, begins in (("png", b"\x89PNG"), ("svg", b"<?xml")):
        code = ask(seller, f"/toko-saya/toko-contoh/link/{link.pk}/qr.{kind}")
        assert code.content.startswith(begins) and "attachment" in code["Content-Disposition"]
    for deed, stopped in (("mati", True), ("mati", True), ("nyala", False)):
        ask(seller, f"{PAGE}link/{link.pk}/{deed}/", {})
        assert (world.fresh(link).stopped_at is not None) is stopped
    for wrong in (f"{PAGE}link/{link.pk}/x/", f"{PAGE}link/99999999999999999999/mati/"):
        assert ask(seller, wrong, {}).status_code == 404


def test_copying_is_remembered_only_for_what_is_true(world: World, seller: Client) -> None:
    good = {"suasana": "open", "kanal": "chat", "bahasa": "id"}
    assert ask(seller, PAGE + "salin/", good).status_code == 302
    for wrong in (good | {"suasana": "closed"}, good | {"kanal": "x"}, {}):
        assert ask(seller, PAGE + "salin/", wrong).status_code == 302
    assert CopiedCaption.objects.of(world.store).get().channel == "chat"
    assert "masih sama" in text(ask(seller, PAGE + "?suasana=open&kanal=chat"))
    assert not [breach for _check, found in audit() for breach in found]


def test_the_look_of_a_store_is_chosen_and_its_logo_is_encoded_anew(world: World, seller: Client) -> None:
    out = BytesIO()
    Image.new("RGB", (300, 300), "navy").save(out, "PNG")
    sent = {"line": "Kaos angkatan", "colour": "toska", "logo": SimpleUploadedFile("l.png", out.getvalue())}
    assert ask(seller, LOOK, sent).status_code == 302
    brand = Brand.objects.of(world.store).get()
    assert (brand.colour, brand.line, brand.logo.place) == ("toska", "Kaos angkatan", "logo")
    assert f"{brand.logo.key}-" in text(ask(Client(), "/toko-contoh/"))
    broken = {"line": "x", "colour": "toska", "logo": SimpleUploadedFile("l.png", b"no picture")}
    assert ask(seller, LOOK, broken).status_code == 422
    assert ask(seller, LOOK, {"line": "", "colour": "neon"}).status_code == 422
    assert world.fresh(brand).line == "Kaos angkatan"
    ask(seller, LOOK, {"line": "", "colour": "merah", "drop_logo": "on"})
    assert world.fresh(brand).logo is None and not Photo.objects.of(world.store).filter(place="logo").exists()


def test_the_widgets_code_stands_on_its_page(world: World, seller: Client) -> None:
    page = ask(seller, PAGE + "widget/?nuansa=gelap")
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assert "/kaos-contoh/widget/?warna=gelap" in text(page) and "rel=&quot;noopener&quot;" in text(page)


def test_a_stranger_and_a_draft_get_nothing(world: World, seller: Client) -> None:
    stranger = Client()
    stranger.force_login(make_world(slug="toko-lain", at=NOON).owner)
    for path in (PAGE, PAGE + "widget/", PAGE + "poster/foto/feed/terang.jpg", LOOK):
        assert ask(stranger, path).status_code == 404
    type(world.campaign).objects.of(world.store).update(state="draft", published_at=None)
    assert ask(seller, PAGE).status_code == 302 and ask(seller, PAGE + "salin/", {}).status_code == 404


def test_a_poster_is_drawn_once_and_old_ones_are_thrown_away(tmp_path: Any, monkeypatch: Any) -> None:
    drawings = []
    monkeypatch.setattr(kept, "drawn", lambda *a, **k: drawings.append(k) or None)
    monkeypatch.setattr(kept, "file_of", lambda *_: b"file")
    monkeypatch.setattr(kept, "MOST", 3)
    wanted = Wanted("kartu", "link", "terang", "jpg")
    for number in (1, 1, 2, 3, 4, 5):
        told = Poster("Toko", "Pre-order", f"PO {number}", "Rp1", "Tutup", "Senin", "21.00", "x", "x")
        assert kept_poster(tmp_path, told, wanted) == b"file"
    assert len(drawings) == 5 and len(list(tmp_path.iterdir())) == 3
