"""Posters are measured, and their codes are read with a camera's eyes."""

import itertools
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from PIL import Image, ImageDraw

from bukapo.catalog.brand.rules import COLOURS
from bukapo.faces.papers.posters.canvas import Canvas
from bukapo.faces.papers.posters.draw import drawn, file_of
from bukapo.faces.papers.posters.inks import contrast, inks
from bukapo.faces.papers.posters.letters import fitted
from bukapo.faces.papers.posters.photos import Frame, framed
from bukapo.faces.papers.posters.poster import LAYOUTS, SAFE, SIZES, TONES, Poster

LINK = "https://po.example/s/7k3q9xm/?lewat=poster"
PLAIN = Poster(
    store="Toko Contoh", tag="Pre-order", title="Kaos Angkatan 2026", price="Rp95.000", normal="Rp120.000",
    until="Ditutup", day="Senin, 30 November 2026", time="21.00 WITA", link="po.example/s/7k3q9xm", qr=LINK,
)  # fmt: skip
LONG = replace(
    PLAIN,
    store="Konveksi Sumber Rejeki Makmur Sentosa Abadi Jaya Bandung Selatan",
    title="Jaket Varsity Reuni Akbar Angkatan 1998 SMA Negeri 3 Bandung Edisi Kulit Sintetis Premium 🔥",
    price="Rp125.000.000",
    price_before="mulai",
    normal="Rp150.000.000",
    note="Early bird sampai Selasa, 24 November 2026, 21.00 WITA. Setelah itu mulai Rp130.000.000.",
    link="pesanan.konveksi-sumber-rejeki.co.id/s/7k3q9xm",
    colour="hijau",
)
BARE = replace(
    PLAIN, normal="", title="Supercalifragilisticexpialidocioussupercalifragilistic", colour="hitam"
)


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A panorama, a scroll, a stamp and an ordinary one, none before a plain ground."""
    folder = tmp_path_factory.mktemp("photos")
    found = {}
    for name, (wide, high) in {
        "pano": (1200, 150),
        "scroll": (200, 1800),
        "tiny": (9, 7),
        "usual": (900, 1200),
    }.items():
        pixels = np.random.default_rng(1).integers(0, 255, (high, wide, 3), dtype=np.uint8)
        found[name] = folder / f"{name}.webp"
        Image.fromarray(pixels).save(found[name])
    return found


EVERY = list(itertools.product(LAYOUTS, SIZES))


@pytest.mark.parametrize(("layout", "size"), EVERY)
def test_words_keep_clear_of_each_other_and_of_the_edges(
    layout: str, size: str, photos: dict[str, Path]
) -> None:
    above, below = SAFE[size]
    odd = list(photos.values())[EVERY.index((layout, size)) % len(photos)]
    for poster in (BARE, replace(LONG, photo=odd)):
        canvas = drawn(poster, layout=layout, size=size, tone="gelap")
        assert canvas.image.size == SIZES[size]
        for name, box in canvas.placed:
            where = f"{name} of {poster.title[:12]} at {box}"
            assert box.top >= above and box.bottom <= SIZES[size][1] - below + 16, where
            assert box.left >= 40 and box.right <= SIZES[size][0] - 40, where
        # A letter that hangs below its line may reach into the air of the next one, a code or stamp may not.
        for (one, a), (other, b) in itertools.combinations(canvas.placed, 2):
            assert not a.meets(b), f"{one} and {other} of {poster.title[:12]}"
        told = {name for name, _box in canvas.placed}
        assert {"store", "tag", "title", "price", "until", "day", "time", "link", "qr"} <= told


@pytest.mark.parametrize(("layout", "size"), EVERY)
def test_the_code_on_a_poster_leads_to_the_link(layout: str, size: str, photos: dict[str, Path]) -> None:
    tone = TONES[EVERY.index((layout, size)) % 2]
    canvas = drawn(replace(LONG, photo=photos["usual"]), layout=layout, size=size, tone=tone)
    assert _read(canvas) == LINK


def _read(canvas: Canvas) -> str:
    found = zxingcpp.read_barcodes(np.asarray(canvas.image.convert("L")))
    return found[0].text if found else ""


def test_every_colour_of_a_store_stays_legible() -> None:
    for name in COLOURS:
        for dark in (False, True):
            one = inks(name, dark=dark)
            assert contrast(one.seal, one.paper) >= 4.5 and contrast(one.seal, one.on_seal) >= 4.5, name
            assert contrast(one.soft, one.paper) >= 4.5 and contrast(one.on_soft, one.seal) >= 4.5, name


def test_goods_before_a_plain_ground_are_shown_whole_above_the_panel() -> None:
    picture = Image.new("RGB", (1200, 1500), (235, 232, 226))
    ImageDraw.Draw(picture).rectangle((200, 900, 900, 1400), fill=(20, 40, 120))  # low and to the left
    found = np.asarray(framed(picture, Frame(1080, 1350, (0, 0, 1080, 600)))).astype(int)
    rows, columns = np.nonzero(found[:, :, 2] - found[:, :, 0] > 60)
    assert rows.min() > 20 and rows.max() < 600 and abs(columns.mean() - 540) < 20


def test_a_poster_becomes_a_file_that_opens(tmp_path: Path) -> None:
    canvas = drawn(PLAIN, layout="kartu", size="feed", tone="terang")
    for kind, opens_as in (("jpg", "JPEG"), ("png", "PNG")):
        (tmp_path / kind).write_bytes(file_of(canvas, kind))
        with Image.open(tmp_path / kind) as opened:
            assert opened.format == opens_as and opened.size == (1080, 1350)


def test_a_word_is_not_broken_to_make_lines_even() -> None:
    for room in range(420, 1000, 20):
        text = fitted("Kaos Angkatan 2026", room, largest=152, smallest=32, lines=6, height=700)
        assert " ".join(text.lines) == "Kaos Angkatan 2026"
