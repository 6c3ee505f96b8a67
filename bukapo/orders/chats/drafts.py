"""Between what was read, what is kept as JSON, and what the intake takes. Pure."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bukapo.campaigns.offer import Offer
from bukapo.kernel.refusal import Refusal
from bukapo.orders.chats.rules import draft_key
from bukapo.orders.imports.answers import Answer, draft_of
from bukapo.orders.imports.doubts import said
from bukapo.orders.intake.draft import DraftInvalid, Wanted, WantedLine, draft
from bukapo.orders.intake.imported import wanted_of, zone_for
from bukapo.orders.rules import STAFF
from bukapo.shipping.rules import COURIER

PLACE = ("city", "postal_code", "zone_id", "if_short", "second_choice")
"""What a form knows and a chat does not."""


def judged(answer: Answer, offer: Offer, fingerprint: str) -> Answer:
    """An accepted answer that cannot be ordered as it stands (no address, no zone …) becomes a question."""
    if answer.state != "accepted":
        return answer
    want = replace(wanted_of(answer, offer), key=draft_key(offer.campaign_id, fingerprint), source=STAFF)
    try:
        draft(want, offer)
    except DraftInvalid as invalid:
        for words in dict.fromkeys(invalid.errors.values()):
            answer = answer.doubted(said("not_orderable", told=words))
    except Refusal as refusal:
        answer = answer.doubted(said("not_orderable", told=refusal.say()))
    return answer


def kept(answer: Answer, offer: Offer) -> dict[str, Any]:
    """The answer as it is stored: products by id, so that a PO whose products change keeps its drafts."""
    told = draft_of(answer)
    for line in told["lines"]:
        line["product"] = offer.products[line["product"]].id
    zone = zone_for(answer.address, offer.zones) if answer.fulfilment == COURIER else None
    return told | {"zone_id": zone.id if zone else None}


def kept_of_wanted(want: Wanted, offer: Offer, before: Mapping[str, Any]) -> dict[str, Any]:
    """What a person made of a draft on the order form; its doubts are answered."""
    lines = []
    for line in want.lines:
        found = offer.product_of(line.variant_id)
        if found is None:
            continue
        product, variant = found
        texts = {f.name: line.personalization[f.id] for f in product.fields if line.personalization.get(f.id)}
        lines.append(
            {
                "product": product.id,
                "values": list(variant.values),
                "quantity": line.qty,
                "personalization": texts,
            }
        )
    person = {"name": want.buyer_name, "phone": want.phone, "email": want.email, "note": want.note}
    place = {"fulfilment": want.fulfilment, "address": want.address}
    more = {name: getattr(want, name) for name in PLACE}
    return {**before, **person, **place, **more, "lines": lines, "doubts": []}


def wanted_from(told: Mapping[str, Any], offer: Offer, fingerprint: str) -> Wanted:
    """A stored draft as an order of the staff's. A variant that is not on offer becomes 0, which `draft` refuses."""
    courier = told.get("fulfilment") == COURIER
    return Wanted(
        key=draft_key(offer.campaign_id, fingerprint),
        source=STAFF,
        buyer_name=told.get("name", ""),
        phone=told.get("phone", ""),
        email=told.get("email", ""),
        fulfilment=told.get("fulfilment", ""),
        address=told.get("address", "") if courier else "",
        city=told.get("city", "") if courier else "",
        postal_code=told.get("postal_code", "") if courier else "",
        zone_id=told.get("zone_id") if courier else None,
        note=told.get("note", ""),
        if_short=told.get("if_short", ""),
        second_choice=told.get("second_choice", ""),
        lines=tuple(_line(line, offer) for line in told.get("lines", [])),
    )


def _line(told: Mapping[str, Any], offer: Offer) -> WantedLine:
    product = offer.by_product.get(told.get("product", 0))
    if product is None:
        return WantedLine(0, 0, {})
    variant = product.variant_of(tuple(told.get("values", ())))
    texts = {f.id: str(told["personalization"].get(f.name, "")) for f in product.fields}
    return WantedLine(variant.id if variant else 0, told.get("quantity", 0), texts)


def doubt_of(refusal: Refusal) -> dict[str, Any]:
    """A refusal of the intake as a doubt of the draft (JSON-able)."""
    if refusal.code == "sold_out" and {"what", "left"} <= set(refusal.params):
        doubt = said("sold_out", what=refusal.params["what"], left=refusal.params["left"])
    elif isinstance(refusal, DraftInvalid):
        doubt = said("not_orderable", told=next(iter(refusal.errors.values())))
    else:
        doubt = said("not_orderable", told=refusal.say())
    return {"code": doubt.code, "why": doubt.why, "params": dict(doubt.params)}
