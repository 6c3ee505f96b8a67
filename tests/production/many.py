"""A store with any number of open work orders in every state of things, written as rows: for boards, not for audits."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bukapo.journal import clock
from bukapo.kernel.ids import secret
from bukapo.production.models import Forecast, Stage, StageReport, WorkOrder
from tests.faces.production import sent
from tests.world import World

NAMES = ["Potong", "Sablon", "Jahit", "QC", "Packing"]
MAKERS = ["Konveksi Contoh", "Jahit Cepat Contoh", "CV Bordir Rapi Contoh"]


def many_work_orders(world: World, count: int) -> None:
    """Every seventh is late, every fifth quiet, every third was worked on today; some wait, ask or were refused."""
    now = clock.now()
    first = WorkOrder.objects.of(world.store).first() or sent(world, stages=NAMES)
    today = now.astimezone(ZoneInfo(world.store.zone)).date()
    facts: dict[str, Any] = {"store": world.store, "campaign": world.campaign, "recap": first.recap}
    orders = WorkOrder.objects.bulk_create(
        WorkOrder(
            **facts,
            number=f"SPK-{n:06}",
            secret=secret(),
            state="sent" if n % 11 == 5 else "questioned" if n % 13 == 6 else "working",
            question="Benang emas habis, boleh kuning tua?" if n % 13 == 6 else "",
            workshop_name=MAKERS[n % 3],
            deadline=today + timedelta(days=-3 if n % 7 == 0 else n % 30),
            pieces=40 + n % 60,
            sent_at=now,
            accepted_at=None if n % 11 == 5 or n % 13 == 6 else now - timedelta(days=12),
        )
        for n in range(count)
    )
    stages = Stage.objects.bulk_create(
        Stage(
            store=world.store,
            work_order=order,
            name=name,
            position=place,
            target=order.pieces,
            done=_done(order.pieces, n % 9, place) if order.accepted_at else 0,
        )
        for n, order in enumerate(orders)
        for place, name in enumerate(NAMES)
    )  # fmt: skip
    StageReport.objects.bulk_create(
        StageReport(store=world.store, stage=stage, count=count, at=now - timedelta(hours=hours))
        for n, stage in enumerate(stages)
        for hours, count in (
            (80, stage.done // 2),
            (0 if n // 5 % 3 == 0 else 60 if n // 5 % 5 == 0 else 30, stage.done),
        )
        if stage.done
    )
    Forecast.objects.bulk_create(
        Forecast(
            store=world.store, work_order=order, p50=today + timedelta(days=n % 20), left=10,
            p80=today + timedelta(days=n % 20 + 2), p90=today + timedelta(days=n % 20 + 3), made_at=now,
        )
        for _night in range(2) for n, order in enumerate(orders) if n % 4
    )  # fmt: skip


def _done(pieces: int, speed: int, place: int) -> int:
    return max(0, min(pieces, pieces * speed // 3 - pieces * place // 2))


def _hours(n: int) -> int:
    """Since the last report."""
    return 0 if n % 3 == 0 else 60 if n % 5 == 0 else 30
