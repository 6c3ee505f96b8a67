"""A review's card holds its words: measured, whatever the buyer wrote."""

import itertools
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bukapo.faces.papers.posters.review_card import SIZES, ReviewCard, digest_of_card, drawn

PLAIN = ReviewCard(
    store="Toko Contoh", po="Kaos Angkatan 2026", stars=4, words="Bahannya adem. 🔥 Tunggu vol. 2!", name="Budi S.",
    link="po.example/toko-contoh",
)  # fmt: skip
LONG = replace(
    PLAIN,
    store="Konveksi Sumber Rejeki Makmur Sentosa Abadi Jaya Bandung Selatan",
    po="Jaket Varsity Reuni Akbar Angkatan 1998 SMA Negeri 3 Bandung Edisi Kulit Sintetis",
    words="Sebenarnya bagus, cuma kirimnya lama. " * 26,
    name="x" * 19 + "… W.",
)
EVERY = {
    "plain": PLAIN, "long": LONG, "emoji only": replace(PLAIN, words="🔥🔥❤️"), "no words": replace(PLAIN, words=""),
    "one word": replace(LONG, words="Supercalifragilistic" * 20),
}  # fmt: skip


@pytest.mark.parametrize(("what", "size"), list(itertools.product(EVERY, SIZES)))
def test_words_stand_inside_and_nothing_on_anything(what: str, size: str, tmp_path: Path) -> None:
    photo = tmp_path / "photo.webp"
    pixels = np.random.default_rng(1).integers(0, 255, (900, 1200, 3), dtype=np.uint8)
    Image.fromarray(pixels).save(photo)
    for photos in ({}, {"photo": photo}, {"photo": photo, "design": photo}):
        canvas = drawn(replace(EVERY[what], **photos), size)  # type: ignore[arg-type]
        wide, high = canvas.size
        names = {name for name, _ in canvas.placed}
        assert ("words" in names) == (what not in ("emoji only", "no words"))
        for name, box in canvas.placed:
            assert box.left >= 0 and box.top >= 0 and box.right <= wide and box.bottom <= high, name
        for (one, a), (other, b) in itertools.combinations(canvas.placed, 2):
            assert not a.meets(b), f"{one} on {other}"


def test_another_word_is_another_card() -> None:
    assert digest_of_card(PLAIN, "feed") == digest_of_card(replace(PLAIN), "feed")
    assert len({digest_of_card(card, size) for card in EVERY.values() for size in SIZES}) == 2 * len(EVERY)
