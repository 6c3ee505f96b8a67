"""An order form as it came in: every word kept, understood as far as it can be. Knows no Django: both doors read it.

Names on the wire: `line-<n>-product`, `line-<n>-pick-<option>`, `line-<n>-qty`, `line-<n>-text-<field id>`, and the
plain names of `PERSON`. A package is `pack-<n>-bundle` and `pack-<n>-qty`, each piece of it
`pack-<n>-slot-<place>-pick-…` and `-text-…`. Lines and packages are renumbered from 0, at most `MAX_LINES` of each.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bukapo.campaigns.bundles.rules import OfferedBundle, OfferedSlot
from bukapo.campaigns.offer import Offer, OfferedProduct
from bukapo.orders.intake.begun import read_begun
from bukapo.orders.intake.draft import MAX_LINES, Wanted, WantedLine
from bukapo.orders.intake.packages import WantedBundle, WantedSlot
from bukapo.orders.rules import FORM

PERSON = (
    *("buyer_name", "phone", "email", "fulfilment", "address", "city", "postal_code", "zone_id", "note"),
    *("voucher", "if_short", "second_choice"),
)
LANGUAGES = ("id", "en")
_LINE = re.compile(r"line-(\d{1,3})-product")
_PACK = re.compile(r"pack-(\d{1,3})-bundle")
_KEY = re.compile(r"[\w-]{16,64}")


@dataclass(frozen=True)
class TypedLine:
    """One article: `picks` = value name per option ("" = not chosen yet), `qty` as typed, `texts` by field id."""

    product_id: int
    picks: tuple[str, ...]
    qty: str = "1"
    texts: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class TypedPack:
    """A package: `slots` are its pieces, one line each (whose own `qty` says nothing)."""

    bundle_id: int
    slots: tuple[TypedLine, ...]
    qty: str = "1"


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
    packs: tuple[TypedPack, ...] = ()

    def with_line(self, line: TypedLine) -> "Typed":
        return replace(self, lines=(*self.lines, line)[:MAX_LINES])

    def without_line(self, number: int) -> "Typed":
        return replace(self, lines=tuple(x for i, x in enumerate(self.lines) if i != number))

    def with_pack(self, pack: TypedPack) -> "Typed":
        return replace(self, packs=(*self.packs, pack)[:MAX_LINES])

    def without_pack(self, number: int) -> "Typed":
        return replace(self, packs=tuple(x for i, x in enumerate(self.packs) if i != number))


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


def first_pack(bundle: OfferedBundle, products: Mapping[int, OfferedProduct]) -> TypedPack:
    """A package with its defaults and what the seller fixed chosen."""
    slots = [first_line(products[slot.product_id]) for slot in bundle.slots]
    chosen = (tuple(map(_or, s.fixed, line.picks)) for s, line in zip(bundle.slots, slots, strict=True))
    return TypedPack(
        bundle.id, tuple(replace(line, picks=picks) for line, picks in zip(slots, chosen, strict=True))
    )


def _or(fixed: str, pick: str) -> str:
    return fixed or pick


def orderable(offer: Offer) -> tuple[OfferedBundle, ...]:
    """Packages that may be added to a form: not stopped, with pieces of this PO."""
    return tuple(
        one
        for one in offer.bundles
        if not one.stopped and all(slot.product_id in offer.by_product for slot in one.slots)
    )


def blank(offer: Offer, key: str) -> Typed:
    """The form before anybody typed: one line when there is one product, none when there is a choice."""
    lines = (first_line(offer.products[0]),) if len(offer.products) == 1 else ()
    only_way = "pickup" if not offer.courier else "courier" if not offer.pickup else ""
    return Typed(key=key, lines=lines, person={**dict.fromkeys(PERSON, ""), "fulfilment": only_way})


def blank_packs(offer: Offer, bundles: str) -> tuple[TypedPack, ...]:
    """Packages (ids joined by "-") as they are at first: from the button of one, or for a phone that remembers."""
    known = {bundle.id: bundle for bundle in orderable(offer)}
    ids = [whole(text) for text in bundles.split("-")[:MAX_LINES]]
    return tuple(first_pack(known[i], offer.by_product) for i in ids if i in known)


def blank_lines(offer: Offer, products: str) -> tuple[TypedLine, ...]:
    """Empty lines of these products (ids joined by "-"), for a phone that remembers more lines than one."""
    known = {product.id: product for product in offer.products}
    ids = [whole(text) for text in products.split("-")[:MAX_LINES]]
    return tuple(first_line(known[i]) for i in ids if i in known)


def read(posted: Mapping[str, str], offer: Offer, fallback_key: str) -> Typed:
    """Read a POST. Unknown products are dropped, too long texts are cut at what a screen could show."""
    products = offer.by_product
    lines = []
    for number in _numbers(posted, _LINE):
        product = products.get(whole(posted.get(f"line-{number}-product", "")))
        if product is not None:
            lines.append(_line(posted, f"line-{number}-", product))
    packs = [_pack(posted, number, offer) for number in _numbers(posted, _PACK)]
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
        packs=tuple(pack for pack in packs if pack is not None),
    )


def _numbers(posted: Mapping[str, str], name: re.Pattern[str]) -> list[int]:
    """Which lines (or packages) a form has."""
    found = (name.fullmatch(key) for key in posted if key.startswith(("line-", "pack-")))
    return sorted({int(one[1]) for one in found if one})[:MAX_LINES]


def _pack(posted: Mapping[str, str], number: int, offer: Offer) -> TypedPack | None:
    """None for a package that this PO does not have."""
    bundle = offer.by_bundle.get(whole(posted.get(f"pack-{number}-bundle", "")))
    if bundle is None or any(slot.product_id not in offer.by_product for slot in bundle.slots):
        return None
    slots = [
        _slot(posted, f"pack-{number}-slot-{place}-", slot, offer.by_product[slot.product_id])
        for place, slot in enumerate(bundle.slots)
    ]
    return TypedPack(bundle.id, tuple(slots), posted.get(f"pack-{number}-qty", "").strip()[:20])


def _slot(posted: Mapping[str, str], prefix: str, slot: OfferedSlot, product: OfferedProduct) -> TypedLine:
    line = _line(posted, prefix, product)
    return replace(line, picks=tuple(map(_or, slot.fixed, line.picks)), qty="1")


def _line(posted: Mapping[str, str], prefix: str, product: OfferedProduct) -> TypedLine:
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
        bundles=tuple(_wanted_bundle(pack, products) for pack in typed.packs),
    )


def _wanted_bundle(pack: TypedPack, products: Mapping[int, OfferedProduct]) -> WantedBundle:
    slots = (WantedSlot(variant_id(slot, products[slot.product_id]), dict(slot.texts)) for slot in pack.slots)
    return WantedBundle(pack.bundle_id, whole(pack.qty), tuple(slots))


def wire(typed: Typed) -> list[tuple[str, str]]:
    """The form again as (name, value) pairs, for the check page's hidden fields."""
    pairs = [("key", typed.key)]
    kept = {"early_code": typed.early_code, "begun": typed.begun, "language": typed.language}
    kept |= {"agreed": typed.agreed, "dari": typed.partner_code}
    pairs += [(name, value) for name, value in kept.items() if value]
    for number, line in enumerate(typed.lines):
        pairs.append((f"line-{number}-product", str(line.product_id)))
        pairs.append((f"line-{number}-qty", line.qty))
        pairs += _wire_line(f"line-{number}-", line)
    for number, pack in enumerate(typed.packs):
        pairs += [(f"pack-{number}-bundle", str(pack.bundle_id)), (f"pack-{number}-qty", pack.qty)]
        for place, slot in enumerate(pack.slots):
            pairs += _wire_line(f"pack-{number}-slot-{place}-", slot)
    return pairs + list(typed.person.items())


def _wire_line(prefix: str, line: TypedLine) -> list[tuple[str, str]]:
    picks = [(f"{prefix}pick-{i}", pick) for i, pick in enumerate(line.picks)]
    return picks + [(f"{prefix}text-{i}", text) for i, text in line.texts.items()]
