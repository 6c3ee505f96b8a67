"""The order form's lines as the template draws them: choices with their state, inputs with their errors."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from bukapo.campaigns.bundles.rules import OfferedBundle, OfferedSlot
from bukapo.campaigns.offer import Offer, OfferedField, OfferedOption, OfferedProduct
from bukapo.faces.storefront.forms.typed import Typed, TypedLine, TypedPack


@dataclass(frozen=True)
class Choice:
    """One value of an option. `gone` = no variant with it has a piece left."""

    name: str
    surcharge: int
    chosen: bool
    gone: bool


@dataclass(frozen=True)
class Pick:
    wire: str
    name: str
    is_size: bool
    choices: tuple[Choice, ...]
    error: str


@dataclass(frozen=True)
class Text:
    wire: str
    field: OfferedField
    typed: str
    error: str


@dataclass(frozen=True)
class FormLine:
    number: int
    product: OfferedProduct
    picks: tuple[Pick, ...]
    texts: tuple[Text, ...]
    qty: str
    qty_error: str
    error: str
    wire: str


@dataclass(frozen=True)
class FormSlot:
    """One piece of a package: `fixed` are the values nobody has to choose, `fixed_json` per option for the script."""

    wire: str
    product: OfferedProduct
    fixed: str
    fixed_json: str
    picks: tuple[Pick, ...]
    texts: tuple[Text, ...]
    error: str


@dataclass(frozen=True)
class FormPack:
    number: int
    bundle: OfferedBundle
    slots: tuple[FormSlot, ...]
    qty: str
    qty_error: str
    error: str

    @property
    def wire(self) -> str:
        return f"pack-{self.number}"


def form_lines(typed: Typed, offer: Offer, errors: Mapping[str, str]) -> list[FormLine]:
    """Every line with what was typed and what is wrong with it. `errors` are finished sentences."""
    products = {product.id: product for product in offer.products}
    return [_line(n, line, products[line.product_id], errors) for n, line in enumerate(typed.lines)]


def _line(number: int, line: TypedLine, product: OfferedProduct, errors: Mapping[str, str]) -> FormLine:
    prefix, wire = f"lines.{number}", f"line-{number}"
    return FormLine(
        number=number,
        product=product,
        picks=_picks(wire, prefix, line, product, errors),
        texts=_texts(wire, prefix, line, product, errors),
        wire=wire,
        qty=line.qty,
        qty_error=errors.get(f"{prefix}.qty", ""),
        error=errors.get(f"{prefix}.variant", ""),
    )


def form_packs(typed: Typed, offer: Offer, errors: Mapping[str, str]) -> list[FormPack]:
    """Every package likewise."""
    return [_pack(number, pack, offer, errors) for number, pack in enumerate(typed.packs)]


def _pack(number: int, pack: TypedPack, offer: Offer, errors: Mapping[str, str]) -> FormPack:
    bundle, prefix = offer.by_bundle[pack.bundle_id], f"bundles.{number}"
    slots = zip(bundle.slots, pack.slots, strict=True)
    return FormPack(
        number=number,
        bundle=bundle,
        slots=tuple(
            _slot(f"pack-{number}-slot-{place}", f"{prefix}.slots.{place}", slot, line, offer, errors)
            for place, (slot, line) in enumerate(slots)
        ),
        qty=pack.qty,
        qty_error=errors.get(f"{prefix}.qty", ""),
        error=errors.get(f"{prefix}.bundle", "") or errors.get(f"{prefix}.slots", ""),
    )


def _slot(
    wire: str, prefix: str, slot: OfferedSlot, line: TypedLine, offer: Offer, errors: Mapping[str, str]
) -> FormSlot:
    product = offer.by_product[slot.product_id]
    picks = _picks(wire, prefix, line, product, errors)
    return FormSlot(
        wire=wire,
        product=product,
        fixed=", ".join(value for value in slot.fixed if value),
        fixed_json=json.dumps(slot.fixed, ensure_ascii=False),
        picks=tuple(pick for pick, fixed in zip(picks, slot.fixed, strict=True) if not fixed),
        texts=_texts(wire, prefix, line, product, errors),
        error=errors.get(f"{prefix}.variant", ""),
    )


def _picks(
    wire: str, prefix: str, line: TypedLine, product: OfferedProduct, errors: Mapping[str, str]
) -> tuple[Pick, ...]:
    return tuple(
        Pick(
            wire=f"{wire}-pick-{place}",
            name=option.name,
            is_size=option.is_size,
            choices=choices(product, place, option, line.picks[place]),
            error=errors.get(f"{prefix}.pick.{place}", ""),
        )
        for place, option in enumerate(product.options)
    )


def _texts(
    wire: str, prefix: str, line: TypedLine, product: OfferedProduct, errors: Mapping[str, str]
) -> tuple[Text, ...]:
    return tuple(
        Text(
            wire=f"{wire}-text-{field.id}",
            field=field,
            typed=line.texts.get(field.id, ""),
            error=errors.get(f"{prefix}.personalization.{field.id}", ""),
        )
        for field in product.fields
    )


def choices(
    product: OfferedProduct, place: int, option: OfferedOption, chosen: str = ""
) -> tuple[Choice, ...]:
    """The values of one option; a value is gone when every variant with it is."""
    with_pieces = {v.values[place] for v in product.variants if v.left is None or v.left > 0}
    return tuple(
        Choice(name=name, surcharge=surcharge, chosen=name == chosen, gone=name not in with_pieces)
        for name, surcharge, _default in option.values
    )
