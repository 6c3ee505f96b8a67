"""The terms whole: clauses in their parts, the text made of them, and the hash over both. Pure.

What they must hold comes from PP 80/2019 Pasal 39, 46, 69, 71, UU 8/1999 Pasal 7, 16, 18, 19, Permendag 31/2023 and
UU 27/2022. A room that promises something adds its writer to PARTS.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bukapo.campaigns.clause import Clause
from bukapo.campaigns.terms import groups, guarantee, ordering, paying, rights, selling
from bukapo.campaigns.terms.facts import TermsFacts
from bukapo.campaigns.terms.speech import EN, ID, iso
from bukapo.kernel.canonical import canonical, digest

FORM = 1
"""Of the document. Another form gets another number, so that old ones are read as they were written."""

Writer = Callable[[TermsFacts], Iterable[Clause]]
Document = Mapping[str, Any]


@dataclass(frozen=True)
class Part:
    """A numbered part of the terms. Its writers say their clauses one after another."""

    key: str
    heading: str
    english: str
    writers: tuple[Writer, ...]


PARTS: tuple[Part, ...] = (
    Part("seller", "Penjual", "Seller", (selling.seller,)),
    Part("goods", "Barang dan harga", "Goods and prices", (selling.goods,)),
    Part(
        "window",
        "Waktu memesan",
        "When to order",
        (
            ordering.opening,
            ordering.release,
            ordering.line,
            ordering.locks,
            lambda facts: facts.more_of_window,
        ),
    ),
    Part("payment", "Pembayaran", "Payment", (paying.payment,)),
    Part("delivery", "Produksi dan pengiriman", "Production and shipping", (paying.delivery,)),
    Part(
        "late",
        "Kalau terlambat atau barang kurang",
        "If it is late or falls short",
        (rights.delays, guarantee.late, rights.called_off, rights.short_yield),
    ),
    Part("cancelling", "Pembatalan", "Cancelling", (rights.cancelling,)),
    Part(
        "defects",
        "Barang cacat, salah, atau kurang",
        "Defective, wrong or missing goods",
        (rights.defects, guarantee.fit),
    ),
    Part("complaints", "Komplain", "Complaints", (rights.complaints,)),
    Part("privacy", "Data pribadi", "Personal data", (rights.privacy,)),
    Part("groups", "Rombongan", "Groups", (groups.groups,)),
    Part("extra", "Tambahan dari penjual", "Added by the seller", (rights.extra,)),
)
"""Clauses speak of "bagian 6 dan 8": `window`, `late`, `cancelling` and `defects` keep their places."""


def document(facts: TermsFacts) -> dict[str, Any]:
    """The terms as data: who, which PO, which version, and every clause with key, values and sentences."""
    parts = []
    for part in PARTS:
        clauses = [clause.as_json() for writer in part.writers for clause in writer(facts)]
        if clauses:
            parts.append(
                {"key": part.key, "heading": part.heading, "english": part.english, "clauses": clauses}
            )
    since, reading = ID.instant(facts.frozen_at, facts.zone), EN.instant(facts.frozen_at, facts.zone)
    return {
        "form": FORM,
        "po": {"store": facts.store, "slug": facts.slug, "title": facts.title},
        "version": facts.version,
        "before": facts.before,
        "frozen_at": iso(facts.frozen_at),
        "head": [f"ATURAN PO: {facts.title}", f"Berlaku untuk pesanan sejak {since}."],
        "head_english": [f"RULES OF THE PO: {facts.title}", f"For orders from {reading} on."],
        "parts": parts,
        "foot": "Hak pembeli menurut Undang-Undang Perlindungan Konsumen (UU 8/1999) tetap berlaku sepenuhnya.",
        "foot_english": "Buyers' rights by the consumer protection law (UU 8/1999) remain in full.",
    }


def text_of(told: Document) -> str:
    """The contract: a title, numbered parts, one clause per line beginning with a dash."""
    paragraphs = list(told["head"])
    for number, part in enumerate(told["parts"], start=1):
        lines = (f"- {clause['text']}" for clause in part["clauses"])
        paragraphs.append("\n".join([f"{number}. {part['heading']}", *lines]))
    return "\n\n".join([*paragraphs, told["foot"]]) + "\n"


def render(facts: TermsFacts) -> str:
    """The whole text at once."""
    return text_of(document(facts))


def sealed_bytes(told: Document, text: str) -> bytes:
    """What the hash is taken over. Terms of the time before there were data: their text alone, as it was then."""
    return canonical({"document": told, "text": text} if told else text)


def seal(told: Document, text: str) -> str:
    """SHA-256 (64 hex) of `sealed_bytes`."""
    return digest({"document": told, "text": text} if told else text)


def clauses_in(told: Document) -> Iterator[tuple[str, dict[str, Any]]]:
    """(key of the part, clause) in order; nothing in terms without data."""
    for part in told.get("parts", ()):
        for clause in part["clauses"]:
            yield part["key"], clause


def clause_in(told: Document, key: str) -> dict[str, Any] | None:
    """The first clause of this key."""
    return next((clause for _part, clause in clauses_in(told) if clause["key"] == key), None)
