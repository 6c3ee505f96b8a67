"""Why quality control says no."""

from bukapo.kernel.refusal import Refusal, gettext_noop


class NothingChecked(Refusal):
    code = "nothing_checked"
    sentence = gettext_noop("Isi dulu berapa yang diperiksa.")
    http_status = 422


class MoreThanReached(Refusal):
    """`size` names the size; `most` may still be checked."""

    code = "more_than_reached"
    sentence = gettext_noop("{size}: yang bisa diperiksa sekarang paling banyak {most} pcs.")
    http_status = 422


class MoreDefectsThanChecked(Refusal):
    code = "more_defects_than_checked"
    sentence = gettext_noop("{size}: yang cacat {defects} pcs, padahal yang diperiksa {checked} pcs.")
    http_status = 422


class MoreThanOut(Refusal):
    """`left` pieces of the defect have not come back."""

    code = "more_than_out"
    sentence = gettext_noop("Yang belum kembali tinggal {left} pcs.")
    http_status = 422


class HeldByQuality(Refusal):
    """Pieces that quality control holds back can't be reported as past the stage."""

    code = "held_by_quality"
    sentence = gettext_noop(
        "{stage} ukuran {size} paling banyak {most}: {held} pcs masih ditahan pemeriksaan."
    )


class AlreadyChecked(Refusal):
    """A stage can't go back behind what was checked after it."""

    code = "already_checked"
    sentence = gettext_noop("{stage} ukuran {size} paling sedikit {least}: sebanyak itu sudah diperiksa.")


class SomethingCameBack(Refusal):
    """A check some of whose pieces have come back can't be withdrawn any more."""

    code = "something_came_back"
    sentence = gettext_noop("Sudah ada pcs yang kembali dari pemeriksaan ini, jadi tidak bisa dibatalkan.")


class NotYetWorking(Refusal):
    code = "not_yet_working"
    sentence = gettext_noop("Belum ada hasil yang dilaporkan, jadi belum ada yang bisa diperiksa.")
