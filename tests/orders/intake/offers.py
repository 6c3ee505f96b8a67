"""A PO as plain values, without a database: tees in two sizes with a name on the back, and a mug."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bukapo.campaigns.offer import Offer, OfferedField, OfferedProduct, OfferedVariant, OfferedZone
from bukapo.campaigns.rules import Window
from bukapo.orders.intake.draft import Wanted, WantedLine
from bukapo.payments.plans import Plan

NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
SMALL, LARGE, MUG = 11, 12, 21
ZONE, FAR_ZONE = 31, 32
NAME = 41
PRICES = {SMALL: 90_000, LARGE: 95_000, MUG: 40_000}
WEIGHTS = {SMALL: 200, LARGE: 200, MUG: 350}
NAME_PRICE = 15_000

_name_field = OfferedField(NAME, "Nama punggung", "text", 15, "", (), NAME_PRICE, required=False, help="")


def _product(
    number: int, name: str, weight: int, *variants: OfferedVariant, fields: Any = ()
) -> OfferedProduct:
    return OfferedProduct(
        id=number, name=name, description="", price=0, normal_price=0, weight=weight, size_chart={}, options=(),
        variants=variants, fields=fields,
    )  # fmt: skip


TEE = _product(
    1, "Kaos", 200,
    OfferedVariant(SMALL, "S", ("S",), PRICES[SMALL], 0, None),
    OfferedVariant(LARGE, "L", ("L",), PRICES[LARGE], 0, None),
    fields=(_name_field,),
)  # fmt: skip
CUP = _product(2, "Gelas", 350, OfferedVariant(MUG, "", (), PRICES[MUG], 0, None))
OFFER = Offer(
    stamp="1.1.2",
    store_id=5,
    store_slug="toko",
    store_name="Toko Contoh",
    campaign_id=7,
    slug="kaos",
    title="Kaos",
    window=Window("published", NOW - timedelta(days=1), NOW + timedelta(days=1)),
    plan=Plan("full"),
    pay_hours=24,
    buyer_cap=None,
    cap=None,
    taken=0,
    early_code="DULUAN",
    pickup=True,
    pickup_place="Sekretariat",
    courier=True,
    products=(TEE, CUP),
    zones=(
        OfferedZone(ZONE, "Jawa", "", "JNE", 18_000, 12_000, ""),
        OfferedZone(FAR_ZONE, "Papua", "", "", 90_000, 80_000, ""),
    ),
    terms_id=9,
    terms_text="",
)
_numbers = itertools.count(1)


def offer(**changes: Any) -> Offer:
    return replace(OFFER, **changes)


def want(*lines: WantedLine, **changes: Any) -> Wanted:
    """Every call is another submission by another buyer: one large tee for pickup unless told otherwise."""
    number = next(_numbers)
    facts: dict[str, Any] = {
        "key": f"kunci-{number:012}",
        "source": "form",
        "buyer_name": f"Pembeli {number}",
        "phone": f"0812{number:08d}",
        "fulfilment": "pickup",
        "lines": lines or (WantedLine(LARGE, 1, {}),),
    }
    return Wanted(**(facts | changes))
