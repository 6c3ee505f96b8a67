"""Why a text is not a QRIS code that can be used. Each says it in a sentence of its own."""

from bukapo.kernel.refusal import Refusal, gettext_noop


class QrisUnusable(Refusal):
    code = "qris_unusable"
    sentence = gettext_noop("Kode QRIS ini tidak bisa dipakai.")
    http_status = 422


class Empty(QrisUnusable):
    code = "qris_empty"
    sentence = gettext_noop("Belum ada kode QRIS-nya.")


class NotQris(QrisUnusable):
    code = "qris_not"
    sentence = gettext_noop("Ini bukan kode QRIS. Teks QRIS selalu diawali 000201.")


class PercentEncoded(QrisUnusable):
    code = "qris_percent_encoded"
    sentence = gettext_noop(
        "Teks ini disalin dari alamat web: spasinya berubah menjadi %20. Salin teks aslinya, atau unggah gambarnya."
    )


class BrokenLine(QrisUnusable):
    code = "qris_broken_line"
    sentence = gettext_noop("Di tengah kode ada ganti baris. Kode QRIS harus satu baris utuh.")


class NotAscii(QrisUnusable):
    code = "qris_not_ascii"
    sentence = gettext_noop("Di dalam kode ada huruf yang tidak dikenal QRIS. Mungkin berubah waktu disalin.")


class TooLong(QrisUnusable):
    code = "qris_too_long"
    sentence = gettext_noop("Kode ini terlalu panjang untuk QRIS (paling banyak 512 huruf).")


class LengthMismatch(QrisUnusable):
    """A field says another length than it has, or is cut off."""

    code = "qris_length_mismatch"
    sentence = gettext_noop(
        "Bagian {tag} tidak sepanjang yang tertulis. Kode ini terpotong atau pernah diubah."
    )


class NotANumber(QrisUnusable):
    code = "qris_not_a_number"
    sentence = gettext_noop(
        "Susunan kode rusak di huruf ke-{place}: di situ seharusnya ada angka. Kode ini terpotong atau pernah diubah."
    )


class OutOfOrder(QrisUnusable):
    code = "qris_out_of_order"
    sentence = gettext_noop(
        "Bagian {tag} tidak pada tempatnya: bagian QRIS harus berurutan dan masing-masing hanya sekali."
    )


class NoChecksum(QrisUnusable):
    code = "qris_no_checksum"
    sentence = gettext_noop(
        "Di akhir kode tidak ada angka pemeriksa (6304…). Kode ini terpotong, atau ada teks lain sesudahnya."
    )


class LowerCaseChecksum(QrisUnusable):
    code = "qris_lower_case_checksum"
    sentence = gettext_noop(
        "Empat huruf terakhir harus huruf besar. Kode ini pernah diubah; pakai kode dari stiker aslinya."
    )


class ChecksumWrong(QrisUnusable):
    code = "qris_checksum_wrong"
    sentence = gettext_noop(
        "Angka pemeriksanya tidak cocok: tertulis {told}, seharusnya {right}. Ada huruf yang berubah."
    )


class Missing(QrisUnusable):
    code = "qris_missing"
    sentence = gettext_noop("Bagian {tag} ({what}) tidak ada.")


class Unfit(QrisUnusable):
    code = "qris_unfit"
    sentence = gettext_noop("Isi bagian {tag} ({what}) tidak sah.")


class NotNational(QrisUnusable):
    code = "qris_not_national"
    sentence = gettext_noop(
        "Ini kode bayar, tapi bukan QRIS nasional: ID merchant (NMID) dari Bank Indonesia tidak ada di dalamnya."
    )


class ForeignCurrency(QrisUnusable):
    code = "qris_foreign_currency"
    sentence = gettext_noop("Kode ini bukan untuk rupiah (mata uang {currency}).")


class ForeignCountry(QrisUnusable):
    code = "qris_foreign_country"
    sentence = gettext_noop("Kode ini dari negara lain ({country}), bukan QRIS Indonesia.")


class AlreadyDynamic(QrisUnusable):
    code = "qris_already_dynamic"
    sentence = gettext_noop(
        "Ini QRIS dinamis untuk satu pembayaran saja. Yang dibutuhkan QRIS statis: kode dari stiker toko."
    )


class AmountUnfit(Refusal):
    code = "qris_amount_unfit"
    sentence = gettext_noop("Lewat QRIS bisa Rp1 sampai Rp10.000.000 sekali bayar.")
    http_status = 422


class ReferenceUnfit(Refusal):
    code = "qris_reference_unfit"
    sentence = gettext_noop("Nomor acuan paling banyak 25 huruf, angka, atau tanda baca biasa.")
    http_status = 422


class NoRoom(Refusal):
    code = "qris_no_room"
    sentence = gettext_noop("Kode ini sudah penuh: nomor acuannya tidak muat. Coba nomor yang lebih pendek.")
    http_status = 422
