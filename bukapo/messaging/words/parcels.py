"""What buyers hear of a parcel from its courier: in both languages."""

INDONESIAN: dict[str, tuple[str, str]] = {
    "parcel.arrived": (
        "Paket {nomor} sampai menurut kurir",
        """Halo {nama}, menurut {kurir}, paket pesanan {nomor} di PO {judul_po} sudah sampai.
Resi: {resi}

Sudah Anda terima? Cek isinya, lalu konfirmasi di sini. Kalau belum ada atau ada yang salah, kabari juga lewat sini:
{tautan}

{toko}""",
    ),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "parcel.arrived": (
        "Parcel {nomor} has arrived, says the courier",
        """Hi {nama}, {kurir} says that the parcel of order {nomor} in {judul_po} has arrived.
Tracking number: {resi}

Have you received it? Look inside, then confirm it here. If it is not there or something is wrong, tell us here, too:
{tautan}

{toko}""",
    ),
}
