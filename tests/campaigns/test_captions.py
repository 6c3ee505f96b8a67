"""Captions say every fact that matters, and nothing that is not true. Pure."""

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bukapo.campaigns.captions.compose import caption
from bukapo.campaigns.captions.facts import Facts, Paying, Stairs, differing, digest, stated
from bukapo.campaigns.captions.rules import LANGUAGES, LIMITS, MoodNotTrue, Wish, moods, states
from bukapo.campaigns.tiers import Tier

AT = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)  # 10.00 WIB on the day it closes
LINK = "https://po.example/s/7k3q9xm/"


def facts(**changes: Any) -> Facts:
    known: dict[str, Any] = {
        "store": "Toko Contoh",
        "title": "Kaos Angkatan",
        "phase": "open",
        "zone": "Asia/Makassar",
        "opens_at": AT - timedelta(days=6),
        "closes_at": datetime(2026, 11, 30, 13, 0, tzinfo=UTC),  # 21.00 WITA
        "price": 95_000,
        "normal_price": 120_000,
        "paying": Paying("deposit", 5_000, balance_due="produced"),
        "produced": date(2026, 12, 20),
        "ship_from": date(2026, 12, 22),
        "ship_until": date(2026, 12, 26),
        "courier": True,
        "cap": 100,
        "left": 12,
        "taken": 88,
        "link": LINK,
    }
    return Facts(**(known | changes))


SHOWN = {
    "soon": facts(phase="teaser", opens_at=AT + timedelta(hours=2)),
    "open": facts(),
    "tonight": facts(),
    "few": facts(),
    "gone": facts(phase="sold_out", left=0),
    "closed": facts(phase="closed"),
}
DEADLINE = {"id": "30 November 2026, 21.00 WITA", "en": "30 November 2026, 21:00 WITA"}
DATES = {"id": ("20 Desember 2026", "22–26 Desember 2026"), "en": ("20 December 2026", "22–26 December 2026")}
PAYING = {"id": "DP 50%", "en": "Deposit 50%"}


@pytest.mark.parametrize(("mood", "language"), list(itertools.product(SHOWN, LANGUAGES)))
def test_a_caption_states_deadline_price_dates_payment_and_link_on_every_channel(
    mood: str, language: str
) -> None:
    for channel, limit in LIMITS.items():
        text = caption(SHOWN[mood], Wish(mood, channel, language), at=AT)
        assert DEADLINE[language] in text and LINK in text and "Kaos Angkatan" in text
        assert all(day in text for day in DATES[language])
        if mood != "closed":
            assert "Rp95.000" in text and "Rp120.000" in text and PAYING[language] in text
        assert len(text) <= limit and "  " not in text and "\n\n\n" not in text


def test_the_longest_facts_still_fit_a_whatsapp_status() -> None:
    tiers = tuple(Tier(pieces, 900_000_000 - pieces) for pieces in (12, 24, 60, 120, 240, 999_999))
    most = facts(
        title="K" * 100, price=950_000_000, normal_price=999_999_999, early_until=AT + timedelta(hours=1),
        later_price=960_000_000, varies=True, batch=120,
        stairs=tuple(Stairs(f"Produk {n} yang namanya panjang", tiers) for n in range(8)),
        paying=Paying("deposit", 0, 150_000_000, balance_due="shipping"), pickup=True, minimum=100_000,
        draw_at=None,
    )  # fmt: skip
    for language in LANGUAGES:
        text = caption(most, Wish("tonight", "status", language), at=AT)
        assert len(text) <= LIMITS["status"]
        for needed in (DEADLINE[language], "Rp950.000.000", "Rp960.000.000", "Rp150.000.000", LINK):
            assert needed in text
        assert "Rp899.000.001" in text  # how far it may fall, where the steps have no room
        assert "Produk 7" in caption(most, Wish("tonight", "chat", language), at=AT)


def test_only_what_is_counted_may_be_said() -> None:
    assert moods(facts(), AT) == ("tonight", "few", "open")
    assert moods(facts(left=21), AT) == ("tonight", "open")  # 21 of 100 are not few
    assert moods(facts(cap=None, left=None), AT - timedelta(days=1)) == ("open",)
    # Midnight is still tonight; the minute after it, nothing is said of tonight.
    midnight = facts(closes_at=datetime(2026, 11, 30, 16, 0, tzinfo=UTC), left=90)  # 00.00 WITA
    assert moods(midnight, AT) == ("tonight", "open") and moods(midnight, AT - timedelta(days=1)) == ("open",)
    assert "malam ini" in caption(midnight, Wish("tonight"), at=AT)
    assert moods(facts(draw_at=AT + timedelta(hours=1)), AT) == ("open",)
    for silent in (facts(phase="cancelled"), facts(phase="draft"), facts(phase="closed", runs=False)):
        assert moods(silent, AT) == ()
    with pytest.raises(MoodNotTrue):
        caption(facts(left=60), Wish("few"), at=AT)


def test_a_caption_knows_which_of_its_facts_changed() -> None:
    before = stated(facts(), states("open"))
    assert digest(before) == digest(stated(facts(left=3, taken=97), states("open")))
    assert digest(before) != digest(stated(facts(left=3), states("few")))
    later = facts(
        closes_at=AT + timedelta(days=3), price=90_000, stairs=(Stairs("Kaos", (Tier(50, 80_000),)),)
    )
    assert differing(before, stated(later, states("open"))) == ("closes_at", "price", "stairs")


@pytest.mark.parametrize(
    ("paying", "said"),
    [
        (Paying("full"), "langsung lunas"),
        (Paying("cod"), "COD"),
        (Paying("instalment", terms=3), "dicicil 3x"),
        (Paying("deposit", 3_333, balance_due="day", balance_day=date(2026, 12, 1)),
         "DP 33,33% dulu, pelunasan paling lambat 1 Desember 2026"),
        (Paying("deposit", 0, 50_000, balance_due="cod"), "DP Rp50.000 per pcs dulu, sisanya tunai"),
    ],
)  # fmt: skip
def test_every_way_to_pay_has_its_words(paying: Paying, said: str) -> None:
    assert said in caption(facts(paying=paying), Wish("open"), at=AT)


def test_early_price_stairs_draw_and_made_to_order_are_told() -> None:
    early = caption(
        facts(early_until=AT + timedelta(hours=1), price=89_000, later_price=95_000), Wish("open"), at=AT
    )
    assert (
        "early bird Rp89.000" in early
        and "30 November 2026, 12.00 WITA" in early
        and "Setelah itu Rp95.000" in early
    )
    falling = caption(
        facts(stairs=(Stairs("Kaos", (Tier(50, 90_000), Tier(100, 85_000))),)), Wish("open"), at=AT
    )
    assert "50 pcs jadi Rp90.000, 100 pcs jadi Rp85.000" in falling
    drawn = caption(facts(draw_at=AT + timedelta(hours=3)), Wish("open"), at=AT)
    assert "daftar sebelum Senin, 30 November 2026, 14.00 WITA" in drawn
    made = replace(facts(), work_days=(3, 5))
    assert "3–5 hari kerja" in caption(made, Wish("open"), at=AT)
