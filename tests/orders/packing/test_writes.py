import pytest

from bukapo.journal.models import EventRow
from bukapo.kernel.machine import WrongState
from bukapo.orders.models import Packing, PackScan
from bukapo.orders.packing.gates import NotScanned
from bukapo.orders.packing.rules import SCAN, TAPPED, MustScan, UnknownCode, WrongPiece
from bukapo.orders.packing.writes import (
    PackedElsewhere,
    PiecesLacking,
    drop_packing,
    take_over_packing,
)
from bukapo.orders.writes.send import hand_over, pack_order, ship_order
from bukapo.shipping.models import Parcel
from tests.orders.packing.cast import OTHER, begun, close, named, plain, ready, rule, scan
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world(at=NOON)


def nothing_left(world: World) -> bool:
    return not Parcel.objects.of(world.store).exists()


def test_a_parcel_closes_when_every_piece_is_in_and_says_so_once(world: World) -> None:
    order = ready(world, world.line("L", qty=2), world.line("M", name="BUDI"))
    packing = begun(world, order)
    for code in (plain(world, "L", "Hitam"), plain(world, "L", "Hitam"), named(order, 1)):
        scan(world, packing, code)
    event = close(world, packing)
    parcel = Parcel.objects.of(world.store).get()
    assert (event.parcel_id, parcel.state, world.fresh(packing).parcel_id) == (parcel.pk, "packed", parcel.pk)
    kinds = EventRow.objects.filter(subject="orders.Packing").values_list("kind", flat=True)
    assert list(kinds) == ["packing.begun", *["packing.scanned"] * 3, "packing.closed"]
    with pytest.raises(WrongState):
        close(world, packing)


def test_a_wrong_piece_is_named_and_nothing_is_counted(world: World) -> None:
    packing = begun(world, ready(world))
    before = EventRow.objects.count()
    with pytest.raises(WrongPiece, match="Kaos M · Hitam"):
        scan(world, packing, plain(world, "M", "Hitam"))
    with pytest.raises(UnknownCode):
        scan(world, packing, "8991234567890")
    assert not PackScan.objects.of(world.store).exists()
    assert EventRow.objects.count() == before


def test_a_missing_piece_keeps_the_parcel_open(world: World) -> None:
    packing = begun(world, ready(world, world.line("L", qty=2)))
    scan(world, packing, plain(world, "L", "Hitam"))
    with pytest.raises(PiecesLacking, match="1 pcs"):
        close(world, packing)
    assert nothing_left(world)


def test_a_scan_sent_twice_counts_once(world: World) -> None:
    packing = begun(world, ready(world, world.line("L", qty=2)))
    first = scan(world, packing, plain(world, "L", "Hitam"), key="sama")
    again = scan(world, packing, plain(world, "L", "Hitam"), key="sama")
    assert (first.repeated, again.repeated, again.said) == (False, True, first.said)
    assert PackScan.objects.of(world.store).count() == 1


def test_a_second_desk_is_told_and_may_take_over(world: World) -> None:
    order = ready(world)
    packing = begun(world, order)
    with pytest.raises(PackedElsewhere, match=world.seller.label):
        begun(world, order, "meja-2", OTHER)
    with pytest.raises(PackedElsewhere):
        scan(world, packing, plain(world, "L", "Hitam"), desk="meja-2")
    take_over_packing(store_id=world.store.pk, packing_id=packing.pk, desk="meja-2", actor=OTHER, at=NOON)
    with pytest.raises(PackedElsewhere, match="Pengemas Kedua"):
        scan(world, packing, plain(world, "L", "Hitam"))
    assert begun(world, order, "meja-2").pk == packing.pk
    assert not PackScan.objects.of(world.store).exists()


def test_begun_anew_nothing_is_in(world: World) -> None:
    order = ready(world)
    packing = begun(world, order)
    scan(world, packing, plain(world, "L", "Hitam"))
    drop_packing(store_id=world.store.pk, packing_id=packing.pk, desk="meja-1", actor=world.seller, at=NOON)
    anew = begun(world, order)
    assert anew.pk != packing.pk
    with pytest.raises(PiecesLacking):
        close(world, anew)


def test_under_the_rule_nothing_leaves_unchecked(world: World) -> None:
    pickup, sent = ready(world), ready(world, **vars_of(world))
    rule(world)
    facts = {"store_id": world.store.pk, "actor": world.seller, "at": NOON}
    for verb, order, more in (
        (pack_order, pickup, {}),
        (hand_over, pickup, {}),
        (ship_order, sent, {"courier": "JNE", "tracking_number": "JNE0001"}),
    ):
        with pytest.raises(NotScanned):
            verb(**facts, order_id=order.pk, **more)
    assert nothing_left(world)
    packing = begun(world, pickup)
    scan(world, packing, plain(world, "L", "Hitam"), how=TAPPED)
    close(world, packing)
    hand_over(**facts, order_id=pickup.pk)
    assert world.fresh(pickup).state == "received"


def test_where_only_scans_count_a_tap_is_refused(world: World) -> None:
    rule(world, SCAN)
    packing = begun(world, ready(world))
    with pytest.raises(MustScan):
        scan(world, packing, plain(world, "L", "Hitam"), how=TAPPED)
    assert not PackScan.objects.of(world.store).exists()


def test_an_order_is_packed_once(world: World) -> None:
    order = ready(world)
    pack_order(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=NOON)
    with pytest.raises(WrongState):
        begun(world, order)
    assert not Packing.objects.of(world.store).exists()


def vars_of(world: World) -> dict[str, object]:
    return {"fulfilment": "courier", "address": "Jl. Contoh 12", "zone_id": world.zone.pk}
