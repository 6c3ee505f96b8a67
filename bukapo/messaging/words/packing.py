"""Parcels, packing and sending, in both languages."""

INDONESIAN: dict[str, tuple[str, str]] = {
    "order.part_proposed": (
        "Boleh pesanan {nomor} dikirim sebagian dulu?",
        """Halo {nama}, sebagian barang pesanan {nomor} di PO {judul_po} sudah siap, sisanya menyusul.
Alasannya: {alasan}

Boleh dikirim dulu yang sudah ada? Ongkir kiriman kedua kami yang tanggung.
Tanpa persetujuan Anda, semuanya menunggu lengkap:
{tautan}

{toko}""",
    ),
    "order.part_shipped": (
        "Paket pertama pesanan {nomor} sudah jalan",
        """Halo {nama}, paket pertama pesanan {nomor} di PO {judul_po} sudah dikirim. Sisanya menyusul.

Kurir: {kurir}
No. resi: {resi}

{tautan}

{toko}""",
    ),
    "order.part_tracking_corrected": (
        "Nomor resi paket pertama pesanan {nomor} diperbaiki",
        """Halo {nama}, mohon maaf, nomor resi paket pertama pesanan {nomor} di PO {judul_po} sebelumnya keliru.
Yang benar:

Kurir: {kurir}
No. resi: {resi}

{tautan}

{toko}""",
    ),
    "order.rest_dropped": (
        "Sisa pesanan {nomor} tidak jadi dikirim",
        """Halo {nama}, yang sudah dikirim dari pesanan {nomor} di PO {judul_po} tetap milik Anda.
Sisanya tidak jadi dikirim.
Alasannya: {alasan}

Harga pesanan berkurang {jumlah}.
Dari yang sudah Anda bayar, {pengembalian} kami kembalikan.

{uang}

Rinciannya di sini:
{tautan}

{toko}""",
    ),
    "order.rest_dropped.seller": (
        "Sisa pesanan {nomor} tidak jadi dikirim",
        """Sisa pesanan {nomor} dari {nama} (PO {judul_po}) tidak jadi dikirim. Yang sudah jalan tetap terjual.
Alasannya: {alasan}
Yang harus dikembalikan {pengembalian}.

{tautan}

{toko}""",
    ),
    "order.part_missed.seller": (
        "Pembeli bilang paket pertama pesanan {nomor} belum sampai",
        """{nama} mengabari paket pertama pesanan {nomor} (PO {judul_po}) belum sampai.
Catatannya: {alasan}

Cek resinya dan tanyakan ke kurir:
{tautan}

{toko}""",
    ),
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
    "order.part_proposed": (
        "May a part of order {nomor} go ahead?",
        """Hi {nama}, some pieces of order {nomor} in {judul_po} are ready, the rest will follow.
Reason: {alasan}

May what is ready go ahead? The second sending is at our cost.
Without your consent everything waits until it is complete:
{tautan}

{toko}""",
    ),
    "order.part_shipped": (
        "The first parcel of order {nomor} is on its way",
        """Hi {nama}, the first parcel of order {nomor} in {judul_po} has left. The rest will follow.

Courier: {kurir}
Tracking number: {resi}

{tautan}

{toko}""",
    ),
    "order.part_tracking_corrected": (
        "The tracking number of the first parcel of order {nomor} was corrected",
        """Hi {nama}, sorry: the tracking number of the first parcel of order {nomor} in {judul_po} was wrong.
The right one:

Courier: {kurir}
Tracking number: {resi}

{tautan}

{toko}""",
    ),
    "order.rest_dropped": (
        "The rest of order {nomor} is not sent any more",
        """Hi {nama}, what was sent of order {nomor} in {judul_po} stays yours. The rest is not sent any more.
Reason: {alasan}

The order costs {jumlah} less.
Of what you have paid, we send back {pengembalian}.

{uang}

Details are here:
{tautan}

{toko}""",
    ),
    "order.rest_dropped.seller": (
        "The rest of order {nomor} is not sent any more",
        """The rest of order {nomor} of {nama} ({judul_po}) is not sent any more. What has left stays sold.
Reason: {alasan}
To be sent back: {pengembalian}.

{tautan}

{toko}""",
    ),
    "order.part_missed.seller": (
        "The buyer says that the first parcel of order {nomor} has not arrived",
        """{nama} says that the first parcel of order {nomor} ({judul_po}) has not arrived.
Their note: {alasan}

Check its tracking number and ask the courier:
{tautan}

{toko}""",
    ),
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
