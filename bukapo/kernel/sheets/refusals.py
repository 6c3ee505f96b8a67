"""Why a file cannot be read as a table at all."""

from bukapo.kernel.refusal import Refusal, gettext_noop


class SheetUnreadable(Refusal):
    """The file as a whole cannot be read; nothing of it was taken."""

    code = "sheet_unreadable"
    sentence = gettext_noop(
        "File ini tidak bisa dibaca. Unduh lagi sebagai CSV atau XLSX, lalu coba sekali lagi."
    )
    http_status = 422


class SheetEmpty(SheetUnreadable):
    code = "sheet_empty"
    sentence = gettext_noop("File ini kosong: tidak ada judul kolom.")


class SheetTooBig(SheetUnreadable):
    code = "sheet_too_big"
    sentence = gettext_noop("File ini terlalu besar. Paling besar {megabytes} MB.")


class SheetTooLong(SheetUnreadable):
    code = "sheet_too_long"
    sentence = gettext_noop(
        "File ini terlalu panjang. Paling banyak {rows} baris; bagi dulu menjadi beberapa file."
    )


class SheetTooWide(SheetUnreadable):
    code = "sheet_too_wide"
    sentence = gettext_noop(
        "File ini terlalu lebar. Paling banyak {columns} kolom; hapus kolom yang tidak dipakai."
    )


class SheetOfOtherKind(SheetUnreadable):
    """A picture, a PDF, a web page, an old .xls …"""

    code = "sheet_of_other_kind"
    sentence = gettext_noop("Ini {kind}, bukan tabel yang bisa dibaca. Unduh sebagai CSV atau XLSX.")


class SheetQuoteOpen(SheetUnreadable):
    code = "sheet_quote_open"
    sentence = gettext_noop(
        "Ada tanda kutip yang tidak ditutup mulai sekitar baris {row}; sisa file tidak terbaca."
    )


class SheetLocked(SheetUnreadable):
    code = "sheet_locked"
    sentence = gettext_noop("File ini dikunci dengan kata sandi. Simpan dulu tanpa kata sandi.")
