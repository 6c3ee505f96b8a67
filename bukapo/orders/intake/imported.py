"""Between a campaign's offer and the reader of forms, which knows neither ids nor zones. Pure."""

import re
from collections.abc import Sequence

from bukapo.campaigns.offer import Offer, OfferedProduct, OfferedZone
from bukapo.kernel.canonical import digest
from bukapo.orders.imports.answers import Answer, Line
from bukapo.orders.imports.shape import Field, Fulfilment, Option, Product, Shape, Value
from bukapo.orders.imports.vocabulary import folded
from bukapo.orders.intake.draft import Wanted, WantedLine
from bukapo.orders.rules import IMPORT
from bukapo.shipping.rules import COURIER

_STREET = re.compile(
    r"^\s*(jl|jln|jalan|gg|gang|perum|perumahan|komp|komplek|kompleks|blok|dusun)\b", re.IGNORECASE
)
_SHORTEST = 4


def shape_of(offer: Offer) -> Shape:
    """What an answer from elsewhere can choose; products keep the offer's order."""
    asked: list[tuple[Fulfilment, bool]] = [("pickup", offer.pickup), ("courier", offer.courier)]
    ways = tuple(way for way, offered in asked if offered)
    return Shape(tuple(_product(product) for product in offer.products), ways or ("pickup", "courier"))


def _product(product: OfferedProduct) -> Product:
    return Product(
        name=product.name,
        price=product.price,
        options=tuple(
            Option(option.name, tuple(Value(name, plus, default) for name, plus, default in option.values))
            for option in product.options
        ),
        fields=tuple(
            Field(
                name=field.name,
                kind=field.kind,  # type: ignore[arg-type]
                max_length=field.max_length,
                price=field.price,
                required=field.required,
                alphabet=field.alphabet,
                choices=field.choices,
            )
            for field in product.fields
        ),
        sold=frozenset(variant.values for variant in product.variants),
    )


def row_key(campaign_id: int, fingerprint: str) -> str:
    """The order key of one answer in one PO: however often its file is imported, it is one submission."""
    return digest(["import", campaign_id, fingerprint])


def wanted_of(answer: Answer, offer: Offer) -> Wanted:
    """An accepted answer as an order. A variant that is not on offer becomes 0, which `draft` refuses."""
    courier = answer.fulfilment == COURIER
    zone = zone_for(answer.address, offer.zones) if courier else None
    return Wanted(
        key=row_key(offer.campaign_id, answer.fingerprint),
        source=IMPORT,
        buyer_name=answer.name,
        phone=answer.phone,
        email=answer.email,
        fulfilment=answer.fulfilment,
        address=answer.address if courier else "",
        zone_id=zone.id if zone else None,
        note=answer.note,
        lines=tuple(_wanted_line(line, offer) for line in answer.lines),
        sent_before=bool(answer.proofs),
    )


def _wanted_line(line: Line, offer: Offer) -> WantedLine:
    product = offer.products[line.product]
    variant = next((v.id for v in product.variants if v.values == line.values), 0)
    fields = {field.name: field.id for field in product.fields}
    return WantedLine(variant, line.quantity, {fields[name]: text for name, text in line.personalization})


def zone_for(address: str, zones: Sequence[OfferedZone]) -> OfferedZone | None:
    """The zone an address lies in: the only one there is, or the only one whose areas the address names.

    Street names are left out (Jalan Surabaya lies in Jakarta too). None when no zone or several fit: never a guess.
    """
    if not address.strip():
        return None
    if len(zones) == 1:
        return zones[0]
    parts = [folded(part) for part in re.split(r"[,;\n]", address) if not _STREET.match(part)]
    found = [zone for zone in zones if any(_names(part, area) for part in parts for area in _areas(zone))]
    return found[0] if len(found) == 1 else None


def _areas(zone: OfferedZone) -> list[str]:
    names = [folded(area) for area in re.split(r"[,;/\n]|\bdan\b", zone.areas)]
    return [name for name in names if len(name) >= _SHORTEST]


def _names(part: str, area: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(area)}(?!\w)", part) is not None
