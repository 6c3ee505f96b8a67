"""The order form's lines as the template draws them: choices with their state, inputs with their errors."""

from collections.abc import Mapping
from dataclasses import dataclass

from bukapo.campaigns.offer import Offer, OfferedField, OfferedOption, OfferedProduct
from bukapo.faces.storefront.forms.typed import Typed, TypedLine


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

    @property
    def wire(self) -> str:
        return f"line-{self.number}"


def form_lines(typed: Typed, offer: Offer, errors: Mapping[str, str]) -> list[FormLine]:
    """Every line with what was typed and what is wrong with it. `errors` are finished sentences."""
    products = {product.id: product for product in offer.products}
    return [_line(n, line, products[line.product_id], errors) for n, line in enumerate(typed.lines)]


def _line(number: int, line: TypedLine, product: OfferedProduct, errors: Mapping[str, str]) -> FormLine:
    prefix = f"lines.{number}"
    return FormLine(
        number=number,
        product=product,
        picks=tuple(
            Pick(
                wire=f"line-{number}-pick-{place}",
                name=option.name,
                is_size=option.is_size,
                choices=choices(product, place, option, line.picks[place]),
                error=errors.get(f"{prefix}.pick.{place}", ""),
            )
            for place, option in enumerate(product.options)
        ),
        texts=tuple(
            Text(
                wire=f"line-{number}-text-{field.id}",
                field=field,
                typed=line.texts.get(field.id, ""),
                error=errors.get(f"{prefix}.personalization.{field.id}", ""),
            )
            for field in product.fields
        ),
        qty=line.qty,
        qty_error=errors.get(f"{prefix}.qty", ""),
        error=errors.get(f"{prefix}.variant", ""),
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
