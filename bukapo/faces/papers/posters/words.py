"""Facts of a PO -> the words of its poster, in one of two languages. Pure."""

from datetime import datetime
from pathlib import Path

from bukapo.campaigns.captions import days
from bukapo.campaigns.captions.facts import SOLD_OUT, Facts
from bukapo.campaigns.rules import OPEN, TEASER
from bukapo.faces.papers.posters.poster import Poster
from bukapo.kernel.money import rupiah

WORDS = {
    "id": {
        "tag": "Pre-order", "sold_out": "Kuota habis", "over": "Ditutup", "from": "mulai", "opens": "Dibuka",
        "closes": "Pesan sebelum", "closed": "Sudah ditutup", "draws": "Daftar sebelum",
        "early": "Early bird sampai {until}, lalu {later}", "stairs": "Makin ramai makin murah, bisa sampai {lowest}",
    },
    "en": {
        "tag": "Pre-order", "sold_out": "Sold out", "over": "Closed", "from": "from", "opens": "Opens",
        "closes": "Order before", "closed": "Closed", "draws": "Sign up before",
        "early": "Early bird until {until}, then {later}", "stairs": "The more, the cheaper: down to {lowest}",
    },
}  # fmt: skip


def poster_of(
    facts: Facts, *, link: str, qr: str, colour: str, photo: Path | None, language: str = "id"
) -> Poster:
    """The poster as it is true now. `link` as it is read, `qr` as it is scanned."""
    say = WORDS[language]
    label, moment = _deadline(facts)
    sale = facts.phase in (TEASER, OPEN, SOLD_OUT)
    tag = {TEASER: "tag", OPEN: "tag", SOLD_OUT: "sold_out"}.get(facts.phase, "over")
    return Poster(
        store=facts.store,
        tag=say[tag],
        title=facts.title,
        price=rupiah(facts.price) if facts.price else "",
        price_before=say["from"] if facts.varies else "",
        normal=rupiah(facts.normal_price) if sale and facts.normal_price > facts.price else "",
        note=_note(facts, language) if sale else "",
        until=say[label],
        day=days.instant(moment, facts.zone, language).rpartition(", ")[0],
        time=days.clock_time(moment, facts.zone, language),
        link=link,
        qr=qr,
        colour=colour,
        photo=photo,
    )


def _deadline(facts: Facts) -> tuple[str, datetime]:
    if facts.phase == TEASER:
        return "opens", facts.opens_at
    if facts.phase == OPEN and facts.draw_at:
        return "draws", facts.draw_at
    return ("closes", facts.closes_at) if facts.phase in (OPEN, SOLD_OUT) else ("closed", facts.ended_at)


def _note(facts: Facts, language: str) -> str:
    say = WORDS[language]
    if facts.early_until and facts.later_price:
        until = days.instant(facts.early_until, facts.zone, language)
        return say["early"].format(until=until, later=rupiah(facts.later_price))
    if facts.stairs:
        lowest = min(stairs.tiers[-1].price for stairs in facts.stairs)
        return say["stairs"].format(lowest=rupiah(lowest))
    return ""
