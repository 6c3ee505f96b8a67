"""An entry -> cells under headers, as if it had been the row of a form. Nothing is left out: what is neither goods,
person nor place makes the whole text a question.
"""

import re
from dataclasses import dataclass, field, replace

from bukapo.orders.chats.claims import is_ornament, taken_out
from bukapo.orders.chats.contacts import address_out, email_out, name_out, phones_out, speaks_of_a_way
from bukapo.orders.chats.entries import Entry
from bukapo.orders.chats.lexicon import CHATTER, Lexicon, words_of
from bukapo.orders.imports.prices import without_prices
from bukapo.orders.imports.vocabulary import folded, plain

NAME, PHONE, EMAIL, ADDRESS, WAY, NOTE, ITEMS, WRITTEN = (
    "Nama", "WhatsApp", "Email", "Alamat", "Pengiriman", "Catatan", "Pesanan", "Tulisan"
)  # fmt: skip
"""Headers of the form that a line of a list is laid out as."""

_QUOTED = re.compile(r"[\"“”«]([^\"“”«»]{1,60})[\"“”»]")
_PRINTED = re.compile(
    r"[(,;]?\s*\b(?:nama (?:punggung|di punggung|bordir|sablon)|np|nopung|punggung|bordir|nameset|tulisan)\b\s*[:=]?\s*"
    r"(?P<text>[^,;()]{1,60})\)?",
    re.IGNORECASE,
)
_IS_TEXT = re.compile(r"nama|alamat|catatan|note|tulisan|bordir|punggung|sablon", re.IGNORECASE)
"""What is printed, and where it goes, is kept letter by letter."""
_IS_PERSON = re.compile(
    r"\s*(?:nama(?: lengkap| pemesan| penerima)?|pemesan|penerima|name|atas nama)\s*$", re.IGNORECASE
)
_EITHER = re.compile(r"\s+(?:atau|or|atw)\s+|\s*/\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Cells:
    """{header: text}. `paid`: what was said of money. `assumed`: remarks about what was taken from elsewhere.
    `blended`: several values of one option in a row, without a comma or a count between them. `odd`: words that mean
    nothing known. `options`: what was named of an option in a word that nobody offers."""

    entry: Entry
    told: dict[str, str]
    paid: str = ""
    assumed: tuple[tuple[str, str], ...] = ()
    blended: str = ""
    odd: str = ""
    options: dict[str, str] = field(default_factory=dict)


def cells_of(entry: Entry, words: Lexicon) -> Cells:
    """Of a labelled block its own labels, of a line what stands in it."""
    cells = _of_labels(entry) if entry.kind == "labelled" else _of_line(entry, words)
    return _from_sender(cells)


def _of_labels(entry: Entry) -> Cells:
    told: dict[str, str] = {}
    paid: list[str] = []
    for label, value in entry.labels:
        bare, claim = value, ""
        if _IS_PERSON.match(label):
            bare = "".join(character for character in value if not is_ornament(character)).strip()
        elif not _IS_TEXT.search(label):
            bare, claim = taken_out(value)
        paid += [claim] if claim else []
        if label not in told:
            told[label] = bare
        elif bare and bare != told[label]:
            told[f"{label} {sum(1 for name in told if name.startswith(label)) + 1}"] = bare
    return Cells(entry, told, " ".join(paid))


def _of_line(entry: Entry, words: Lexicon) -> Cells:
    text, paid = taken_out(entry.body)
    text, phones = phones_out(text)
    text, email = email_out(text)
    text, address = address_out(text)
    text, name = name_out(text)
    text, written = _written_out(text, words)
    told = {PHONE: " / ".join(phones), EMAIL: email, ADDRESS: address, WRITTEN: written}
    spoken = words_of(_EITHER.sub("/", without_prices(text)))
    before, spoken = _name_before(spoken, words)
    items, options, rest = _goods(spoken, words)
    if name and before and folded(name) != folded(before):  # "3. Joni L hitam a.n. Budi": whose is it?
        rest = f"{before} {rest}".strip()
    name = name or before
    odd = "" if speaks_of_a_way(rest) else rest
    told |= {NAME: name, ITEMS: items, WAY: "" if odd else rest}
    filled = {header: value for header, value in told.items() if value}
    return Cells(entry, filled, paid, blended=_blended(items, words), odd=odd, options=options)


def _written_out(text: str, words: Lexicon) -> tuple[str, str]:
    """What is to be printed, where the PO prints anything: in quotation marks, or after "nama punggung"."""
    if not any(product.fields for product in words.shape.products):
        return text, ""
    for pattern in (_PRINTED, _QUOTED):
        match = pattern.search(text)
        if match:
            return text.replace(match[0], " , ", 1), match[match.lastindex or 0].strip(' "“”')
    return text, ""


def _name_before(spoken: list[str], words: Lexicon) -> tuple[str, list[str]]:
    """The words before the first one about the goods; chatter in front of them is no name."""
    start = 0
    while start < len(spoken) and plain(spoken[start]) in CHATTER:
        start += 1
    at = start
    while at < len(spoken) and not words.about_goods(spoken[at]):
        if at > start and spoken[at - 1].endswith((",", ";", ":")):
            break
        at += 1
    name = " ".join(word.strip(".,;:") for word in spoken[start:at] if plain(word) not in CHATTER)
    return name.strip(" -"), spoken[at:]


def _goods(spoken: list[str], words: Lexicon) -> tuple[str, dict[str, str], str]:
    """The text that speaks of goods, options that were named by a word nobody offers, and everything else."""
    offered = words.kinds_offered()
    items: list[str] = []
    strange: dict[str, list[str]] = {}
    rest: list[str] = []
    for at, word in enumerate(spoken):
        flat = word.strip(".")
        kind = words.kind_of(flat.strip(",;()"))
        alternative = "/" in flat.strip("/")
        if alternative and (option := _of_one_option(flat, words)):
            strange.setdefault(option, []).append(flat.strip(",;()"))
        elif words.known(flat) or _readable(flat, words):
            items.append(flat)
        elif kind in offered:
            strange.setdefault(offered[kind], []).append(flat.strip(",;()"))
        elif at and words.is_tail(flat) and strange:
            next(reversed(strange.values())).append(flat.strip(",;()"))
        elif words.about_goods(flat) and not words.is_label(flat):
            items.append(flat)
        elif any(c.isalnum() for c in flat) and plain(flat) not in CHATTER and not words.is_label(flat):
            rest.append(flat)
    return (
        " ".join(items).strip(" ,;"),
        {name: " ".join(told) for name, told in strange.items()},
        " ".join(rest),
    )


def _of_one_option(word: str, words: Lexicon) -> str:
    """ "hitam/navy": the option both belong to; "L/hitam" speaks of two."""
    found = set()
    for part in word.strip(",;()").split("/"):
        kind = words.kind_of(part)
        option = words.kinds_offered().get(kind, "")
        for reader in words.readers:
            for way in reader.read(part, None).ways:
                found |= {reader.book.product.options[o].name for item in way for o, _ in item.choices}
        if option:
            found.add(option)
    return next(iter(found)) if len(found) == 1 and len(word.strip(",;()").split("/")) > 1 else ""


def _readable(word: str, words: Lexicon) -> bool:
    return any(reader.read(word, None).ways for reader in words.readers)


def _blended(items: str, words: Lexicon) -> str:
    """ "L XL hitam": two sizes and no comma, "dan" or count between them may be one piece or two."""
    for part in re.split(r"[,;&+\n]|\bdan\b", items):
        for reader in words.readers:
            ways = reader.read(part.strip(), None).ways if part.strip() else ()
            if ways and all(len(way) > 1 and any(i.count is None for i in way) for way in ways):
                return part.strip()
    return ""


def _from_sender(cells: Cells) -> Cells:
    """Who wrote the message is the buyer when it holds one order and names nobody."""
    entry, told, assumed = cells.entry, dict(cells.told), list(cells.assumed)
    if not entry.sender or not entry.alone:
        return cells
    number = phones_out(entry.sender)[1]
    has_phone = any(
        re.search(r"wa\b|whatsapp|hp|telp|phone|kontak", h, re.IGNORECASE) and v for h, v in told.items()
    )
    has_name = any(
        re.match(r"(?:nama|name|atas nama|pemesan)\b", h, re.IGNORECASE) and v for h, v in told.items()
    )
    if number and not has_phone:
        told[PHONE] = number[0]
        assumed.append(("phone_from_sender", number[0]))
    if not number and not has_name:
        told[NAME] = entry.sender
        assumed.append(("name_from_sender", entry.sender))
    return replace(cells, told=told, assumed=tuple(assumed))
