"""What a JSON order costs: the opponents' own reading of the offer, so that they owe nothing to the product's."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bukapo.campaigns.models import Campaign, CampaignItem, Terms
from bukapo.catalog.models import PersonalizationField, Variant
from bukapo.kernel.canonical import digest
from bukapo.kernel.phone import PhoneUnusable, normalise_phone

KEY = re.compile(r"[\w-]{16,64}")


class Unusable(Exception):
    """The order cannot be taken as it is: HTTP 422."""


@dataclass(frozen=True)
class Ware:
    product_id: int
    product_name: str
    label: str
    values: list[str]
    price: int
    weight: int


@dataclass(frozen=True)
class Offer:
    store_id: int
    campaign_id: int
    terms_id: int | None
    terms_digest: str
    pay_hours: int
    deposit_bp: int
    wares: Mapping[int, Ware]
    fields: Mapping[int, tuple[PersonalizationField, ...]]
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True)
class Cart:
    """A priced order, not yet written. `lines` and `charges` are columns of their tables."""

    key: str
    body_digest: str
    buyer_name: str
    phone: str
    note: str
    language: str
    lines: list[dict[str, Any]]
    charges: list[dict[str, Any]]
    needs: dict[int, int]
    goods: int
    weight: int

    @property
    def pieces(self) -> int:
        return sum(self.needs.values())


def read_offer(campaign: Campaign) -> Offer:
    """Four queries."""
    items = CampaignItem.objects.of(campaign.store_id).filter(campaign=campaign).select_related("product")
    of_product = {item.product_id: item for item in items}
    variants = Variant.objects.of(campaign.store_id).filter(product_id__in=of_product, active=True)
    fields: dict[int, list[PersonalizationField]] = {product_id: [] for product_id in of_product}
    rows = PersonalizationField.objects.of(campaign.store_id).filter(product_id__in=of_product, active=True)
    for field in rows:
        fields[field.product_id].append(field)
    terms = Terms.objects.of(campaign.store_id).filter(campaign=campaign).last()
    assert campaign.opens_at and campaign.closes_at and campaign.pay_mode == "deposit"
    return Offer(
        store_id=campaign.store_id,
        campaign_id=campaign.pk,
        terms_id=terms.pk if terms else None,
        terms_digest=terms.digest if terms else "",
        pay_hours=campaign.pay_hours,
        deposit_bp=campaign.deposit_bp,
        wares={variant.pk: _ware(variant, of_product[variant.product_id]) for variant in variants},
        fields={product_id: tuple(own) for product_id, own in fields.items()},
        opens_at=campaign.opens_at,
        closes_at=campaign.closes_at,
    )


def _ware(variant: Variant, item: CampaignItem) -> Ware:
    product = item.product
    price = item.price + variant.surcharge
    return Ware(product.pk, product.name, variant.label, list(variant.values), price, product.weight)


def price(raw: bytes, key: str, offer: Offer) -> Cart:
    """Validate and price a JSON order for pickup. Raises Unusable."""
    if not KEY.fullmatch(key):
        raise Unusable("key")
    try:
        body = json.loads(raw)
        name, phone = body["buyer"]["name"].strip(), normalise_phone(body["buyer"]["phone"])
        lines = [_line(n, line, offer) for n, line in enumerate(body["lines"])]
    except (ValueError, KeyError, TypeError, AttributeError, PhoneUnusable) as error:
        raise Unusable(str(error)) from error
    if not name or len(name) > 80 or not lines or len(lines) > 40 or body["fulfilment"] != "pickup":
        raise Unusable("buyer, lines or fulfilment")
    needs: dict[int, int] = {}
    for line in lines:
        needs[line["variant_id"]] = needs.get(line["variant_id"], 0) + line["qty"]
    goods = sum(line["total"] for line in lines)
    return Cart(
        key=key,
        body_digest=digest(body),
        buyer_name=name,
        phone=phone,
        note=str(body.get("note", "")).strip()[:300],
        language="en" if body.get("language") == "en" else "id",
        lines=lines,
        charges=_charges(goods, offer.deposit_bp),
        needs=needs,
        goods=goods,
        weight=sum(offer.wares[line["variant_id"]].weight * line["qty"] for line in lines),
    )


def _line(position: int, line: dict[str, Any], offer: Offer) -> dict[str, Any]:
    variant_id, qty = int(line["variant"]), int(line["qty"])
    ware = offer.wares[variant_id]
    if not 1 <= qty <= 999:
        raise Unusable("qty")
    texts, extra = {}, 0
    for field in offer.fields[ware.product_id]:
        text = " ".join(str(line.get("personalization", {}).get(str(field.pk), "")).split())
        if text:
            if len(text) > field.max_length or not all(c.isalnum() or c == " " for c in text):
                raise Unusable("personalization")
            texts[field.name] = text
            extra += field.price
    return {
        "position": position,
        "product_id": ware.product_id,
        "variant_id": variant_id,
        "product_name": ware.product_name,
        "label": ware.label,
        "values": ware.values,
        "qty": qty,
        "unit_price": ware.price,
        "extra": extra,
        "personalization": texts,
        "total": qty * (ware.price + extra),
    }


def _charges(goods: int, deposit_bp: int) -> list[dict[str, Any]]:
    deposit = -(-goods * deposit_bp // 10_000)
    charges = [{"kind": "deposit", "position": 0, "goods": deposit, "now": True}]
    if goods > deposit:
        charges.append({"kind": "balance", "position": 1, "goods": goods - deposit, "now": False})
    return charges
