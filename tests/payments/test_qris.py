"""QRIS: strict reading, and a code for one payment out of the shop's sticker."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bukapo.payments.qris import refusals as no
from bukapo.payments.qris.code import checksum, read_qris, read_static
from bukapo.payments.qris.dynamic import dynamic
from tests.payments.qris_codes import DYNAMIC, STATIC, fields_of, plain_fields, sealed, static_codes

ANYTHING = st.characters(min_codepoint=0, max_codepoint=0x2FF)


def reseal(text: str) -> str:
    """The text with a checksum that fits whatever was done to it."""
    return text[:-4] + checksum(text[:-4])


class TestAStickersCode:
    def test_tells_who_is_paid(self) -> None:
        code = read_static(STATIC)
        assert (code.merchant, code.city, code.nmid) == ("KONVEKSI CONTOH", "BANDUNG", "ID1020000000001")
        assert code.is_static and code.amount == ""

    def test_may_end_in_a_new_line(self) -> None:
        assert read_static(f"{STATIC}\r\n").text == STATIC

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("", no.Empty),
            (" \n", no.Empty),
            ("https://contoh.example/bayar", no.NotQris),
            ("000201", no.NoChecksum),
            (STATIC.replace("KONVEKSI CONTOH", "KONVEKSI%20CONTOH"), no.PercentEncoded),
            (STATIC.replace("5915KONVEKSI", "5915KONV\nKSI"), no.BrokenLine),
            (reseal(STATIC.replace("5915KONVEKSI", "5915KONVÉKSI")[:-4] + "0000"), no.NotAscii),
            (STATIC + "0" * 512, no.TooLong),
            ("00020101021126570011ID.DANA.WWW5910TOKO SATSET6007BANDUNG6304ABCD", no.QrisUnusable),
            (STATIC.replace("5915KONVEKSI", "5914KONVEKSI"), no.NotANumber),
            (STATIC[:60], no.LengthMismatch),
            (STATIC[:-2], no.LengthMismatch),
            (STATIC[:-8], no.NoChecksum),
            (STATIC + "9001A", no.NoChecksum),
            (STATIC[:-4] + "46AA", no.ChecksumWrong),
            (DYNAMIC[:-4] + "5f78", no.LowerCaseChecksum),
            (DYNAMIC, no.AlreadyDynamic),
            (sealed(plain_fields(t51="")), no.NotNational),
            (sealed(plain_fields(t51="0014ID.CO.QRIS.WWW0205ID123")), no.NotNational),
            (sealed(plain_fields(t51="0011ID.CO.CONTO0215ID1020000000001")), no.NotNational),
            (sealed(plain_fields(t53="840")), no.ForeignCurrency),
            (sealed(plain_fields(t58="SG")), no.ForeignCountry),
            (sealed(plain_fields(t59="")), no.Missing),
            (sealed(plain_fields(t59="N" * 26)), no.Unfit),
            (sealed(plain_fields(t54="1.000,00")), no.Unfit),
            (sealed(plain_fields(t62="0799A01")), no.LengthMismatch),
            (sealed(plain_fields(t62="0703A010505X0042")), no.OutOfOrder),
            (sealed(plain_fields(t01="13")), no.Unfit),
        ],
    )  # fmt: skip
    def test_that_cannot_be_used_is_refused_with_its_own_reason(
        self, text: str, why: type[no.QrisUnusable]
    ) -> None:
        with pytest.raises(why) as refused:
            read_static(text)
        assert "{" not in str(refused.value)

    def test_says_which_field_is_out_of_place(self) -> None:
        swapped = STATIC.replace("5802ID5915KONVEKSI CONTOH", "5915KONVEKSI CONTOH5802ID")
        with pytest.raises(no.OutOfOrder, match="Bagian 58"):
            read_static(reseal(swapped))

    @given(static_codes(), st.integers(0), ANYTHING)
    def test_with_any_one_character_altered_is_refused(self, text: str, place: int, sign: str) -> None:
        place %= len(text)
        assume(sign != text[place])
        with pytest.raises(no.QrisUnusable):
            read_qris(text[:place] + sign + text[place + 1 :])

    @given(static_codes(), st.integers(0))
    def test_with_any_one_character_lost_is_refused(self, text: str, place: int) -> None:
        place %= len(text)
        with pytest.raises(no.QrisUnusable):
            read_qris(text[:place] + text[place + 1 :])


class TestADynamicCode:
    def test_is_the_one_that_another_program_makes(self) -> None:
        assert dynamic(STATIC, 147_356, "PO2611A0042") == DYNAMIC

    @given(static_codes(), st.integers(1, 10_000_000), st.text("ABC123-", max_size=25))
    def test_changes_nothing_but_what_it_must(self, text: str, amount: int, reference: str) -> None:
        try:
            made = dynamic(text, amount, reference)
        except no.NoRoom:
            assert reference and len(fields_of(text).get("62", "")) + len(reference) > 90
            return
        before, after = fields_of(text), fields_of(made)
        assert read_qris(made).text == made == dynamic(f"{text}\n", amount, reference)
        assert (after["01"], after["54"]) == ("12", str(amount))
        touched = {"01", "54", "55", "56", "57", "62", "63"}
        assert {t: v for t, v in after.items() if t not in touched} == {
            t: v for t, v in before.items() if t not in touched
        }
        assert not {"55", "56", "57"} & set(after)
        inner, outer = fields_of(before.get("62", "")), fields_of(after.get("62", ""))
        assert outer == (inner | {"05": reference} if reference else inner)

    @pytest.mark.parametrize("amount", [0, -1, 10_000_001])
    def test_is_not_made_for_an_amount_no_wallet_takes(self, amount: int) -> None:
        with pytest.raises(no.AmountUnfit):
            dynamic(STATIC, amount)

    @pytest.mark.parametrize("reference", ["X" * 26, "PO\n1", "é"])
    def test_is_not_made_with_a_reference_that_cannot_stand_in_it(self, reference: str) -> None:
        with pytest.raises(no.ReferenceUnfit):
            dynamic(STATIC, 1_000, reference)

    def test_is_not_made_of_a_dynamic_one(self) -> None:
        with pytest.raises(no.AlreadyDynamic):
            dynamic(DYNAMIC, 1_000)

    def test_says_when_the_reference_finds_no_room(self) -> None:
        with pytest.raises(no.NoRoom):
            dynamic(sealed(plain_fields(t62="0885" + "P" * 85)), 1_000, "PO-7K3Q9XM2")
