"""When a piece may be traded. Pure."""

from bukapo.kernel.machine import machine
from bukapo.kernel.refusal import Refusal, gettext_noop

SWAP = machine(
    "swap", "offered", offered="taken withdrawn", taken="offered done withdrawn", done="", withdrawn=""
)
"""offered: looks for somebody; taken: another buyer agreed, whoever offered has the last word; done; withdrawn."""

LIVE = ["offered", "taken"]


class NotClosedYet(Refusal):
    code = "swap_not_closed_yet"
    sentence = gettext_noop("PO-nya masih buka, jadi pilihan bisa langsung diubah lewat “Ubah pesanan”.")


class SwapTooLate(Refusal):
    """Packed, on its way or over."""

    code = "swap_too_late"
    sentence = gettext_noop(
        "Barangnya sudah dikemas atau pesanannya sudah selesai, jadi tidak bisa ditukar lagi."
    )


class NoSuchPiece(Refusal):
    code = "swap_no_such_piece"
    sentence = gettext_noop("{what} tidak ada lagi di pesanan ini. Pilih yang lain.")


class NotAlike(Refusal):
    code = "swap_not_alike"
    sentence = gettext_noop(
        "Hanya bisa ditukar dengan pilihan lain dari barang yang sama dan harganya sama, supaya tidak ada uang yang "
        "berpindah."
    )


class NamesAreMade(Refusal):
    """A piece with a name on it is being made."""

    code = "swap_names_are_made"
    sentence = gettext_noop(
        "Barang dengan nama atau nomor tidak bisa ditukar lagi: konveksi sudah mulai mengerjakannya."
    )


class OneSwapAtATime(Refusal):
    code = "swap_one_at_a_time"
    sentence = gettext_noop("Pesanan ini masih punya tukar ukuran yang berjalan. Selesaikan itu dulu.")


class SwapGone(Refusal):
    code = "swap_gone"
    sentence = gettext_noop("Tawaran tukar ini sudah diambil orang lain atau dibatalkan.")
