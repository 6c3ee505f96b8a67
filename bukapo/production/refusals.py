"""Why production says no."""

from bukapo.kernel.refusal import Refusal, gettext_noop


class NotOpenedYet(Refusal):
    code = "not_opened_yet"
    sentence = gettext_noop("PO ini belum dibuka, jadi belum ada yang bisa ditutup.")


class NotTimeYet(Refusal):
    """Only a person may close a PO before its time."""

    code = "not_time_yet"
    sentence = gettext_noop("PO ini belum waktunya ditutup.")


class StillOpen(Refusal):
    code = "still_open"
    sentence = gettext_noop("PO ini masih buka. Tutup dulu supaya rekapnya terkunci.")


class RecapUnsound(Refusal, AssertionError):
    """Recap, orders and counters disagree: a defect of the data, so nothing is frozen on it. `what` names it."""

    code = "recap_unsound"
    sentence = gettext_noop("Rekap tidak cocok dengan pesanan, jadi belum dikunci: {what}.")


class RecapAltered(Refusal):
    """A frozen recap is not what was frozen."""

    code = "recap_altered"
    sentence = gettext_noop(
        "Rekap versi {version} pernah diubah di luar BukaPO: kodenya tidak cocok lagi. {what}"
    )
    http_status = 500


class NothingChanged(Refusal):
    code = "nothing_changed"
    sentence = gettext_noop("Tidak ada yang berubah sejak rekap terakhir dikunci.")


class NothingToMake(Refusal):
    code = "nothing_to_make"
    sentence = gettext_noop("Tidak ada yang perlu dibuat: rekapnya kosong.")


class AlreadyProduced(Refusal):
    code = "already_produced"
    sentence = gettext_noop("Produksi PO ini sudah dinyatakan selesai.")


class MadeOneByOne(Refusal):
    code = "made_one_by_one"
    sentence = gettext_noop(
        "Di PO ini tiap pesanan punya SPK sendiri dan dinyatakan jadi sendiri, di antrean pengerjaan."
    )


class WorkshopNotDone(Refusal):
    """`numbers` are the work orders that were not reported done."""

    code = "workshop_not_done"
    sentence = gettext_noop(
        "{numbers} belum dilaporkan selesai oleh konveksi. Hitung dulu barangnya, lalu nyatakan lengkap."
    )


class BooksStillOpen(Refusal):
    """`count` things are unfinished; `reads.open_business` names each."""

    code = "books_still_open"
    sentence = gettext_noop("Buku PO ini belum bisa ditutup: masih ada {count} hal yang belum beres.")


class NotAcceptedYet(Refusal):
    code = "not_accepted_yet"
    sentence = gettext_noop("Terima SPK ini dulu sebelum melaporkan hasil.")


class WorkOrderOver(Refusal):
    code = "work_order_over"
    sentence = gettext_noop("SPK ini sudah selesai atau dibatalkan.")


class AlreadySaid(Refusal):
    """The same report again (a double tap): harmless, nothing is written."""

    code = "already_said"
    sentence = gettext_noop("Laporan ini sudah masuk.")


class StagesUnfinished(Refusal):
    code = "stages_unfinished"
    sentence = gettext_noop("Tahap {stage} baru {done} dari {target}.")
