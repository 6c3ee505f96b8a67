"""Doubtful answers decided one by one."""

import pytest

from bukapo.campaigns.rules import SoldOut
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import NotFound
from bukapo.orders.intake.draft import DraftInvalid, WantedLine
from bukapo.orders.models import ImportRow, Order
from bukapo.orders.writes.import_file import import_file
from bukapo.orders.writes.import_rows import decide_row, dismiss_row
from tests.orders.form import reunion, sheet
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db

DOUBTFUL = {"Ukuran": "entah"}


@pytest.fixture
def world() -> World:
    return reunion(cap=5)


def bring(world: World, *rows: dict[str, str]) -> ImportRow:
    import_file(
        store_id=world.store.pk, campaign_id=world.campaign.pk, name="f.csv", content=sheet(*rows), mapping=None,
        duplicates="replace", actor=world.seller, at=NOON,
    )  # fmt: skip
    row: ImportRow = ImportRow.objects.of(world.store).filter(state="doubtful").latest("pk")
    return row


def one(world: World, qty: int = 1) -> WantedLine:
    return WantedLine(world.variant("XL", "Navy", "Panjang"), qty, {})


def test_a_decided_answer_is_an_order_once(world: World) -> None:
    row = bring(world, DOUBTFUL)
    order = decide_row(
        store_id=world.store.pk, row_id=row.pk, wanted=world.want(one(world)), actor=world.seller
    )
    assert (order.source, order.goods, world.fresh(row).order_id) == ("import", 110_000, order.pk)
    with pytest.raises(WrongState):
        decide_row(store_id=world.store.pk, row_id=row.pk, wanted=world.want(one(world)), actor=world.seller)
    with pytest.raises(WrongState):
        dismiss_row(store_id=world.store.pk, row_id=row.pk)
    assert Order.objects.of(world.store).count() == 1


def test_what_cannot_be_ordered_stays_a_draft(world: World) -> None:
    row = bring(world, DOUBTFUL)
    for wanted, no in (
        (world.want(one(world, 6)), SoldOut),
        (world.want(one(world), phone="12"), DraftInvalid),
    ):
        with pytest.raises(no):
            decide_row(store_id=world.store.pk, row_id=row.pk, wanted=wanted, actor=world.seller)
    assert world.fresh(row).state == "doubtful"
    assert Order.objects.of(world.store).count() == 0
    assert world.counter().taken == 0


def test_a_dismissed_answer_stays_dismissed_when_the_form_is_exported_again(world: World) -> None:
    row = bring(world, DOUBTFUL)
    dismiss_row(store_id=world.store.pk, row_id=row.pk)
    bring(world, DOUBTFUL, DOUBTFUL)
    assert world.fresh(row).state == "dismissed"
    assert ImportRow.objects.of(world.store).filter(state="doubtful").count() == 1


def test_a_decided_answer_stays_decided_when_the_form_is_exported_again(world: World) -> None:
    row = bring(world, DOUBTFUL)
    decide_row(store_id=world.store.pk, row_id=row.pk, wanted=world.want(one(world)), actor=world.seller)
    bring(world, DOUBTFUL, DOUBTFUL)
    assert Order.objects.of(world.store).count() == 1


def test_another_stores_row_does_not_exist(world: World) -> None:
    row, other = bring(world, DOUBTFUL), make_world(slug="toko-lain")
    with pytest.raises(NotFound):
        dismiss_row(store_id=other.store.pk, row_id=row.pk)
    with pytest.raises(NotFound):
        decide_row(store_id=other.store.pk, row_id=row.pk, wanted=other.want(), actor=other.seller)
    assert world.fresh(row).state == "doubtful"
