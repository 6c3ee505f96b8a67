import pytest

from bukapo.kernel.refusal import Refusal
from bukapo.payments.matching.account import (
    AccountDiffers,
    AccountMissing,
    AccountUnclear,
    AccountUnknown,
    Owned,
    choose_account,
)

BCA, BRI = Owned(7, "BCA", "123 456 7890"), Owned(8, "BRI", "0000-01-000123-50-9")


@pytest.mark.parametrize(
    ("said", "wanted", "chosen"),
    [
        ("1234567890", "", BCA),
        ("000001000123509", "", BRI),
        ("7890", "", BCA),  # a bank that shows the end only
        ("", "8", BRI),
        ("", "1234567890", BCA),
        ("1234567890", "7", BCA),
    ],
)
def test_the_account_is_the_files_or_the_persons(said: str, wanted: str, chosen: Owned) -> None:
    assert choose_account([BCA, BRI], said=said, wanted=wanted) == chosen


@pytest.mark.parametrize(
    ("accounts", "said", "wanted", "no"),
    [
        ([], "", "", AccountMissing),
        ([BCA, BRI], "", "", AccountUnclear),
        ([BCA], "999", "", AccountUnknown),
        ([BCA, BRI], "", "999", AccountUnknown),
        ([BCA, BRI], "1234567890", "8", AccountDiffers),
    ],
)
def test_what_does_not_fit_is_refused(
    accounts: list[Owned], said: str, wanted: str, no: type[Refusal]
) -> None:
    with pytest.raises(no):
        choose_account(accounts, said=said, wanted=wanted)


def test_the_only_account_needs_no_name() -> None:
    assert choose_account([BCA], said="") == BCA
