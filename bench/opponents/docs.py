"""Priced orders as the JSON documents that `place.sql` takes, and as rows for the anchors that need no client."""

import json
from pathlib import Path
from typing import Any

from django.db import connection

from bench.carts import PHONE, Shop, carts, json_body
from bench.opponents.price import Cart, Offer, price, read_offer
from bukapo.campaigns.models import Campaign

HERE = Path(__file__).resolve().parent


def doc(cart: Cart, offer: Offer) -> dict[str, Any]:
    """Everything about the order that does not differ between two who want the same."""
    lines = [[line["variant_id"], line["qty"], line["total"]] for line in cart.lines]
    return {
        "store": offer.store_id,
        "campaign": offer.campaign_id,
        "terms_id": offer.terms_id,
        "terms_digest": offer.terms_digest,
        "pay_hours": offer.pay_hours,
        "body_digest": cart.body_digest,
        "buyer_name": cart.buyer_name,
        "note": cart.note,
        "language": cart.language,
        "goods": cart.goods,
        "deposit": cart.charges[0]["goods"],
        "pieces": cart.pieces,
        "weight": cart.weight,
        "needs": {str(variant): pieces for variant, pieces in cart.needs.items()},
        "lines": cart.lines,
        "event_lines": json.dumps(lines, separators=(",", ":")),
    }


def install() -> None:
    """The functions of `place.sql` and `batch.sql` in the schema `bench`. PostgreSQL only; once per database."""
    with connection.cursor() as cursor:
        for name in ("place.sql", "batch.sql"):
            cursor.execute((HERE / name).read_text())


def write(shop: Shop) -> None:
    """Every cart of this shop as rows of `bench.cart` and `bench.cart_line`."""
    campaign = Campaign.objects.of(shop.store_id).get(pk=shop.campaign_id)
    offer = read_offer(campaign)
    priced = [
        price(json_body(cart).replace(PHONE, "081200000000").encode(), "k" * 20, offer)
        for cart in carts(shop.wares)
    ]
    documents = [(shop.campaign_id, n, json.dumps(doc(cart, offer))) for n, cart in enumerate(priced)]
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO bench.cart (campaign_id, n, doc) VALUES (%s, %s, %s)", documents)
        cursor.execute("SELECT bench.unfold(%s)", [shop.campaign_id])
        cursor.execute("ANALYZE bench.cart, bench.cart_line")
