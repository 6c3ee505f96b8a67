from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bukapo.campaigns.readiness import SENTENCES, STEPS, Goods, NotReady, Sheet, missing, warnings

AT = datetime(2026, 11, 1, 3, 0, tzinfo=UTC)
TEE = Goods(name="Kaos", price=95_000, variants=36, sized=True, has_chart=True)
READY = Sheet(
    zone="Asia/Jakarta",
    goods=(TEE,),
    opens_at=AT,
    closes_at=datetime(2026, 11, 30, 14, 0, tzinfo=UTC),
    caps=(200,),
    pay_mode="deposit",
    deposit_bp=5000,
    bank_accounts=1,
    produced=date(2026, 12, 20),
    ship_from=date(2026, 12, 21),
    ship_until=date(2026, 12, 28),
    pickup=True,
    pickup_place="Sekretariat",
    courier=True,
    zones=3,
    phone="+628123456789",
    story="Kaos untuk reuni.",
    photos=1,
)


def codes(**changes):
    return [found.code for found in missing(replace(READY, **changes), at=AT)]


def test_a_complete_po_may_open():
    assert codes() == []
    assert warnings(READY, at=AT) == []


@pytest.mark.parametrize(
    ("changes", "code", "step"),
    [
        ({"goods": ()}, "no_product", "isi"),
        ({"goods": (replace(TEE, price=0),)}, "no_price", "isi"),
        ({"goods": (replace(TEE, variants=0),)}, "no_variant", "isi"),
        ({"goods": (replace(TEE, has_chart=False),)}, "no_size_chart", "isi"),
        ({"opens_at": None}, "no_opening", "waktu"),
        ({"closes_at": None}, "no_closing", "waktu"),
        ({"closes_at": AT}, "closing_in_the_past", "waktu"),
        ({"opens_at": READY.closes_at}, "closing_before_opening", "waktu"),
        ({"caps": (0,)}, "cap_below_one", "waktu"),
        ({"deposit_bp": 0}, "deposit_is_nothing", "bayar"),
        ({"deposit_fixed": 95_001}, "deposit_over_price", "bayar"),
        ({"bank_accounts": 0}, "no_bank_account", "bayar"),
        ({"produced": None}, "no_produced", "janji"),
        ({"ship_from": None}, "no_ship_from", "janji"),
        ({"ship_until": None}, "no_ship_until", "janji"),
        ({"produced": date(2026, 11, 29)}, "produced_before_closing", "janji"),
        ({"ship_from": date(2026, 12, 19)}, "ship_before_produced", "janji"),
        ({"ship_until": date(2026, 12, 20)}, "ship_until_before_from", "janji"),
        ({"ship_until": date(2062, 12, 20)}, "ship_too_far", "janji"),
        ({"pickup": False, "courier": False}, "no_way", "kirim"),
        ({"pickup_place": " "}, "no_pickup_place", "kirim"),
        ({"zones": 0}, "no_zone_fees", "kirim"),
        ({"phone": ""}, "no_contact", "syarat"),
        ({"extra_terms": "No refund."}, "void_clause", "syarat"),
    ],
)
def test_a_missing_promise_is_named_with_its_step(changes, code, step):
    found = missing(replace(READY, **changes), at=AT)
    assert [(m.code, m.step) for m in found] == [(code, step)]
    assert "{" not in found[0].say()


def test_everything_missing_is_said_at_once_in_the_wizards_order():
    found = missing(Sheet(zone="Asia/Jakarta"), at=AT)
    assert len(found) >= 8
    steps = [STEPS.index(m.step) for m in found]
    assert steps == sorted(steps)
    refusal = NotReady(found)
    assert refusal.missing == tuple(found) and str(len(found)) in str(refusal)


def test_the_closing_day_is_the_stores_own():
    late = datetime(2026, 11, 30, 18, 0, tzinfo=UTC)  # already 1 December in WIB
    assert codes(closes_at=late, produced=date(2026, 11, 30)) == ["produced_before_closing"]
    assert codes(closes_at=late, produced=date(2026, 12, 1)) == []


def test_the_past_is_judged_against_the_given_instant():
    long_ago = replace(READY, opens_at=AT - timedelta(days=60), closes_at=AT - timedelta(days=30))
    assert [m.code for m in missing(long_ago, at=AT)] == ["closing_in_the_past"]
    assert missing(long_ago, at=AT - timedelta(days=61)) == []


def test_full_payment_needs_no_deposit_and_unsized_goods_no_chart():
    assert codes(pay_mode="full", deposit_bp=0) == []
    assert codes(goods=(replace(TEE, sized=False, has_chart=False),)) == []


def test_warnings_do_not_keep_the_po_shut():
    plain = replace(
        READY,
        photos=0,
        caps=(),
        story="",
        closes_at=AT + timedelta(hours=5),
        goods=(replace(TEE, sizes_without_measures=("3XL",)),),
    )
    assert {w.code for w in warnings(plain, at=AT)} == {
        "no_photo", "no_cap", "no_story", "short_window", "sizes_not_in_chart",
    }  # fmt: skip
    assert missing(plain, at=AT) == []


def test_every_sentence_belongs_to_a_code():
    assert all(SENTENCES.values())
