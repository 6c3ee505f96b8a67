"""Every layout with its writer."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.payments.statements.book import Book
from tests.payments.statements.writers import bca, sheets, state_banks


@dataclass(frozen=True)
class Writer:
    """`named`, `balanced`: the file names its account, has a balance in each line. `ends`: it states its totals last.

    `bare`: descriptions are not quoted. `texts`: one delimited text, not a workbook or a page.
    """

    layout: str
    bank: str
    write: Callable[[Book], bytes]
    balanced: bool = True
    ends: bool = False
    named: bool = True
    bare: bool = False
    texts: bool = True


WRITERS = {
    "bca-individual": Writer("bca-individual", "bca", bca.individual, ends=True),
    "bca-semicolons": Writer("bca-individual", "bca", bca.semicolons, ends=True),
    "bca-english": Writer("bca-individual-english", "bca", bca.english, ends=True, bare=True),
    "bca-business": Writer("bca-business", "bca", bca.business, ends=True),
    "bca-two-columns": Writer("bca-two-columns", "bca", bca.two_columns),
    "bca-page": Writer("bca-individual", "bca", bca.page, ends=True, texts=False),
    "bca-screen": Writer("bca-screen", "bca", bca.screen, ends=True, texts=False),
    "bri": Writer("bri", "bri", state_banks.bri),
    "bri-with-account": Writer("bri-with-account", "bri", state_banks.bri_with_account),
    "bri-wide": Writer("bri-wide", "bri", state_banks.bri_wide),
    "bri-internet-banking": Writer("bri-internet-banking", "bri", state_banks.bri_internet_banking),
    "bri-qlola": Writer("bri-qlola", "bri", state_banks.bri_qlola),
    "bni-direct": Writer("bni-direct", "bni", state_banks.bni_direct),
    "bni-direct-value-date": Writer(
        "bni-direct-value-date", "bni", state_banks.bni_direct_value_date, balanced=False
    ),
    "bni-sheet": Writer("bni-sheet", "bni", state_banks.bni_sheet, texts=False),
    "bni-mobile": Writer("bni-mobile", "bni", state_banks.bni_mobile),
    "mandiri-mcm": Writer("mandiri-mcm", "mandiri", state_banks.mandiri_mcm, balanced=False),
    "mandiri-livin": Writer("mandiri-livin", "mandiri", state_banks.mandiri_livin, texts=False),
    "permata": Writer("permata", "permata", sheets.permata),
    "cimb": Writer("cimb-octo", "cimb", sheets.cimb),
    "generic-csv": Writer("generic", "", sheets.generic_csv, named=False),
    "generic-sheet": Writer("generic", "", sheets.generic_sheet, named=False, texts=False),
    "generic-without-balance": Writer(
        "generic", "", sheets.generic_without_balance, balanced=False, named=False
    ),
}
