"""Importing a file of answers: its truth, again and again, and beside what happened since."""

from datetime import timedelta
from typing import Any

import pytest

from bukapo.campaigns.models import Campaign, PieceCounter
from bukapo.campaigns.rules import Closed
from bukapo.journal.models import EventRow
from bukapo.kernel.sheets.refusals import SheetUnreadable
from bukapo.ledger.reads import order_outstanding, trial_balance
from bukapo.orders.imports.duplicates import Policy
from bukapo.orders.models import ImportFile, ImportRow, Order, OrderLine, SavedMapping
from bukapo.orders.writes.import_file import Imported, import_file, preview_file
from bukapo.orders.writes.pay import record_payment
from bukapo.orders.writes.zone import set_zone
from bukapo.payments.models import Charge
from bukapo.shipping.models import Zone
from tests.orders.form import CSV, TRUTH, reunion, sheet
from tests.world import NOON, World

pytestmark = pytest.mark.django_db

FACTS = ["rows", "orders", "replaced", "doubtful", "pieces", "total_pieces", "personalized_orders", "rupiah"]


@pytest.fixture
def world() -> World:
    return reunion()


def bring(world: World, content: bytes, duplicates: Policy = "replace", **more: Any) -> Imported:
    return import_file(
        store_id=world.store.pk, campaign_id=world.campaign.pk, name="form.csv", content=content, mapping=None,
        duplicates=duplicates, actor=world.seller, at=NOON, **more,
    )  # fmt: skip


def orders(world: World) -> list[Order]:
    return list(Order.objects.of(world.store).order_by("pk"))


def everything(world: World) -> list[Any]:
    """Every row that an import could touch, with its content."""
    models = (Order, OrderLine, Charge, ImportFile, ImportRow, PieceCounter)
    rows = [list(model.objects.of(world.store).order_by("pk").values()) for model in models]
    return [*rows, list(EventRow.objects.order_by("pk").values())]


def state_of(world: World, row: int) -> str:
    return str(ImportRow.objects.of(world.store).filter(row=row).latest("pk").state)


def test_the_shared_form_imports_to_exactly_its_truth(world: World) -> None:
    done = bring(world, CSV.read_bytes())
    assert {name: done.report[name] for name in FACTS} == {name: TRUTH[name] for name in FACTS}
    kept = orders(world)
    assert (len(kept), sum(o.pieces for o in kept), sum(o.goods for o in kept)) == (166, 230, 24_340_000)
    assert {order.source for order in kept} == {"import"}
    pieces: dict[str, int] = {}
    for line in OrderLine.objects.of(world.store):
        name = "|".join(line.values)
        pieces[name] = pieces.get(name, 0) + line.qty
    assert pieces == TRUTH["pieces"]
    assert world.counter().taken == 230
    assert EventRow.objects.filter(kind="order.placed").count() == 166
    assert sum(trial_balance(store_id=world.store.pk).values()) == 0
    assert {row.state for row in ImportRow.objects.of(world.store)} == {"order", "replaced", "doubtful"}
    assert ImportRow.objects.of(world.store).filter(state="doubtful").count() == 9


def test_the_same_file_again_says_the_same_and_changes_nothing(world: World) -> None:
    first = bring(world, CSV.read_bytes())
    before = everything(world)
    again = bring(world, CSV.read_bytes())
    assert again.already
    assert again.report == first.report
    assert everything(world) == before


def test_a_preview_says_what_the_import_will_and_writes_nothing(world: World) -> None:
    before = everything(world)
    seen = preview_file(
        store_id=world.store.pk, campaign_id=world.campaign.pk, name="form.csv", content=CSV.read_bytes(),
        mapping=None, duplicates="replace",
    )  # fmt: skip
    assert everything(world) == before
    assert seen.report == bring(world, CSV.read_bytes()).report


def test_a_longer_export_only_adds_what_is_new(world: World) -> None:
    bring(world, sheet({}, {}))
    first = orders(world)
    done = bring(world, sheet({}, {}, {"Ukuran": "XL"}))
    assert (done.placed, done.report["orders"]) == (1, 3)
    assert orders(world)[:2] == first
    assert len(orders(world)) == 3


def test_a_later_answer_of_the_same_person_changes_their_untouched_order(world: World) -> None:
    phone = {"No. WhatsApp": "0812 7777 0001", "Nama Lengkap": "Sari"}
    bring(world, sheet(phone))
    order = orders(world)[0]
    later = {**phone, "Timestamp": "06/11/2026 09:00:00", "Ukuran": "XL", "Jumlah": "2"}
    for content in (sheet(phone, later), sheet({**later, "Timestamp": "07/11/2026 09:00:00", "Jumlah": "3"})):
        done = bring(world, content)
        assert (done.placed, done.changed) == (0, 1)
    changed = world.fresh(order)
    assert (changed.number, changed.secret, changed.pieces, changed.goods) == (
        order.number, order.secret, 3, 300_000,
    )  # fmt: skip
    assert order_outstanding(store_id=world.store.pk, order_id=order.pk) == changed.charged
    assert world.counter().taken == 3
    states = list(ImportRow.objects.of(world.store).order_by("pk").values_list("state", "order_id"))
    assert states == [("replaced", order.pk), ("replaced", order.pk), ("order", order.pk)]


@pytest.mark.parametrize("touched", ["paid", "changed"])
def test_an_order_somebody_has_touched_is_not_overwritten_by_a_later_answer(
    world: World, touched: str
) -> None:
    phone = {"No. WhatsApp": "0812 7777 0001"}
    bring(world, sheet({**phone, "Metode Pengambilan": "Dikirim", "Alamat lengkap": "Sleman 55281"}))
    order = orders(world)[0]
    if touched == "paid":
        record_payment(
            store_id=world.store.pk, order_id=order.pk, amount=1_000, method="cash", bank_account_id=None, note="",
            actor=world.seller, at=NOON,
        )  # fmt: skip
    else:
        Order.objects.of(world.store).update(zone=None, shipping_fee=0)
        set_zone(
            store_id=world.store.pk, order_id=order.pk, zone_id=world.zone.pk, actor=world.seller, at=NOON
        )
    before = world.fresh(order)
    done = bring(world, sheet({**phone, "Timestamp": "06/11/2026 09:00:00", "Ukuran": "XL"}))
    assert done.report["doubtful"] == [
        {"row": 2, "why": "an earlier order of the same person is paid or changed already"}
    ]
    after = world.fresh(order)
    assert (after.goods, after.charged, after.version) == (before.goods, before.charged, before.version)
    assert len(orders(world)) == 1


def test_keep_makes_an_order_of_every_answer_and_ask_leaves_the_later_to_a_person(world: World) -> None:
    phone = {"No. WhatsApp": "0812 7777 0001"}
    two = sheet(phone, {**phone, "Ukuran": "M"})
    assert bring(world, two, "ask").report["doubtful"] == [
        {"row": 3, "why": "same phone as an earlier answer"}
    ]
    assert len(orders(world)) == 1
    assert bring(world, two, "keep").report["orders"] == 2
    assert sorted(order.lines.get().values[0] for order in orders(world)) == ["L", "M"]
    third = sheet({**phone, "Timestamp": "08/11/2026 09:00:00", "Ukuran": "S"})
    assert (
        bring(world, third, "ask").report["doubtful"][0]["why"] == "same phone as an order of an earlier file"
    )
    assert len(orders(world)) == 2


def test_what_does_not_fit_the_cap_becomes_a_draft_and_the_rest_is_taken() -> None:
    world = reunion(cap=3)
    done = bring(world, sheet({}, {"Jumlah": "3"}, {"Jumlah": "2"}))
    assert done.report["doubtful"] == [{"row": 3, "why": "not enough pieces left"}]
    assert (done.report["orders"], done.report["total_pieces"], world.counter().taken) == (2, 3, 3)
    assert state_of(world, 3) == "doubtful"
    again = bring(world, sheet({}, {"Jumlah": "3"}, {"Jumlah": "2"}))
    assert again.already
    assert again.report == done.report


def test_a_mapping_corrected_later_turns_its_drafts_into_orders_and_leaves_the_others(world: World) -> None:
    content = sheet({}, {"Ukuran": "jumbo"})
    done = bring(world, content)
    assert done.report["doubtful"] == [{"row": 3, "why": "no usable size"}]
    mapping = done.reading.mapping
    columns = tuple(
        c if c.option != "Ukuran" else c.__class__(**{**_fields(c), "values": (("jumbo", "3XL"),)})
        for c in mapping.columns
    )
    corrected = mapping.__class__(columns, mapping.date_order, mapping.defaults)
    done = import_file(
        store_id=world.store.pk, campaign_id=world.campaign.pk, name="form.csv", content=content, mapping=corrected,
        duplicates="replace", actor=world.seller, at=NOON, remember=True,
    )  # fmt: skip
    assert (done.placed, done.report["orders"], len(orders(world))) == (1, 2, 2)
    assert state_of(world, 3) == "order"
    assert SavedMapping.objects.of(world.store).count() == 1
    assert bring(world, content).already, "the remembered mapping is used when none is given"


def _fields(column: Any) -> dict[str, Any]:
    return {name: getattr(column, name) for name in column.__dataclass_fields__}


def test_a_cell_corrected_in_the_sheet_mends_its_draft_or_its_order(world: World) -> None:
    bring(world, sheet({"Ukuran": "entah"}, {"Ukuran": "M"}))
    done = bring(world, sheet({"Ukuran": "S"}, {"Ukuran": "L"}))
    assert (done.placed, done.changed) == (1, 1)
    assert sorted(order.lines.get().values[0] for order in orders(world)) == ["L", "S"]
    assert ImportRow.objects.of(world.store).filter(state="doubtful").count() == 0


def test_the_zone_is_taken_from_the_address_only_where_one_fits(world: World) -> None:
    Zone.objects.create(
        store=world.store, name="Jawa Timur", areas="Malang, Surabaya", first_kg=22_000, next_kg=15_000
    )
    sent = {"Metode Pengambilan": "Dikirim"}
    bring(
        world,
        sheet(
            sent | {"Alamat lengkap": "Jl. Malang No. 4, Kec. Coblong, Bandung 40132"},
            sent | {"Alamat lengkap": "Jl. Melati 1, Malang 65141"},
            sent | {"Alamat lengkap": "Jl. Melati 1, Makassar"},
            sent | {"Alamat lengkap": ""},
        ),
    )
    found = [(o.zone.name if o.zone else None, o.shipping_fee, o.fulfilment) for o in orders(world)]
    assert found == [
        ("Jawa", 18_000, "courier"),
        ("Jawa Timur", 22_000, "courier"),
        (None, 0, "courier"),
        (None, 0, "courier"),
    ]


def test_the_way_the_sheet_says_is_kept_even_when_the_po_lacks_it() -> None:
    world = reunion(courier=False)
    bring(world, sheet({"Metode Pengambilan": "Dikirim", "Alamat lengkap": "Bandung"}))
    order = orders(world)[0]
    assert (order.fulfilment, order.zone_id, order.shipping_fee) == ("courier", None, 0)


def test_a_closed_po_takes_nothing_from_a_file(world: World) -> None:
    Campaign.objects.of(world.store).update(
        closes_at=NOON - timedelta(days=300), opens_at=NOON - timedelta(days=301)
    )
    before = everything(world)
    with pytest.raises(Closed):
        bring(world, sheet({}))
    assert everything(world) == before


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 ...", b"\x00\x01\x02", b'a,b\n"open,1\n'])
def test_a_file_that_is_no_form_leaves_nothing_behind(world: World, content: bytes) -> None:
    before = everything(world)
    with pytest.raises(SheetUnreadable):
        bring(world, content)
    assert everything(world) == before


def test_a_crash_in_the_middle_leaves_nothing_half_imported(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(world)

    def crash(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr("bukapo.orders.writes.import_file.ImportRow.objects.bulk_create", crash)
    with pytest.raises(RuntimeError):
        bring(world, CSV.read_bytes())
    assert everything(world) == before
    monkeypatch.undo()
    assert bring(world, CSV.read_bytes()).report["orders"] == 166
