"""What an order earns, and whose it is: without a database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukapo.campaigns.partners.rules import (
    PER_ORDER,
    PER_PIECE,
    PERCENT,
    KnownPartner,
    PartnerTerms,
    brought_by,
    link_code,
)
from bukapo.campaigns.vouchers import OfferedVoucher
from bukapo.kernel.refusal import Invalid
from bukapo.orders.commissions.rules import Brought, earned, final

NOW = datetime(2026, 11, 22, 5, tzinfo=UTC)
PAID = Brought(state="shipped", pieces=3, net_goods=285_000, charged=303_123, held=303_123)
RINA = KnownPartner(1, "RINA10", "+6281200000001", "rina@contoh.example", None, None, None)
BUDI = KnownPartner(2, "BUDI", "", "", 7, NOW - timedelta(days=1), NOW + timedelta(days=1))
VOUCHER = OfferedVoucher(5, "HEMAT", 1_000, 0, 0, 0, None, None, None, None, partner_id=2)


def who(code: str = "", voucher: OfferedVoucher | None = None, **changes: object) -> int | None:
    facts = {"campaign_id": 7, "phone": "+6281299999999", "email": "", "at": NOW} | changes
    known = {one.id: one for one in (RINA, BUDI)}
    codes = {one.code: one.id for one in known.values()}
    return brought_by(known, codes, code=code, voucher=voucher, **facts)  # type: ignore[arg-type]


def test_each_way_of_commission() -> None:
    assert earned(PAID, way=PERCENT, rate=750) == 21_375
    assert earned(PAID, way=PER_ORDER, rate=10_000) == 10_000
    assert earned(PAID, way=PER_PIECE, rate=5_000) == 15_000


@pytest.mark.parametrize("state", ["placed", "expired", "cancelled"])
def test_nothing_is_earned_by_an_order_that_is_not_kept(state: str) -> None:
    assert earned(replace(PAID, state=state), way=PERCENT, rate=750) == 0


def test_a_deposit_earns_its_part_and_nothing_of_it_may_be_paid_before_shipping() -> None:
    half = replace(PAID, state="confirmed", charged=300_000, held=150_000)
    assert earned(half, way=PER_ORDER, rate=10_001) == 5_000, "rounded down"
    assert final(half, way=PER_ORDER, rate=10_001) == 0
    assert final(replace(half, state="received"), way=PER_ORDER, rate=10_001) == 5_000


@given(st.integers(0, 10**7), st.integers(0, 10**7), st.integers(0, 2 * 10**7), st.integers(1, 5_000))
def test_a_commission_is_never_more_than_its_part_of_what_is_held(
    goods: int, shipping: int, held: int, rate: int
) -> None:
    order = Brought("received", 1, goods, goods + shipping, held)
    got = earned(order, way=PERCENT, rate=rate)
    assert 0 <= got <= min(goods, held) * rate // 10_000


def test_the_voucher_wins_over_the_link_and_nobody_brings_oneself() -> None:
    assert who("rina-10") == 1 and who("tidakada") is None and who("<script>") is None
    assert who("RINA10", VOUCHER) == 2
    assert who("RINA10", phone="+6281200000001") is None
    assert who("RINA10", email=" Rina@Contoh.example") is None
    assert who("BUDI") == 2 and who("BUDI", campaign_id=8) is None
    assert who("BUDI", at=NOW + timedelta(days=1)) is None and who("BUDI", at=NOW - timedelta(days=2)) is None
    assert link_code("a") == "" and link_code("x" * 500) == ""


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("name", {"name": " "}),
        ("code", {"code": "A!"}),
        ("rate", {"rate": 5_001}),
        ("rate", {"rate": 0}),
        ("phone", {"phone": "12"}),
        ("ends_at", {"ends_at": NOW}),
    ],
)
def test_what_a_seller_may_not_promise(field: str, wrong: dict[str, object]) -> None:
    terms = replace(PartnerTerms("Rina", "rina10", PERCENT, 500), **wrong)  # type: ignore[arg-type]
    with pytest.raises(Invalid) as no:
        terms.checked(NOW)
    assert no.value.params["field"] == field
