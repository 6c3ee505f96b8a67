"""A frozen PO: locks, sizes traded, orders handed over, work orders amended. In both languages."""

_BYE = """Salam,
{toko}"""
_BYE_EN = """Regards,
{toko}"""

INDONESIAN: dict[str, tuple[str, str]] = {
    "campaign.lock_announced.order": (
        "PO {judul_po} segera ditutup, cek pesanan {nomor}",
        """Halo {nama}, PO {judul_po} ditutup {batas_ubah}.

Sampai saat itu isi pesanan {nomor} masih bisa diubah. Setelahnya dikunci untuk diproduksi.
Cek di sini:
{tautan}

"""
        + _BYE,
    ),
    "campaign.lock_announced.way": (
        "Pesanan {nomor}: kurir atau ambil sendiri?",
        """Halo {nama}, cara terima pesanan {nomor} di PO {judul_po} dikunci {batas_ubah}.

Mau ganti antara kurir dan ambil sendiri? Bisa sampai saat itu, di sini:
{tautan}

"""
        + _BYE,
    ),
    "campaign.lock_announced.address": (
        "Pesanan {nomor}: pastikan alamatnya benar",
        """Halo {nama}, alamat pesanan {nomor} di PO {judul_po} dikunci untuk pengiriman {batas_ubah}.

Pindah alamat? Ubah sebelum itu di sini:
{tautan}

"""
        + _BYE,
    ),
    "swap.taken": (
        "Ada yang mau tukar dengan pesanan {nomor}",
        """Halo {nama}, ada pembeli lain di PO {judul_po} yang mau tukar:
Anda melepas {dilepas}
Anda mendapat {didapat}

Harganya sama, tidak ada uang yang berpindah. Setuju atau tidak, jawab di sini:
{tautan}

"""
        + _BYE,
    ),
    "swap.freed": (
        "Tukar ukuran pesanan {nomor} belum jadi",
        """Halo {nama}, tukar ukuran untuk pesanan {nomor} di PO {judul_po} belum jadi. Isi pesanan Anda tetap.

Mau coba lagi? Buka:
{tautan}

"""
        + _BYE,
    ),
    "order.swapped": (
        "Tukar ukuran pesanan {nomor} berhasil",
        """Halo {nama}, tukar ukuran di PO {judul_po} sudah jadi.
Anda melepas {dilepas}
Anda mendapat {didapat}

Harga pesanan {nomor} tetap. Rinciannya:
{tautan}

"""
        + _BYE,
    ),
    "order.handed_over": (
        "Pesanan {nomor} sekarang milik Anda",
        """Halo {nama}, pesanan {nomor} di PO {judul_po} sekarang atas nama Anda, termasuk uang yang sudah masuk.

Ini tautan pesanan Anda. Simpan, dan jangan dibagikan:
{tautan}

"""
        + _BYE,
    ),
    "handover.accepted": (
        "Pesanan {nomor} sudah dioper",
        """Halo {nama}, pesanan {nomor} di PO {judul_po} sudah diterima oleh orang yang Anda tunjuk.

Tautan pesanan Anda yang lama tidak berlaku lagi. Uang yang sudah masuk ikut pesanannya.
Halaman PO-nya:
{tautan}

"""
        + _BYE,
    ),
    "work_order.amended.workshop": (
        "SPK {nomor_spk} berubah",
        """Halo {konveksi}, SPK {nomor_spk} untuk {judul_po} disesuaikan. Sekarang {jumlah_pcs} pcs.

Lihat yang berubah sebelum lanjut:
{tautan}

"""
        + _BYE,
    ),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "campaign.lock_announced.order": (
        "PO {judul_po} closes soon, check order {nomor}",
        """Hello {nama}, the PO {judul_po} closes {batas_ubah}.

Until then order {nomor} can still be changed. After that it is locked for production.
Check it here:
{tautan}

"""
        + _BYE_EN,
    ),
    "campaign.lock_announced.way": (
        "Order {nomor}: courier or pickup?",
        """Hello {nama}, the way you receive order {nomor} of the PO {judul_po} is locked {batas_ubah}.

You can change between courier and pickup until then, here:
{tautan}

"""
        + _BYE_EN,
    ),
    "campaign.lock_announced.address": (
        "Order {nomor}: is the address right?",
        """Hello {nama}, the address of order {nomor} of the PO {judul_po} is locked for shipping {batas_ubah}.

Have you moved? Change it before then, here:
{tautan}

"""
        + _BYE_EN,
    ),
    "swap.taken": (
        "Somebody would trade with order {nomor}",
        """Hello {nama}, another buyer of the PO {judul_po} would like to trade:
You give {dilepas}
You get {didapat}

The price is the same, no money moves. Say yes or no here:
{tautan}

"""
        + _BYE_EN,
    ),
    "swap.freed": (
        "The trade of order {nomor} did not come about",
        """Hello {nama}, the trade for order {nomor} of the PO {judul_po} did not come about. Your order stays as it is.

Try again? Open:
{tautan}

"""
        + _BYE_EN,
    ),
    "order.swapped": (
        "The trade of order {nomor} is done",
        """Hello {nama}, the trade in the PO {judul_po} is done.
You gave {dilepas}
You got {didapat}

The price of order {nomor} stays. The details:
{tautan}

"""
        + _BYE_EN,
    ),
    "order.handed_over": (
        "Order {nomor} is yours now",
        """Hello {nama}, order {nomor} of the PO {judul_po} is in your name now, with the money paid for it.

This is the link to your order. Keep it, and do not share it:
{tautan}

"""
        + _BYE_EN,
    ),
    "handover.accepted": (
        "Order {nomor} was handed over",
        """Hello {nama}, order {nomor} of the PO {judul_po} was accepted by the person you named.

Your old link to it opens nothing any more. The money paid went with the order.
The page of the PO:
{tautan}

"""
        + _BYE_EN,
    ),
    "work_order.amended.workshop": (
        "Work order {nomor_spk} has changed",
        """Hello {konveksi}, work order {nomor_spk} for {judul_po} was adjusted. It is {jumlah_pcs} pcs now.

See what changed before you go on:
{tautan}

"""
        + _BYE_EN,
    ),
}
