"""A draft out of a chat, put into the order form."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bukapo.campaigns.offer import Offer, OfferedProduct
from bukapo.faces.storefront.forms.typed import PERSON, Typed, TypedLine, blank
from bukapo.faces.ui.templatetags.ui import nomor_hp
from bukapo.orders.chats.rules import draft_key


def typed_of_chat(draft: Mapping[str, Any], offer: Offer, campaign_id: int, fingerprint: str) -> Typed:
    """What was understood, as if somebody had typed it; what is no longer on offer is left open."""
    empty = blank(offer, draft_key(campaign_id, fingerprint))
    lines = [
        _line(told, product)
        for told in draft.get("lines", [])
        if (product := offer.by_product.get(told.get("product", 0)))
    ]
    told = {name: str(draft.get(name) or "") for name in PERSON if name in draft}
    phone = nomor_hp(draft.get("phone", "")) or draft.get("phone_told", "")
    told |= {"buyer_name": draft.get("name", ""), "phone": phone}
    person = {**empty.person, **told}
    ways = [way for way, there in (("pickup", offer.pickup), ("courier", offer.courier)) if there]
    if person["fulfilment"] not in ways:
        person["fulfilment"] = ways[0] if len(ways) == 1 else ""
    return replace(empty, lines=tuple(lines) or empty.lines, person=person)


def _line(told: Mapping[str, Any], product: OfferedProduct) -> TypedLine:
    values = list(told.get("values", []))
    picks = []
    for place, option in enumerate(product.options):
        value = values[place] if place < len(values) else ""
        picks.append(value if value in {name for name, _plus, _default in option.values} else "")
    texts = {field.id: str(told.get("personalization", {}).get(field.name, "")) for field in product.fields}
    quantity = told.get("quantity", 0)
    return TypedLine(product.id, tuple(picks), str(quantity) if quantity else "", texts)
