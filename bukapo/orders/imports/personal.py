"""What is written on the pieces. Kept letter by letter as typed; what cannot be made is asked about, never cut."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bukapo.orders.imports.doubts import Said, said
from bukapo.orders.imports.prices import without_prices
from bukapo.orders.imports.shape import Field, Product
from bukapo.orders.imports.vocabulary import LATER, YES, folded, plain, says_nothing

Texts = tuple[tuple[str, str], ...]
_BETWEEN_NAMES = re.compile(r"[,;\n/&]|\s+dan\s+", re.IGNORECASE)
_LIST_NUMBER = re.compile(r"^\s*\d{1,2}\s*[.)]\s+")
_NAME_THEN_NUMBER = re.compile(r"(?P<text>\D*?)[\s#\-/]*(?P<number>\d*)")


@dataclass(frozen=True, slots=True)
class Told:
    """One cell about personalization: of which field ("": the product's own), and whether it is the number half."""

    field: str
    part: str
    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """One entry per piece when `each` has several, the same for all pieces when it has one."""

    each: tuple[Texts, ...] = ((),)
    doubts: tuple[Said, ...] = ()


def read_personalization(product: Product, told: Sequence[Told], *, pieces: int, alike: bool) -> Written:
    """`pieces` of the answer, `alike` when they are all one variant: only then several names need no pairing."""
    filled: dict[str, list[str]] = {}
    for text in _joined_halves(told):
        for name, part in _by_field(product, text):
            filled.setdefault(name, []).append(part)
    columns: list[list[str]] = []
    doubts: list[Said] = []
    for field in product.fields:
        texts, doubt = _texts(field, filled.get(field.name, []), pieces=pieces, alike=alike)
        columns.append(texts)
        doubts += [doubt] if doubt else [d for text in texts for d in _cannot_be_made(field, text)]
    asked = " & ".join(field.name for field in product.fields)
    doubts += [
        said("personalization_unclear", field=asked, told=" ".join(t)) for t in _homeless(product, filled)
    ]
    length = max((len(texts) for texts in columns), default=1)
    each = tuple(
        tuple(
            (field.name, texts[piece if len(texts) > 1 else 0])
            for field, texts in zip(product.fields, columns, strict=True)
            if texts[piece if len(texts) > 1 else 0]
        )
        for piece in range(length)
    )
    return Written(each, tuple(dict.fromkeys(doubts)))


def _joined_halves(told: Sequence[Told]) -> list[Told]:
    """`Nama punggung` and `Nomor punggung` asked in two columns are one text of one field: `BUDI` + `10`."""
    spoken = [Told(t.field, t.part, _clean(t.text)) for t in told]
    spoken = [t for t in spoken if not says_nothing(t.text)]
    names = [t for t in spoken if t.part != "number"]
    numbers = [t for t in spoken if t.part == "number"]
    if len(names) == 1 and len(numbers) == 1 and names[0].field == numbers[0].field:
        return [Told(names[0].field, "", f"{names[0].text} {numbers[0].text}")]
    return names + numbers


def _clean(text: str) -> str:
    bare = without_prices(text) if "+" in text else text
    return "\n".join(" ".join(line.split()) for line in bare.splitlines() if line.strip())


def _by_field(product: Product, told: Told) -> list[tuple[str, str]]:
    if told.field in product.field_by_name:
        return [(told.field, told.text)]
    texts = [field for field in product.fields if field.kind == "text"]
    numbers = [field for field in product.fields if field.kind == "number"]
    if len(product.fields) == 1:
        return [(product.fields[0].name, told.text)]
    match = _NAME_THEN_NUMBER.fullmatch(told.text)
    if not told.field and len(texts) == len(numbers) == 1 and match:
        return [(texts[0].name, match["text"].strip()), (numbers[0].name, match["number"])]
    return [(told.field, told.text)]


def _homeless(product: Product, filled: Mapping[str, list[str]]) -> list[list[str]]:
    return [texts for name, texts in filled.items() if name not in product.field_by_name]


def _texts(field: Field, told: list[str], *, pieces: int, alike: bool) -> tuple[list[str], Said | None]:
    """The text of every piece, or the one text of all; and why that is not certain."""
    told = list(dict.fromkeys(text for text in told if text))
    if not told:
        return [""], said("personalization_missing", field=field.name) if field.required else None
    names = [name for text in told for name in _names(text)]
    whole = told[0] if len(told) == 1 else ", ".join(told)
    unclear = said("personalization_unclear", field=field.name, told=whole)
    if any(folded(name) in YES | LATER for name in names):
        return [whole], unclear
    if len(told) == 1 and (len(names) < 2 or pieces == 1 or _one_name(names)):
        return [_as_offered(field, whole)], None
    if len(names) != pieces or not alike:
        return [whole], unclear
    return ["" if says_nothing(name) else _as_offered(field, name) for name in names], None


def _as_offered(field: Field, text: str) -> str:
    """On one line; a choice in the product's own spelling."""
    offered = {plain(choice): choice for choice in field.choices}
    return offered.get(plain(text), text) if field.kind == "choice" else " ".join(text.split())


def _names(text: str) -> list[str]:
    return [_LIST_NUMBER.sub("", part).strip() for part in _BETWEEN_NAMES.split(text) if part.strip()]


def _one_name(names: list[str]) -> bool:
    """`BUDI, 10`: a name and its number."""
    return len(names) == 2 and names[1].isdecimal() and not names[0][-1:].isdecimal()


def _cannot_be_made(field: Field, text: str) -> list[Said]:
    if not text:
        return []
    if field.kind == "choice":
        return [] if text in field.choices else [said("personalization_unclear", field=field.name, told=text)]
    if field.kind == "number" and not (text.isdecimal() and text.isascii()):
        return [said("personalization_unclear", field=field.name, told=text)]
    if field.max_length is not None and len(text) > field.max_length:
        return [said("personalization_too_long", field=field.name, told=text, most=field.max_length)]
    strange = "".join(dict.fromkeys(c for c in text if not (c.isalnum() or c == " " or c in field.alphabet)))
    if strange:
        return [said("personalization_letters", field=field.name, told=text, letters=strange)]
    return []
