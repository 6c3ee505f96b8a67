"""What a line is taken for, decided without a database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukapo.payments.matching import reasons as why
from bukapo.payments.matching.field import Field
from bukapo.payments.matching.judge import judge, recognise
from bukapo.payments.matching.rules import numbers_in, phones_in
from bukapo.payments.matching.shapes import (
    Awaited,
    Certain,
    Claim,
    Doubtful,
    Ignored,
    Named,
    Noted,
    Past,
    Seen,
)

TODAY = date(2026, 11, 22)


def awaits(number: int, amount: int, **more: object) -> Awaited:
    facts = {
        "order_id": number, "number": f"PO-{number:08}", "buyer": f"Pembeli {number}", "phone": f"+62812{number:07}",
        "charge_id": number, "amount": amount, "rest": amount, "code": 321, "paid": 0, "opened": TODAY, "version": 1,
    }  # fmt: skip
    return Awaited(**(facts | more))  # type: ignore[arg-type]


def comes(amount: int, said: str = "TRSF CR", **more: object) -> Seen:
    return Seen(1, more.pop("day", TODAY), amount, said, **more)  # type: ignore[arg-type]


def doubt(line: Seen, field: Field) -> Doubtful:
    verdict = judge(line, field, today=TODAY)
    assert isinstance(verdict, Doubtful), verdict
    return verdict


class TestCertainIs:
    def test_an_amount_that_one_open_charge_has(self) -> None:
        verdict = judge(comes(95_321), Field([awaits(1, 95_321), awaits(2, 95_322)]), today=TODAY)
        assert isinstance(verdict, Certain) and (verdict.part.order_id, verdict.reason) == (1, why.AMOUNT)

    def test_the_orders_number_beside_what_it_is_asked_or_its_rest(self) -> None:
        rest = awaits(1, 0, rest=40_000, paid=55_000, code=0)
        field = Field(
            [rest, awaits(2, 0, rest=40_000, paid=1, code=0)], named=[Named(1, rest.number, "", "")]
        )
        verdict = judge(comes(40_000, f"40000.00{rest.number}BUDI"), field, today=TODAY)
        assert isinstance(verdict, Certain) and (verdict.part.order_id, verdict.reason) == (1, why.NUMBER)

    def test_one_payment_that_was_written_down(self) -> None:
        noted = Noted(9, 1, "PO-00000001", "A", "", 95_321, TODAY - timedelta(days=3), True)
        verdict = judge(comes(95_321), Field([], noted=[noted]), today=TODAY)
        assert isinstance(verdict, Certain) and verdict.payment_id == 9


class TestNothingIsGuessed:
    def test_when_a_plain_charge_asks_the_same(self) -> None:
        field = Field([awaits(1, 95_321), awaits(2, 0, rest=95_321, code=0)])
        assert doubt(comes(95_321), field).why == why.TWO_FIT

    def test_when_a_released_order_asked_the_same(self) -> None:
        late = Past(2, "PO-2", "B", "", 95_321, TODAY - timedelta(days=9), None)
        assert doubt(comes(95_321), Field([awaits(1, 95_321)], released=[late])).why == why.TWO_FIT

    def test_when_it_was_written_down_too(self) -> None:
        noted = Noted(9, 2, "PO-2", "B", "", 95_321, TODAY, True)
        assert doubt(comes(95_321), Field([awaits(1, 95_321)], noted=[noted])).why == why.TWO_FIT

    def test_when_two_orders_of_ours_are_named(self) -> None:
        named = [Named(1, "PO-00000001", "", ""), Named(2, "PO-00000002", "", "")]
        line = comes(95_321, "PO-00000001 PO-00000002")
        assert isinstance(judge(line, Field([awaits(1, 95_321)], named=named), today=TODAY), Doubtful)

    @pytest.mark.parametrize(
        ("amount", "reason"),
        [(95_000, why.WITHOUT_CODE), (92_821, why.BANK_FEE), (101_821, why.BANK_FEE), (95_400, why.ROUNDED)],
    )
    def test_when_the_amount_is_off(self, amount: int, reason: str) -> None:
        told = doubt(comes(amount), Field([awaits(1, 95_321)]))
        assert told.why == reason and told.candidates[0].parts[0].amount == amount

    @given(
        amount=st.integers(1, 2_000_000),
        asked=st.lists(st.integers(1_000, 2_000_000), max_size=6, unique=True),
    )
    def test_whatever_comes_a_certain_part_is_exactly_what_one_charge_asks(
        self, amount: int, asked: list[int]
    ) -> None:
        field = Field([awaits(number, one) for number, one in enumerate(asked, start=1)])
        verdict = judge(comes(amount), field, today=TODAY)
        if isinstance(verdict, Certain):
            assert asked[verdict.part.order_id - 1] == amount == verdict.part.amount
        elif isinstance(verdict, Doubtful):
            assert amount not in asked
            for candidate in verdict.candidates:
                assert sum(part.amount for part in candidate.parts) == amount and 1 <= candidate.score <= 99


class TestRanking:
    def test_a_name_breaks_a_tie_and_is_never_enough_alone(self) -> None:
        field = Field(
            [awaits(1, 95_321, buyer="Rina Dewi"), awaits(2, 95_500, code=500, buyer="Budi Santoso")]
        )
        told = doubt(comes(95_000, sender="BUDI SANTOSO"), field)
        assert [one.parts[0].order_id for one in told.candidates] == [2, 1]
        assert doubt(comes(70_001, sender="BUDI SANTOSO"), field).why == why.NAME_ONLY

    def test_the_name_on_a_waiting_proof_counts_too(self) -> None:
        field = Field([awaits(1, 95_321), awaits(2, 95_500, code=500)], claims=[Claim(2, "SITI AMINAH", 0)])
        assert doubt(comes(95_000, sender="SITI AMINAH"), field).candidates[0].parts[0].order_id == 2

    def test_a_phone_in_the_note_is_told(self) -> None:
        field = Field([awaits(1, 95_321), awaits(2, 95_500, code=500, phone="+6281234567890")])
        best = doubt(comes(95_000, "CR 081234567890"), field).candidates[0]
        assert best.parts[0].order_id == 2 and why.PHONE in best.reasons

    def test_several_orders_of_one_name_are_a_set(self) -> None:
        field = Field([awaits(number, 90_000 + number, buyer="Ibu Guru") for number in range(1, 6)])
        told = doubt(comes(90_001 + 90_004 + 90_005), field)
        assert told.why == why.SEVERAL
        assert {part.order_id for part in told.candidates[0].parts} == {1, 4, 5}

    def test_hundreds_at_a_plain_price_are_compared_in_passing(self) -> None:
        crowd = [awaits(n, 95_001 + n % 999, code=1 + n % 999) for n in range(1, 3_000)]
        told = doubt(comes(95_000, sender="PEMBELI 2999"), Field(crowd))
        assert told.why == why.WITHOUT_CODE and len(told.candidates) <= 6


@pytest.mark.parametrize(
    ("said", "kind"), [("BUNGA", Ignored), ("JASA GIRO", Ignored), ("TRSF CR ABC", Doubtful)]
)
def test_interest_is_ignored_and_unknown_money_is_not(said: str, kind: type) -> None:
    assert isinstance(judge(comes(1_234, said), Field([]), today=TODAY), kind)


@pytest.mark.parametrize("days", [-2, 4])
def test_money_outside_its_time_is_not_recognised(days: int) -> None:
    line = comes(95_321, day=TODAY + timedelta(days=days))
    asked = {"asked": 95_321, "number": "PO-00000001", "opened": TODAY, "today": TODAY}
    assert not recognise(line, **asked)  # type: ignore[arg-type]
    assert recognise(line._replace(day=TODAY), **asked)  # type: ignore[arg-type]


def test_numbers_are_found_however_a_bank_breaks_them() -> None:
    assert numbers_in("147356.00PO-7K3Q9XM2 BUDI") == ("PO-7K3Q9XM2",)
    assert numbers_in("po 7k3q9xm2budi") == ("PO-7K3Q9XM2",)
    assert "PO-10000000" in numbers_in("POLOOOOOOO PO-IO0OO0O0")
    assert numbers_in("TRSF E-BANKING CR") == ()
    assert phones_in("CR 0812-345 081234567890 X") == ("+6281234567890",)


def test_every_code_fits_its_column_and_has_its_sentence() -> None:
    codes = {value for name, value in vars(why).items() if name.isupper() and isinstance(value, str)}
    assert codes == set(why.WHY) | set(why.SPEAKS)
    assert all(len(code) <= 20 for code in why.WHY)
