"""Why an order that is made by itself can't be changed, ended or sent now."""

from bukapo.kernel.refusal import Refusal, gettext_noop


class AlreadyBeingMade(Refusal):
    code = "already_being_made"
    sentence = gettext_noop(
        "Pesanan ini sudah masuk antrean pengerjaan dan dibuat khusus, jadi barangnya tidak bisa diubah atau "
        "dibatalkan sendiri. Hubungi penjual."
    )


class AlreadyPacked(Refusal):
    code = "already_packed"
    sentence = gettext_noop("Pesanan ini sudah dikemas, jadi tidak bisa diubah lagi. Hubungi penjual.")


class NotMadeYet(Refusal):
    code = "not_made_yet"
    sentence = gettext_noop("Barang pesanan ini belum jadi. Nyatakan jadi dulu di antrean pengerjaan.")


class AlreadyMade(Refusal):
    code = "already_made"
    sentence = gettext_noop("Barang pesanan ini sudah dinyatakan jadi.")


class NoRoomBetween(Refusal):
    code = "no_room_between"
    sentence = gettext_noop(
        "Urutan di antara dua pesanan ini sudah terlalu sering diubah. Pilih urutan lain."
    )
