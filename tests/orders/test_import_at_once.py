"""The same file sent from several hands at the same moment."""

import threading
from collections import Counter
from collections.abc import Callable

import pytest
from django.db import connection

from bukapo.orders.intake.draft import WantedLine
from bukapo.orders.models import ImportFile, ImportRow, Order
from bukapo.orders.writes.import_file import Imported, import_file
from bukapo.orders.writes.import_rows import decide_row
from tests.orders.form import reunion, sheet
from tests.world import NOON

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]


def at_once(count: int, act: Callable[[], object]) -> list[object]:
    """What `act` gave or raised in each of `count` threads that start together."""
    start, found = threading.Barrier(count), list[object]()

    def run() -> None:
        start.wait()
        try:
            found.append(act())
        except Exception as error:
            found.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_one_file_from_five_hands_is_one_import() -> None:
    world = reunion()
    content = sheet(*({"Ukuran": size} for size in ["S", "M", "L", "XL", "entah"] * 5))

    def bring() -> Imported:
        return import_file(
            store_id=world.store.pk, campaign_id=world.campaign.pk, name="f.csv", content=content, mapping=None,
            duplicates="replace", actor=world.seller, at=NOON,
        )  # fmt: skip

    found = at_once(5, bring)
    assert all(isinstance(one, Imported) for one in found), found
    assert Counter(one.already for one in found) == {False: 1, True: 4}  # type: ignore[attr-defined]
    assert len({str(one.report) for one in found}) == 1  # type: ignore[attr-defined]
    assert Order.objects.of(world.store).count() == 20
    assert ImportRow.objects.of(world.store).count() == 25
    assert ImportFile.objects.of(world.store).count() == 1
    assert world.counter().taken == 20


def test_one_doubtful_answer_decided_by_four_hands_is_one_order() -> None:
    world = reunion()
    import_file(
        store_id=world.store.pk, campaign_id=world.campaign.pk, name="f.csv", content=sheet({"Ukuran": "entah"}),
        mapping=None, duplicates="replace", actor=world.seller, at=NOON,
    )  # fmt: skip
    row = ImportRow.objects.of(world.store).get()
    wanted = world.want(WantedLine(world.variant("L", "Hitam", "Pendek"), 1, {}))
    found = at_once(
        4, lambda: decide_row(store_id=world.store.pk, row_id=row.pk, wanted=wanted, actor=world.seller)
    )
    assert sum(isinstance(one, Order) for one in found) == 1, found
    assert Order.objects.of(world.store).count() == 1
    assert world.counter().taken == 1
