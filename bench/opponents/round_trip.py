"""One round trip per order: priced here, written by one function call in a transaction of its own (`place.sql`).

What a careful engineer writes who has found out that round trips under the lock are what costs. Meant to be served
without middleware. PostgreSQL only.
"""

import json
import threading
import time

import psycopg
from django.db import connection
from django.http import HttpRequest, JsonResponse

from bench.opponents.docs import doc
from bench.opponents.price import Offer, Unusable, price, read_offer
from bukapo.campaigns.models import Campaign
from bukapo.kernel.ids import order_number, secret
from bukapo.stores.models import Store

KEPT = 1.0
"""Seconds for which an offer that was read is used again."""
TRIES = 4
PLACE = "SELECT number, secret FROM bench.place(%s::jsonb, %s, %s, %s, %s)"

_own = threading.local()
_offers: dict[tuple[str, str], tuple[float, Offer]] = {}


def order(request: HttpRequest, store: str, campaign: str) -> JsonResponse:
    """POST the same JSON that the product's API takes -> 201 with number and secret."""
    key = request.headers.get("Idempotency-Key", "")
    try:
        number, token = take(store, campaign, key, request.body)
    except Unusable as unusable:
        return JsonResponse({"error": str(unusable)}, status=422)
    except psycopg.errors.CheckViolation:
        return JsonResponse({"error": "sold out"}, status=409)
    except psycopg.errors.RaiseException as raised:
        return JsonResponse({"error": raised.diag.message_primary}, status=409)
    return JsonResponse({"number": number, "secret": token}, status=201)


def take(store: str, campaign: str, key: str, raw: bytes) -> tuple[str, str]:
    """Number and secret of the order. Raises Unusable, CheckViolation (sold out), RaiseException (closed, conflict)."""
    offer = _offer(store, campaign)
    cart = price(raw, key, offer)
    document = json.dumps(doc(cart, offer), ensure_ascii=False)
    for attempt in range(TRIES):
        values = (document, key, cart.phone, order_number(), secret())
        try:
            row = _connection().execute(PLACE, values, prepare=True).fetchone()
        except psycopg.errors.UniqueViolation:  # somebody took the key, the number or the amount in between
            if attempt == TRIES - 1:
                raise
        else:
            assert row is not None
            return row
    raise AssertionError("unreachable")


def _offer(store: str, campaign: str) -> Offer:
    kept = _offers.get((store, campaign))
    if kept is None or time.monotonic() > kept[0]:
        row = Campaign.objects.of(Store.objects.get(slug=store)).get(slug=campaign)
        kept = (time.monotonic() + KEPT, read_offer(row))
        _offers[store, campaign] = kept
    return kept[1]


def _connection() -> "psycopg.Connection[tuple[str, str]]":
    """One per thread, outside Django's pool."""
    held: psycopg.Connection[tuple[str, str]] | None = getattr(_own, "connection", None)
    if held is None or held.closed:
        wanted = connection.settings_dict
        held = psycopg.connect(
            host=wanted["HOST"], port=wanted["PORT"], dbname=wanted["NAME"], user=wanted["USER"],
            password=wanted["PASSWORD"], autocommit=True,
        )  # fmt: skip
        _own.connection = held
    return held
