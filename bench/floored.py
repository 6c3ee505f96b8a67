"""Opens work orders for `bench.floor` and prints the secrets of those to report on.

    python -m bench.floored STORE CAMPAIGN COUNT STAGES SIZES EACH

Rows go in past the verbs: each work order is accepted, and has some older reports. `EACH` pieces per size.
"""

import json
import os
import sys
from datetime import UTC, date, datetime

import django


def main() -> None:
    store_id, campaign_id, count, stages, sizes, each = map(int, sys.argv[1:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bukapo.config.settings")
    django.setup()
    from bukapo.kernel.ids import secret  # models may only be imported now
    from bukapo.production.models import (
        FrozenRecap,
        Stage,
        StageCount,
        StageReport,
        WorkOrder,
        WorkOrderSize,
    )

    at, own = datetime.now(UTC), {"store_id": store_id}
    recap = FrozenRecap.objects.create(
        **own, campaign_id=campaign_id, version=1, content={}, digest="", frozen_at=at
    )
    orders = WorkOrder.objects.bulk_create(
        WorkOrder(
            **own, campaign_id=campaign_id, recap=recap, number=f"SPK-{number:06}", secret=secret(),
            state="accepted", workshop_name=f"Konveksi {number % 40}", deadline=date(2030, 1, 1),
            pieces=sizes * each, sent_at=at, accepted_at=at,
        )
        for number in range(count)
    )  # fmt: skip
    rows = WorkOrderSize.objects.bulk_create(
        (
            WorkOrderSize(
                **own, work_order=order, position=place, product="Kaos", values=[f"U{place}"], ordered=each
            )
            for order in orders
            for place in range(sizes)
        ),
        batch_size=2000,
    )
    steps = Stage.objects.bulk_create(
        (
            Stage(**own, work_order=order, name=f"Tahap {place}", position=place, target=sizes * each, done=0)
            for order in orders
            for place in range(stages)
        ),
        batch_size=2000,
    )
    StageCount.objects.bulk_create(
        (
            StageCount(**own, stage=steps[order * stages + stage], size=rows[order * sizes + size])
            for order in range(count)
            for stage in range(stages)
            for size in range(sizes)
        ),
        batch_size=5000,
    )
    StageReport.objects.bulk_create(
        (StageReport(**own, stage=step, count=0, at=at) for step in steps for _ in range(5)), batch_size=5000
    )
    print(json.dumps([order.secret for order in orders]))


if __name__ == "__main__":
    main()
