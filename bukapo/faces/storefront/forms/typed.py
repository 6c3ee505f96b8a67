"""An order form as it came in: every word kept, understood as far as it can be. Knows no Django: both doors read it.

Names on the wire: `line-<n>-product`, `line-<n>-pick-<option>`, `line-<n>-qty`, `line-<n>-text-<field id>`, and the
plain names of `PERSON`. Lines are renumbered from 0; at most `MAX_LINES` are read.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bukapo.campaigns.offer import Offer, OfferedProduct
from bukapo.orders.intake.begun import read_begun
from bukapo.orders.intake.draft import MAX_LINES, Wanted, WantedLine
from bukapo.orders.rules import FORM

PERSON = (
    *("buyer_name", "phone", "email", "fulfilment", "address", "city", "postal_code", "zone_id", "note"),
    *("voucher", "if_short", "second_choice"),
)
LANGUAGES = ("id", "en")
_LINE = re.compile(r"line-(\d{1,3})-product")
_KEY = re.compile(r"[\w-]{16,64}")


@dataclass(frozen=True)
class TypedLine:
    """One article: `picks` = value name per option ("" = not chosen yet), `qty` as typed, `texts` by field id."""

    product_id: int
    picks: tuple[str, ...]
    qty: str = "1"
    texts: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Typed:
    """The whole form. `key` names the submission and stays the same through corrections.

    `language` is that of the page which was filled in, "" when the form does not say. `early_code` came with the link
    of early access; `begun` seals when this form was first shown (`orders.intake.begun`). `agreed` is the sum that the
    check page named, in rupiah. `partner_code` came with the link that brought the buyer (`?dari=`).
    """

    key: str
    lines: tuple[TypedLine, ...]
    person: Mapping[str, str]
    language: str = ""
    early_code: str = ""
    begun: str = ""
    agreed: str = ""
    partner_code: str = ""

    def with_line(self, line: TypedLine) -> "Typed":
        return replace(self, lines=(*self.lines, line)[:MAX_LINES])

    def without_line(self, number: int) -> "Typed":
        return replace(self, lines=tuple(x for i, x in enumerate(self.lines) if i != number))


def whole(text: str) -> int:
    """A small whole number, or 0 for anything else."""
    stripped = text.strip()
    return int(stripped) if re.fullmatch(r"[0-9]{1,6}", stripped) else 0


def first_line(product: OfferedProduct) -> TypedLine:
    """A new line of a product with its defaults chosen; an option of one value needs no choice."""
    picks = []
    for option in product.options:
        chosen = [name for name, _surcharge, default in option.values if default or len(option.values) == 1]
        picks.append(chosen[0] if chosen and not option.is_size else "")
    return TypedLine(product_id=product.id, picks=tuple(picks))


def blank(offer: Offer, key: str) -> Typed:
    """The form before anybody typed: one line when there is one product, none when there is a choice."""
    lines = (first_line(offer.products[0]),) if len(offer.products) == 1 else ()
    only_way = "pickup" if not offer.courier else "courier" if not offer.pickup else ""
    return Typed(key=key, lines=lines, person={**dict.fromkeys(PERSON, ""), "fulfilment": only_way})


def blank_lines(offer: Offer, products: str) -> tuple[TypedLine, ...]:
    """Empty lines of these products (ids joined by "-"), for a phone that remembers more lines than one."""
    known = {product.id: product for product in offer.products}
    ids = [whole(text) for text in products.split("-")[:MAX_LINES]]
    return tuple(first_line(known[i]) for i in ids if i in known)


def read(posted: Mapping[str, str], offer: Offer, fallback_key: str) -> Typed:
    """Read a POST. Unknown products are dropped, too long texts are cut at what a screen could show."""
    products = offer.by_product
    named = (_LINE.fullmatch(name) for name in posted if name.startswith("line-"))
    numbers = sorted({int(found[1]) for found in named if found})[:MAX_LINES]
    lines = []
    for number in numbers:
        product = products.get(whole(posted.get(f"line-{number}-product", "")))
        if product is not None:
            lines.append(_line(posted, number, product))
    key, language = posted.get("key", ""), posted.get("language", "")
    return Typed(
        key=key if _KEY.fullmatch(key) else fallback_key,
        lines=tuple(lines),
        person={name: posted.get(name, "").strip()[:1000] for name in PERSON},
        language=language if language in LANGUAGES else "",
        early_code=posted.get("early_code", "")[:32],
        begun=posted.get("begun", "")[:40],
        agreed=posted.get("agreed", "")[:12],
        partner_code=posted.get("dari", "")[:60],
    )


def _line(posted: Mapping[str, str], number: int, product: OfferedProduct) -> TypedLine:
    prefix = f"line-{number}-"
    return TypedLine(
        product_id=product.id,
        picks=tuple(posted.get(f"{prefix}pick-{i}", "")[:80] for i in range(len(product.options))),
        qty=posted.get(f"{prefix}qty", "").strip()[:20],
        texts={f.id: posted.get(f"{prefix}text-{f.id}", "").strip()[:300] for f in product.fields},
    )


def variant_id(line: TypedLine, product: OfferedProduct) -> int:
    """The variant these picks mean, 0 when there is none."""
    variant = product.variant_of(line.picks)
    return variant.id if variant else 0


def wanted(typed: Typed, offer: Offer, language: str, *, seal: bytes = b"") -> Wanted:
    """What the core understands. Texts go over untouched; numbers become 0 when they are none.

    `language` counts where the form itself names none; `seal` is the key under which its beginning was sealed.
    """
    products = offer.by_product
    person = typed.person
    courier = person["fulfilment"] == "courier"
    return Wanted(
        key=typed.key,
        source=FORM,
        buyer_name=person["buyer_name"],
        phone=person["phone"],
        email=person["email"],
        fulfilment=person["fulfilment"],
        address=person["address"] if courier else "",
        city=person["city"] if courier else "",
        postal_code=person["postal_code"] if courier else "",
        zone_id=(whole(person["zone_id"]) or None) if courier else None,
        note=person["note"],
        language=typed.language or language,
        early_code=typed.early_code,
        begun_at=read_begun(seal, offer.campaign_id, typed.key, typed.begun)
        if offer.window.grace and seal
        else None,
        voucher=person.get("voucher", ""),
        if_short=person.get("if_short", ""),
        second_choice=person.get("second_choice", ""),
        partner_code=typed.partner_code,
        agreed=int(typed.agreed) if re.fullmatch(r"[0-9]{1,12}", typed.agreed, re.ASCII) else None,
        lines=tuple(
            WantedLine(variant_id(line, products[line.product_id]), whole(line.qty), dict(line.texts))
            for line in typed.lines
        ),
    )


def wire(typed: Typed) -> list[tuple[str, str]]:
    """The form again as (name, value) pairs, for the check page's hidden fields."""
    pairs = [("key", typed.key)]
    kept = {"early_code": typed.early_code, "begun": typed.begun, "language": typed.language}
    kept |= {"agreed": typed.agreed, "dari": typed.partner_code}
    pairs += [(name, value) for name, value in kept.items() if value]
    for number, line in enumerate(typed.lines):
        pairs.append((f"line-{number}-product", str(line.product_id)))
        pairs += [(f"line-{number}-pick-{i}", pick) for i, pick in enumerate(line.picks)]
        pairs.append((f"line-{number}-qty", line.qty))
        pairs += [(f"line-{number}-text-{i}", text) for i, text in line.texts.items()]
    return pairs + list(typed.person.items())
