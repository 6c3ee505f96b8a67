"""Orders and doubtful answers put back into the order form, so that a person can mend them there."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bukapo.campaigns.offer import Offer, OfferedProduct
from bukapo.faces.storefront.forms.ordered import packs_of, slot_of
from bukapo.faces.storefront.forms.typed import PERSON, Typed, TypedLine, first_line, wanted
from bukapo.orders.intake.draft import Wanted
from bukapo.orders.models import Order


def typed_of_order(order: Order, offer: Offer) -> Typed:
    """The order as if it had just been typed. A variant that is no longer on offer leaves its choice open."""
    rows = list(order.lines.order_by("position"))
    lines = [
        slot_of(line, offer.by_product[line.product_id])
        for line in rows
        if line.bundle_id is None and line.product_id in offer.by_product
    ]
    person = {
        "buyer_name": order.buyer_name,
        "phone": order.phone,
        "email": order.email,
        "fulfilment": order.fulfilment,
        "address": order.address,
        "city": order.city,
        "postal_code": order.postal_code,
        "zone_id": str(order.zone_id or ""),
        "note": order.note,
        "voucher": order.voucher.code if order.voucher else "",
        "if_short": order.if_short,
        "second_choice": order.second_choice,
    }
    return Typed(key=order.key, lines=tuple(lines), person=person, packs=packs_of(rows, offer))


def typed_of_draft(draft: Mapping[str, Any], offer: Offer, key: str) -> Typed:
    """What an import understood of a doubtful answer (`orders.imports.answers.draft_of`), for a person to finish."""
    lines = []
    for told in draft.get("lines", []):
        place = told.get("product", 0)
        if not 0 <= place < len(offer.products):
            continue
        product = offer.products[place]
        quantity = told.get("quantity", 0)
        lines.append(
            TypedLine(
                product_id=product.id,
                picks=_fitting(product, told.get("values", [])),
                qty=str(quantity) if quantity else "",
                texts=_texts(product, told.get("personalization", {})),
            )
        )
    if not lines and len(offer.products) == 1:
        lines = [first_line(offer.products[0])]
    person = dict.fromkeys(PERSON, "") | {
        "buyer_name": draft.get("name", ""),
        "phone": draft.get("phone", "") or draft.get("phone_told", ""),
        "email": draft.get("email", ""),
        "fulfilment": draft.get("fulfilment", ""),
        "address": draft.get("address", ""),
        "note": draft.get("note", ""),
    }
    return Typed(key=key, lines=tuple(lines), person=person)


def wanted_from(typed: Typed, offer: Offer, *, source: str, language: str = "id") -> Wanted:
    """What the core understands, entered by somebody of the store."""
    return replace(wanted(typed, offer, language), source=source)


def _fitting(product: OfferedProduct, values: Sequence[str]) -> tuple[str, ...]:
    """One pick per option; what the product does not (or no longer) offer is left open."""
    picks = []
    for place, option in enumerate(product.options):
        told = values[place] if place < len(values) else ""
        picks.append(told if told in {name for name, _surcharge, _default in option.values} else "")
    return tuple(picks)


def _texts(product: OfferedProduct, personalization: Mapping[str, str]) -> dict[int, str]:
    return {field.id: str(personalization.get(field.name, "")) for field in product.fields}
