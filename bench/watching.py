"""A store with several POs whose orders went in past the verbs: spread over days, nothing all alike."""

import os
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bukapo.accounts.models import User
from bukapo.campaigns.models import Campaign, CampaignItem, FrozenGuarantee
from bukapo.campaigns.plan import Item
from bukapo.campaigns.writes.draft import draft_campaign
from bukapo.campaigns.writes.publish import publish_campaign
from bukapo.catalog.models import PersonalizationField
from bukapo.insights.recaps.keep import keep_recaps
from bukapo.insights.tallies.anew import recount
from bukapo.insights.tallies.count import count_next, write_sums
from bukapo.insights.tallies.facts import facts_counted
from bukapo.insights.tallies.reads import MOST_FRESH
from bukapo.insights.tallies.rows import CountedOrder, TallyCursor
from bukapo.insights.tallies.rules import delta
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import STAFF, SYSTEM_ACTOR, Actor
from bukapo.orders.models import Order
from bukapo.production.writes.close import close_campaign
from bukapo.stores.models import Store
from bukapo.trust.guarantees.kept import keep_stakes

PAST, OPEN = 2, 2
"""Other POs of the store: over, and open."""
DAYS = 10
PAGES = {
    "po_summary": "campaign", "po": "live", "po_now": "live_now", "orders": "orders", "money": "money",
    "sending": "sending", "recap": "recap", "evaluation": "evaluation",
}  # fmt: skip
"""What a seller opens every day; `bench.live` says which are judged."""
DAILY = ("orders", "money", "sending", "recap")
_SPREAD = """
UPDATE orders_order SET placed_at = {at},
  state = CASE WHEN id % 10 < 7 THEN 'confirmed' WHEN id % 10 = 7 THEN 'placed' WHEN id % 10 = 8 THEN 'expired'
    ELSE 'cancelled' END,
  source = CASE WHEN id % 7 = 0 THEN 'staff' WHEN id % 11 = 0 THEN 'api' ELSE 'form' END,
  paid = CASE WHEN id % 10 < 7 THEN paid ELSE 0 END
WHERE campaign_id = {campaign}
"""
_AT = {
    "sqlite": "datetime('{first}', '+' || ((id * 7919) % {minutes}) || ' minutes')",
    "postgresql": "timestamptz '{first}+00' + ((id * 7919) % {minutes}) * interval '1 minute'",
}
_NAMED = """
UPDATE orders_orderline SET personalization = {json} WHERE id % 10 < 3
  AND order_id IN (SELECT id FROM orders_order WHERE campaign_id = {campaign})
"""
_JSON = {
    "sqlite": "json_object('{field}', 'BUDI ' || id)",
    "postgresql": "jsonb_build_object('{field}', 'BUDI ' || id)",
}
_TAKEN = """
UPDATE campaigns_piececounter SET taken = coalesce((SELECT sum(l.qty) FROM orders_orderline l
  JOIN orders_order o ON o.id = l.order_id WHERE o.campaign_id = campaigns_piececounter.campaign_id
  AND o.state IN ('placed', 'confirmed')
  AND (campaigns_piececounter.variant_id IS NULL OR l.variant_id = campaigns_piececounter.variant_id)), 0)
WHERE store_id = {store}
"""


def more_pos(store_id: int) -> list[list[Any]]:
    """POs that are over and that are open, made by the verbs at their time; [id, slug] of all, the newest first."""

    store, now = Store.objects.get(pk=store_id), datetime.now(UTC)
    first = Campaign.objects.of(store).get()
    items = [Item(row.product_id, row.price) for row in CampaignItem.objects.of(store).filter(campaign=first)]
    Campaign.objects.of(store).filter(pk=first.pk).update(opens_at=now - timedelta(days=DAYS / 2))
    for number in range(PAST + OPEN):
        opens = now - timedelta(days=(DAYS + 5) * (number + 1) if number < PAST else DAYS / 2)
        plan: Any = {"items": items, "opens_at": opens, "closes_at": opens + timedelta(days=DAYS), "cap": 10**6,
                     "target": 120_000, "pickup": True, "pickup_place": "Sekretariat"}  # fmt: skip
        plan |= {what: (opens + timedelta(days=n)).date() for what, n in
                 {"produced": 31, "ship_from": 32, "ship_until": 36}.items()}  # fmt: skip
        who: Any = {"actor": SYSTEM_ACTOR, "at": opens - timedelta(days=1), "store": store}
        made = draft_campaign(**who, title=f"Kaos ke-{number + 1}", plan=plan)
        assert made.campaign_id
        publish_campaign(**who, campaign_id=made.campaign_id)
        if number < PAST:
            ends = {"state": "finished", "closed_at": plan["closes_at"], "finished_at": now}
            Campaign.objects.of(store).filter(pk=made.campaign_id).update(**ends)
    return [[row.pk, row.slug] for row in Campaign.objects.of(store).order_by("-pk")]


def spread(store_id: int) -> dict[str, Any]:
    """Times and states of the orders, 30 of 100 lines of the watched PO with a name; then they are counted anew."""

    store, now = Store.objects.get(pk=store_id), datetime.now(UTC)
    campaigns = list(Campaign.objects.of(store).order_by("-pk"))
    with connection.cursor() as cursor:
        for row in campaigns:
            assert row.opens_at
            assert row.closes_at
            minutes = int((min(now, row.closes_at) - row.opens_at).total_seconds() // 60)
            first = row.opens_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
            at = _AT[connection.vendor].format(first=first, minutes=minutes)
            cursor.execute(_SPREAD.format(at=at, campaign=row.pk))
        field = PersonalizationField.objects.of(store).order_by("pk")[0].name
        json = _JSON[connection.vendor].format(field=field)
        cursor.execute(_NAMED.format(json=json, campaign=campaigns[-1].pk))
        cursor.execute(_TAKEN.format(store=store.pk))
        cursor.execute("ANALYZE")
    begun = time.perf_counter()
    counted = recount()
    took = time.perf_counter() - begun
    while count_next():
        pass
    owner = User.objects.get()
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(owner)
    po = [store.slug, campaigns[-1].slug]
    addresses = {
        "store": reverse("dashboard:store", args=po[:1]),
        **{name: reverse(f"dashboard:{route}", args=po) for name, route in PAGES.items()},
    }
    return {
        "session": client.cookies["sessionid"].value,
        "addresses": addresses,
        "queries": {name: _queries(client, address) for name, address in addresses.items()},
        "orders_counted": counted,
        "recount_s": round(took, 1),
    }


def fall_behind(store_id: int) -> int:
    """The worker stands 300 events before the journal's end, and what they changed is taken out of the tallies."""
    events = EventRow.objects.filter(store_id=store_id).order_by("-pk")
    until = int(events.values_list("pk", flat=True)[MOST_FRESH])
    late = {order for order in events.filter(pk__gt=until).values_list("order_id", flat=True) if order}
    write_sums(delta(facts_counted(late), {}))
    CountedOrder.objects.of(store_id).filter(pk__in=late).delete()
    TallyCursor.objects.update(seen=until, settled=until, mark=until)
    return until


def nearly_due(store_id: int) -> dict[str, Any]:
    """The watched PO has to be sent in three days, under a ladder that begins the day after; nothing is sent yet."""
    store, now = Store.objects.get(pk=store_id), datetime.now(UTC)
    first = Campaign.objects.of(store).order_by("pk")[0]
    paid = {"state": "confirmed", "paid": F("charged")}
    unsent = Order.objects.of(store).filter(campaign=first).update(**paid)
    frozen = FrozenGuarantee.objects.of(store).filter(terms__campaign=first)
    ladder = [[1, "credit", 10_000, 0], [14, "refund", 0, 0]]
    assert frozen.update(ship_until=(now + timedelta(days=3)).date(), ladder=ladder)
    with connection.cursor() as cursor:
        cursor.execute(_TAKEN.format(store=store.pk))
        cursor.execute("ANALYZE orders_order")
    recount()
    begun = time.perf_counter()
    assert keep_stakes(now) == 1
    took = time.perf_counter() - begun
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(User.objects.get())
    po = [store.slug, first.slug]
    pages = {
        "store": reverse("dashboard:store", args=po[:1]),
        "po_summary": reverse("dashboard:campaign", args=po),
    }
    queries = {name: _queries(client, address) for name, address in pages.items()}
    return {"unsent": unsent, "kept_s": round(took, 2), "queries": queries}


def closed(store_id: int) -> dict[str, Any]:
    """The watched PO is closed by hand, and the worker has kept what its recap's page shows."""
    store = Store.objects.get(pk=store_id)
    first = Campaign.objects.of(store).order_by("pk")[0]
    owner = User.objects.get()
    who: Any = {"actor": Actor(kind=STAFF, label=owner.name, id=owner.pk), "at": datetime.now(UTC)}
    begun = time.perf_counter()
    close_campaign(store_id=store_id, campaign_id=first.pk, **who)
    took = time.perf_counter() - begun
    while count_next():
        pass
    begun = time.perf_counter()
    while keep_recaps(datetime.now(UTC)):
        pass
    kept = time.perf_counter() - begun
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(owner)
    pages = {name: reverse(f"dashboard:{PAGES[name]}", args=[store.slug, first.slug]) for name in DAILY}
    queries = {name: _queries(client, address) for name, address in pages.items()}
    return {"close_s": round(took, 1), "kept_s": round(kept, 1), "queries": queries}


def _queries(client: Any, address: str) -> int:

    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 200, f"{address} was answered {answer.status_code}"
    if os.environ.get("BENCH_SLOW"):
        for one in sorted(asked.captured_queries, key=lambda one: -float(one["time"]))[:4]:
            print(address, one["time"], one["sql"][:300], file=sys.stderr)
    return len(asked)
