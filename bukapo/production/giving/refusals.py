"""Why giving out says no."""

from bukapo.kernel.refusal import Refusal, gettext_noop


class NotToBeFollowed(Refusal):
    """`number` is refused, cancelled, or made for one buyer's order."""

    code = "not_to_be_followed"
    sentence = gettext_noop("{number} tidak bisa dilanjutkan konveksi lain.")


class StillGoing(Refusal):
    """Only the part of a work order that was refused or cancelled can be given anew."""

    code = "work_order_still_going"
    sentence = gettext_noop("{number} masih berjalan. Batalkan dulu kalau mau dipindah.")


class FollowersStarted(Refusal):
    code = "followers_started"
    sentence = gettext_noop("{number} sudah mulai mengerjakan hasilnya, jadi sumbernya tidak bisa diganti.")
