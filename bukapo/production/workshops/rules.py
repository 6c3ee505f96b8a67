"""What may be written of a workshop, and what its work says of it. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bukapo.kernel.phone import PhoneUnusable, normalise_phone
from bukapo.kernel.refusal import Invalid, gettext_noop

MOST_PRICES, WHAT_LENGTH, NOTE_LENGTH = 30, 60, 1000
LEAST_PRICE, DEAREST = 100, 100_000_000
"""Rupiah a piece: below that a number is a size or a count of colours, not a price."""
LONGEST_LEAD, MOST_LEAST = 365, 1_000_000
"""Days; pieces."""

Price = tuple[str, int]
"""(what, rupiah a piece)."""

PRICED = re.compile(
    r"(?P<what>.*?\S)(?:[\s:=]+|(?=rp))(?:rp\.?\s*)?"
    r"(?P<whole>\d{1,3}(?:\.\d{3})+|\d{1,9})(?P<part>,\d{1,2})?\s*(?P<thousand>ribu|rb|k)?"
    r"(?:,-)?\s*(?:(?:/|per)\s*(?:pcs|pc|potong|buah))?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Details:
    """A line of the directory as typed. `lead_days` days it says it needs, `least` pieces it takes at least (MOQ)."""

    name: str
    person: str = ""
    phone: str = ""
    city: str = ""
    lead_days: int | None = None
    least: int | None = None
    prices: tuple[Price, ...] = ()
    note: str = ""


def checked(typed: Details) -> Details:
    """Tidied, the phone as E.164. Raises Invalid."""
    name = _line(typed.name, 80)
    if not name:
        raise Invalid(field="name", why=gettext_noop("Tulis nama konveksi atau penjahitnya."))
    if typed.lead_days is not None and not 1 <= typed.lead_days <= LONGEST_LEAD:
        raise Invalid(field="lead_days", why=gettext_noop("Lama pengerjaan antara 1 dan 365 hari."))
    if typed.least is not None and not 1 <= typed.least <= MOST_LEAST:
        raise Invalid(field="least", why=gettext_noop("Minimal order antara 1 dan 1.000.000 pcs."))
    return Details(
        name=name,
        person=_line(typed.person, 80),
        phone=_phone(typed.phone),
        city=_line(typed.city, 80),
        lead_days=typed.lead_days,
        least=typed.least,
        prices=_prices(typed.prices),
        note=typed.note.replace("\x00", "").strip()[:NOTE_LENGTH],
    )


def price_of_line(line: str) -> Price | None:
    """`Jahit kaos 7.000`, `Sablon 1 warna: Rp5.000/pcs`, `Obras 2,5rb` -> what and whole rupiah; None for no price."""
    found = PRICED.fullmatch(line.strip()[:200])
    if found is None:
        return None
    whole, part = int(found["whole"].replace(".", "")), (found["part"] or "").strip(",")
    if found["thousand"]:
        rupiah = whole * 1_000 + int(part.ljust(3, "0") if part else 0)
    elif part.strip("0"):
        return None  # nobody sews for half a rupiah: a slip of the finger
    else:
        rupiah = whole
    what = _line(found["what"].strip(" :=-–"), WHAT_LENGTH)
    return (what, rupiah) if what and LEAST_PRICE <= rupiah <= DEAREST else None


def price_lines(prices: Iterable[Sequence[object]]) -> str:
    """As `price_of_line` reads them."""
    return "\n".join(f"{what} {rupiah:,}".replace(",", ".") for what, rupiah in prices)


def price_for(prices: Iterable[Sequence[object]], what: str) -> int | None:
    """Rupiah a piece for that work, however it is capitalised; without a `what` only where there is a single price."""
    found = [(key_of(str(name)), rupiah) for name, rupiah in prices]
    if not what:
        return int(str(found[0][1])) if len(found) == 1 else None
    return next((int(str(rupiah)) for name, rupiah in found if name == key_of(what)), None)


def key_of(what: str) -> str:
    """Two price lists mean the same work when this is the same."""
    return " ".join(what.split()).casefold()


def middle(days: Sequence[int]) -> int | None:
    """The middle one; of two the greater, so that nothing looks quicker than it was. None of nothing."""
    return sorted(days)[len(days) // 2] if days else None


def _prices(prices: Iterable[Price]) -> tuple[Price, ...]:
    kept = tuple((_line(what, WHAT_LENGTH), rupiah) for what, rupiah in prices)
    if len(kept) > MOST_PRICES:
        raise Invalid(field="prices", why=gettext_noop("Paling banyak 30 baris harga."))
    if any(not what or not LEAST_PRICE <= rupiah <= DEAREST for what, rupiah in kept):
        raise Invalid(field="prices", why=gettext_noop("Harga per pcs antara Rp100 dan Rp100.000.000."))
    if len({key_of(what) for what, _rupiah in kept}) != len(kept):
        raise Invalid(field="prices", why=gettext_noop("Ada pekerjaan yang harganya ditulis dua kali."))
    return kept


def _phone(text: str) -> str:
    if not text.strip():
        return ""
    try:
        return normalise_phone(text)
    except PhoneUnusable as wrong:
        raise Invalid(field="phone", why=wrong.sentence) from None


def _line(text: str, most: int) -> str:
    return " ".join(text.replace("\x00", "").split())[:most].strip()
