"""Parcels, packing and sending, in both languages."""

INDONESIAN: dict[str, tuple[str, str]] = {
    "order.tracking_corrected": (
        "Nomor resi pesanan {nomor} diperbaiki",
        """Halo {nama}, mohon maaf, nomor resi pesanan {nomor} di PO {judul_po} sebelumnya keliru. Yang benar:

Kurir: {kurir}
No. resi: {resi}

{tautan}

{toko}""",
    ),
    "order.not_arrived.seller": (
        "Pembeli bilang pesanan {nomor} belum sampai",
        """{nama} mengabari paket pesanan {nomor} (PO {judul_po}) belum sampai.
Catatannya: {alasan}

Cek resinya dan tanyakan ke kurir:
{tautan}

{toko}""",
    ),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "order.tracking_corrected": (
        "The tracking number of order {nomor} was corrected",
        """Hi {nama}, sorry: the tracking number of order {nomor} in {judul_po} was wrong before. The right one:

Courier: {kurir}
Tracking number: {resi}

{tautan}

{toko}""",
    ),
    "order.not_arrived.seller": (
        "The buyer says that order {nomor} has not arrived",
        """{nama} says that the parcel of order {nomor} ({judul_po}) has not arrived.
Their note: {alasan}

Check its tracking number and ask the courier:
{tautan}

{toko}""",
    ),
}
