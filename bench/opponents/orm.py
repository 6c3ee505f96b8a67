"""The plain Django version: one order per request, rows by `create` and `bulk_create`, counters locked for update.

What a careful Django engineer writes: one transaction, everything a real order has, no shortcut that would cost a
promise. It uses the product's models and nothing of its intake, so it stays what it is while the product changes.
"""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q
from django.http import HttpRequest, JsonResponse
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from bench.opponents.price import Cart, Offer, Unusable, price, read_offer
from bukapo.campaigns.models import Campaign, PieceCounter
from bukapo.journal.models import Delivery, EventRow
from bukapo.journal.write import event_digest
from bukapo.kernel.ids import order_number, secret
from bukapo.ledger.models import Account, Posting
from bukapo.orders.models import Order, OrderLine
from bukapo.payments.models import Charge
from bukapo.stores.models import Store

TRIES = 4


class Refused(Exception):
    """No: HTTP 409 and the reason."""


@csrf_exempt
@require_POST
def order(request: HttpRequest, store: str, campaign: str) -> JsonResponse:
    """POST the same JSON that the product's API takes -> 201 with number and secret."""
    try:
        placed = take(store, campaign, request.headers.get("Idempotency-Key", ""), request.body)
    except Unusable as unusable:
        return JsonResponse({"error": str(unusable)}, status=422)
    except Refused as refused:
        return JsonResponse({"error": str(refused)}, status=409)
    except (Store.DoesNotExist, Campaign.DoesNotExist):
        return JsonResponse({"error": "not found"}, status=404)
    return JsonResponse({"number": placed.number, "secret": placed.secret}, status=201)


def take(store_slug: str, campaign_slug: str, key: str, raw: bytes) -> Order:
    """One order, priced and written. Raises Unusable, Refused, DoesNotExist."""
    store = Store.objects.get(slug=store_slug)
    campaign = Campaign.objects.of(store).get(slug=campaign_slug)
    offer = read_offer(campaign)
    cart = price(raw, key, offer)
    for attempt in range(TRIES):
        try:
            with transaction.atomic():
                return _place(campaign, offer, cart)
        except IntegrityError:  # somebody took the key, the number or the amount in between
            if attempt == TRIES - 1:
                raise
    raise AssertionError("unreachable")


def _place(campaign: Campaign, offer: Offer, cart: Cart) -> Order:
    _lock_and_judge(offer, cart)
    earlier = Order.objects.of(offer.store_id).filter(key=cart.key).first()
    if earlier is not None:
        if earlier.body_digest != cart.body_digest or earlier.campaign_id != campaign.pk:
            raise Refused("key conflict")
        found: Order = earlier
        return found
    at = _database_now()
    fresh = Campaign.objects.of(offer.store_id).get(pk=campaign.pk)
    if fresh.state != "published" or not offer.opens_at <= at < offer.closes_at:
        raise Refused("closed")
    order = _order(offer, cart, at)
    OrderLine.objects.bulk_create(
        [OrderLine(store_id=offer.store_id, order=order, **line) for line in cart.lines]
    )
    charges = _charges(order, cart, at)
    order.charged = sum(charge.total for charge in charges)
    counters = PieceCounter.objects.of(offer.store_id).filter(campaign=campaign)
    for variant_id, pieces in sorted(cart.needs.items()):
        counters.filter(variant_id=variant_id).update(taken=F("taken") + pieces)
    counters.filter(variant__isnull=True).update(taken=F("taken") + cart.pieces)
    _record(order, offer, cart, charges, at)
    return order


def _lock_and_judge(offer: Offer, cart: Cart) -> None:
    """Lock this order's counters and the campaign's own, in order of id; refuse what they have no room for."""
    mine = Q(variant_id__in=cart.needs) | Q(variant__isnull=True)
    rows = PieceCounter.objects.of(offer.store_id).filter(mine, campaign_id=offer.campaign_id)
    for row in rows.order_by("id").select_for_update():
        wanted = cart.pieces if row.variant_id is None else cart.needs[row.variant_id]
        if row.cap is not None and row.taken + wanted > row.cap:
            raise Refused("sold out")


def _database_now() -> datetime:
    if connection.vendor == "sqlite":
        return datetime.now(UTC)
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment.astimezone(UTC)


def _order(offer: Offer, cart: Cart, at: datetime) -> Order:
    placed: Order = Order.objects.create(
        store_id=offer.store_id,
        campaign_id=offer.campaign_id,
        number=order_number(),
        secret=secret(),
        key=cart.key,
        body_digest=cart.body_digest,
        source="form",
        language=cart.language,
        buyer_name=cart.buyer_name,
        phone=cart.phone,
        fulfilment="pickup",
        note=cart.note,
        pieces=cart.pieces,
        weight=cart.weight,
        goods=cart.goods,
        shipping_fee=0,
        terms_id=offer.terms_id,
        pay_by=at + timedelta(hours=offer.pay_hours),
        placed_at=at,
    )
    return placed


def _charges(order: Order, cart: Cart, at: datetime) -> list[Charge]:
    """One row each; what is asked now carries a code that makes its amount unlike any other of the store."""
    charges = []
    for ask in cart.charges:
        code = _free_code(order.store_id, ask["goods"]) if ask["now"] else 0
        charges.append(
            Charge(
                store_id=order.store_id,
                order=order,
                kind=ask["kind"],
                position=ask["position"],
                state="open" if ask["now"] else "planned",
                goods=ask["goods"],
                code=code,
                total=ask["goods"] + code,
                transfer_amount=ask["goods"] + code if code else None,
                due_at=order.pay_by if ask["now"] else None,
                opened_at=at if ask["now"] else None,
            )
        )
    created: list[Charge] = Charge.objects.bulk_create(charges)
    return created


def _free_code(store_id: int, base: int) -> int:
    near = Charge.objects.of(store_id).filter(transfer_amount__gt=base, transfer_amount__lte=base + 999)
    taken = set(near.values_list("transfer_amount", flat=True))
    free = [code for code in range(1, 1000) if base + code not in taken]
    return random.choice(free) if free else 0


def _record(order: Order, offer: Offer, cart: Cart, charges: list[Charge], at: datetime) -> None:
    """The event with its digest, its postings, its deliveries; the order remembers the end of its chain."""
    postings = _postings(order, charges)
    event = EventRow(
        store_id=order.store_id,
        campaign_id=order.campaign_id,
        order_id=order.pk,
        kind="order.placed",
        subject="orders.Order",
        subject_id=order.pk,
        seq=1,
        at=at,
        actor_kind="buyer",
        actor_label="Pembeli",
        data=_data(order, offer, cart, charges, postings),
    )
    event.digest = event_digest(event, previous="")
    event.save(force_insert=True)
    order.version, order.chain = 1, event.digest
    order.save(update_fields=["charged", "version", "chain"])
    codes = {code for source, destination, *_rest in postings for code in (source, destination)}
    accounts = _accounts(order.store_id, codes)
    Posting.objects.bulk_create(
        [
            Posting(
                store_id=order.store_id, event=event, source=accounts[source], destination=accounts[destination],
                amount=amount, cause=cause, order=order, at=at,
            )
            for source, destination, amount, cause, _order_id in postings
        ]
    )  # fmt: skip
    consumers = import_string(settings.BUKAPO_REACTIONS)(event.kind)
    Delivery.objects.bulk_create([Delivery(event=event, consumer=name, run_after=at) for name in consumers])


def _accounts(store_id: int, codes: set[str]) -> dict[str, Account]:
    rows = Account.objects.of(store_id).filter(code__in=codes)
    found = {account.code: account for account in rows}
    if missing := sorted(codes - set(found)):
        fresh = [Account(store_id=store_id, code=code) for code in missing]
        Account.objects.bulk_create(fresh, ignore_conflicts=True)
        found = {account.code: account for account in rows.all()}
    return found


def _postings(order: Order, charges: list[Charge]) -> list[list[Any]]:
    lines: list[list[Any]] = []
    for charge in charges:
        cause = f"charge:{charge.pk}"
        lines.append(["deposits", "receivable", charge.goods, cause, order.pk])
        if charge.code:
            lines.append(["unique_code", "receivable", charge.code, cause, order.pk])
    return lines


def _data(
    order: Order, offer: Offer, cart: Cart, charges: list[Charge], postings: list[list[Any]]
) -> dict[str, Any]:
    assert order.pay_by is not None
    return {
        "state": "placed",
        "number": order.number,
        "outstanding": order.charged,
        "source": order.source,
        "pieces": order.pieces,
        "goods": order.goods,
        "shipping_fee": 0,
        "discount": 0,
        "now": sum(charge.total for charge in charges if charge.state == "open"),
        "lines": [[line["variant_id"], line["qty"], line["total"]] for line in cart.lines],
        "pay_by": order.pay_by.isoformat(),
        "terms_id": order.terms_id,
        "terms_digest": offer.terms_digest,
        "partner_id": None,
        "postings": postings,
    }
