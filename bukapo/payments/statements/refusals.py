"""Why a file is not taken as a statement. Nothing of it was taken then."""

from bukapo.kernel.refusal import Refusal, gettext_noop


class StatementUnreadable(Refusal):
    code = "statement_unreadable"
    sentence = gettext_noop(
        "File mutasi ini tidak bisa dibaca. Unduh lagi dari internet banking sebagai CSV atau XLSX, lalu coba lagi."
    )
    http_status = 422


class StatementEmpty(StatementUnreadable):
    code = "statement_empty"
    sentence = gettext_noop("File mutasi ini kosong: tidak ada satu baris pun.")


class StatementTooBig(StatementUnreadable):
    code = "statement_too_big"
    sentence = gettext_noop("File mutasi ini terlalu besar. Paling besar {megabytes} MB.")


class StatementTooLong(StatementUnreadable):
    code = "statement_too_long"
    sentence = gettext_noop(
        "File mutasi ini terlalu panjang. Paling banyak {lines} baris; unduh untuk rentang tanggal yang lebih pendek."
    )


class StatementOfOtherKind(StatementUnreadable):
    """A picture, a PDF, a document, bytes of no kind …"""

    code = "statement_of_other_kind"
    sentence = gettext_noop("Ini {kind}, bukan mutasi yang bisa dibaca. Unduh mutasi sebagai CSV atau XLSX.")


class StatementOldExcel(StatementUnreadable):
    code = "statement_old_excel"
    sentence = gettext_noop(
        "Ini file Excel lama (.xls). Buka di Excel atau Google Sheets, simpan sebagai .xlsx, lalu unggah lagi."
    )


class StatementLocked(StatementUnreadable):
    code = "statement_locked"
    sentence = gettext_noop("File mutasi ini dikunci dengan kata sandi. Simpan dulu tanpa kata sandi.")


class StatementUnknownLayout(StatementUnreadable):
    """No bank's columns and no column titles that say what they hold."""

    code = "statement_unknown_layout"
    sentence = gettext_noop(
        "Kolom di file “{name}” tidak dikenali sebagai mutasi: tidak ada tanggal, keterangan, dan jumlah."
    )


class StatementOfOtherBank(StatementUnreadable):
    code = "statement_of_other_bank"
    sentence = gettext_noop("Ini mutasi {found}, bukan {asked}. Periksa rekening yang dipilih.")


class StatementDirectionUnclear(StatementUnreadable):
    """Amounts without sign, mark or balance: an outgoing transfer would look like a payment."""

    code = "statement_direction_unclear"
    sentence = gettext_noop(
        "File “{name}” tidak menunjukkan mana uang masuk dan mana uang keluar. Unduh yang ada debet dan kreditnya."
    )


class StatementMappingWrong(StatementUnreadable):
    code = "statement_mapping_wrong"
    sentence = gettext_noop("Pilihan kolom belum pas: {why}.")


class StatementForeign(StatementUnreadable):
    code = "statement_foreign"
    sentence = gettext_noop("Mutasi ini dalam {currency}. Yang bisa dibaca hanya rekening rupiah.")


class StatementLineUnread(StatementUnreadable):
    """`what` is what cannot be read: the day, the amount …"""

    code = "statement_line_unread"
    sentence = gettext_noop(
        "Baris {row} tidak bisa dibaca: {what}. Unduh mutasi lagi dan jangan diubah sebelum diunggah."
    )


class StatementSeveralAccounts(StatementUnreadable):
    code = "statement_several_accounts"
    sentence = gettext_noop("Mulai baris {row} mutasi ini milik rekening lain. Unduh satu file per rekening.")


class StatementTruncated(StatementUnreadable):
    code = "statement_truncated"
    sentence = gettext_noop("File mutasi ini terpotong setelah baris {row}. Unduh lagi sampai selesai.")


class StatementQuoteOpen(StatementUnreadable):
    code = "statement_quote_open"
    sentence = gettext_noop("Ada tanda kutip yang tidak ditutup di baris {row}. Unduh mutasi lagi.")


class StatementBroken(StatementUnreadable):
    """The running balance does not follow from the amounts."""

    code = "statement_broken"
    sentence = gettext_noop(
        "Saldo tidak nyambung di baris {row}: ada baris yang hilang atau angka yang berubah. Unduh mutasi lagi."
    )


class StatementTotalsWrong(StatementUnreadable):
    """Opening, closing or a total that the file states is not what its lines come to."""

    code = "statement_totals_wrong"
    sentence = gettext_noop(
        "{what} di file ini {stated}, padahal dari baris-barisnya {counted}. Ada baris yang hilang atau berubah."
    )
