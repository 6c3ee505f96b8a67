"""The POs of `bench.evaluation`: made past the verbs, then read as the page of an evaluation does."""

import resource
import time
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import F

from bukapo.campaigns.models import Campaign, PieceCounter, Promise, Terms
from bukapo.catalog.models import Product
from bukapo.faces.dashboard.learn.report import report_of
from bukapo.insights.reads import evaluation
from bukapo.insights.suggestions.facts import suggestions_for
from bukapo.journal import clock
from bukapo.kernel.ids import secret
from bukapo.orders.models import Order
from bukapo.payments.models import Payment
from bukapo.production.models import FrozenRecap, Stage, WorkOrder
from bukapo.shipping.models import Parcel
from bukapo.trust.models import Review

HOURS = 96
"""Orders come in so many hours of the window, evenly."""
CHUNK = 2_000


def earlier(store_id: int, campaign_id: int) -> int:

    row = Campaign.objects.of(store_id).get(pk=campaign_id)
    row.pk, row.slug, row.version, row.chain = None, f"{row.slug}-dulu", 0, ""
    row.opens_at, row.closes_at = row.opens_at - timedelta(days=60), row.closes_at - timedelta(days=60)
    made = Campaign.objects.create(
        **{f.attname: getattr(row, f.attname) for f in Campaign._meta.fields if f.attname != "id"}
    )
    PieceCounter.objects.create(store_id=store_id, campaign=made)
    Terms.objects.create(store_id=store_id, campaign=made, text="x", digest="x", frozen_at=row.opens_at)
    for promise in Promise.objects.of(store_id).filter(campaign_id=campaign_id):
        Promise.objects.create(
            store_id=store_id, campaign=made, what=promise.what, day=promise.day - timedelta(days=60),
            made_at=promise.made_at,
        )  # fmt: skip
    return int(made.pk)


def fill(store_id: int, campaign_id: int) -> int:

    Product.objects.of(store_id).update(cost=60_000)
    count = 0
    for campaign in Campaign.objects.of(store_id).order_by("pk"):
        begins, made = campaign.opens_at, campaign.closes_at + timedelta(days=20)
        Campaign.objects.of(store_id).filter(pk=campaign.pk).update(
            state="finished", closed_at=campaign.closes_at, produced_at=made, target=100_000
        )
        orders = Order.objects.of(store_id).filter(campaign=campaign)
        for hour in range(HOURS):
            moment = begins + timedelta(hours=hour)
            turn = orders.annotate(turn=F("pk") % HOURS).filter(turn=hour)
            turn.update(placed_at=moment, confirmed_at=moment + timedelta(hours=hour % 20))
        ids = list(orders.values_list("pk", flat=True))
        _rows(store_id, ids, made)
        count += len(ids)
    _work(store_id, campaign_id)
    return count


def _rows(store_id: int, ids: list[int], made: Any) -> None:
    Payment.objects.bulk_create(
        (
            Payment(
                store_id=store_id, order_id=pk, amount=141_000, method="cash", received_at=made, receipt_code=f"r{pk}"
            )
            for pk in ids
        ),
        batch_size=CHUNK,
    )  # fmt: skip
    Parcel.objects.bulk_create(
        (
            Parcel(
                store_id=store_id, order_id=pk, state="delivered", method="courier", courier=f"K{pk % 4}", weight=600,
                packed_at=made, handed_at=made + timedelta(days=pk % 5), delivered_at=made + timedelta(days=5 + pk % 9),
            )
            for pk in ids
        ),
        batch_size=CHUNK,
    )  # fmt: skip
    Review.objects.bulk_create(
        (Review(store_id=store_id, order_id=pk, stars=1 + pk % 5, written_at=made) for pk in ids[::4]),
        batch_size=CHUNK,
    )


def _work(store_id: int, campaign_id: int) -> None:
    """Twenty work orders with five stages, reported on."""

    campaign = Campaign.objects.of(store_id).get(pk=campaign_id)
    at, own = campaign.closes_at, {"store_id": store_id}
    recap = FrozenRecap.objects.create(
        **own, campaign=campaign, version=1, content={}, digest="", frozen_at=at
    )
    orders = WorkOrder.objects.bulk_create(
        WorkOrder(
            **own, campaign=campaign, recap=recap, number=f"SPK-{number}", secret=secret(), state="done",
            workshop_name=f"Konveksi {number % 5}", deadline=(at + timedelta(days=15)).date(), pieces=7_500,
            sent_at=at, accepted_at=at, done_at=at + timedelta(days=14 + number % 6),
        )
        for number in range(20)
    )  # fmt: skip
    Stage.objects.bulk_create(
        Stage(
            **own, work_order=order, name=f"Tahap {place}", position=place, target=7_500, done=7_500,
            finished_at=at + timedelta(days=3 * place + 2),
        )
        for order in orders
        for place in range(5)
    )  # fmt: skip


def read(store_id: int, campaign_id: int, rounds: int) -> dict[str, Any]:

    slow: dict[str, float] = {}
    counts: list[int] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            slow[sql] = time.perf_counter() - began

    seconds = []
    with connection.execute_wrapper(watch):
        for _ in range(rounds):
            slow.clear()
            campaign = Campaign.objects.of(store_id).select_related("store").get(pk=campaign_id)
            began = time.perf_counter()
            beside = evaluation(campaign, at=clock.now())
            report = report_of(beside, suggestions_for(beside))
            seconds.append(round(time.perf_counter() - began, 3))
            counts.append(len(slow))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    slowest = sorted(((took, sql) for sql, took in slow.items()), reverse=True)
    return {
        "seconds": seconds,
        "queries": max(counts),
        "peak_mb": peak,
        "orders": beside.this.glance.orders,
        "earlier": len(beside.earlier),
        "tables": len(report.tables),
        "slowest": [[round(took, 3), sql[:2000]] for took, sql in slowest[:6]],
    }
