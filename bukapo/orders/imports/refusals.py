"""Why a form cannot be imported at all. What is wrong with single rows is a doubt, see `doubts.py`."""

from bukapo.kernel.refusal import gettext_noop
from bukapo.kernel.sheets.refusals import SheetUnreadable


class HeaderMissing(SheetUnreadable):
    """The first row already holds an answer; reading on would lose it."""

    code = "sheet_without_header"
    sentence = gettext_noop("Baris pertama harus judul kolom, tapi isinya sudah jawaban (“{told}”).")


class NothingRecognised(SheetUnreadable):
    code = "sheet_unrecognised"
    sentence = gettext_noop(
        "Tidak ada kolom nama, nomor HP, atau pesanan yang dikenali. Tentukan kolomnya sendiri."
    )


class MappingWrong(SheetUnreadable):
    """The mapping does not fit the sheet or the campaign; `where` names the entry."""

    code = "mapping_wrong"
    sentence = gettext_noop("Pemetaan kolom tidak cocok: {where}.")
