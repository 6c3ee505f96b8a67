"""Batches and minimums: in both languages. `words/indonesian.py` and `words/english.py` have the rest."""

INDONESIAN: dict[str, tuple[str, str]] = {
    "order.batch_moved": (
        "Pesanan {nomor} pindah ke {po_baru}",
        """Halo {nama}, pesanan {nomor} kami pindah dari {po_lama} ke {po_baru}.
Alasannya: {alasan}

Isi, harga, dan aturan pesanan Anda tetap. Janji tanggalnya sekarang:
Selesai dibuat: {jadi}
Paling lambat dikirim atau siap diambil: {kirim_akhir}

Rinciannya di sini:
{tautan}

{toko}""",
    ),
    "order.colour_swapped": (
        "Pesanan {nomor} memakai pilihan kedua: {warna_baru}",
        """Halo {nama}, {pilihan_lama} di PO {judul_po} tidak jadi dibuat.
Pesanan {nomor} memakai pilihan kedua Anda: {warna_baru}.
Alasannya: {alasan}

Pesanan sekarang:
{rincian}
Harganya tetap.

Rinciannya di sini:
{tautan}

{toko}""",
    ),
    "campaign.postponed": (
        "PO {judul_po} diundur",
        """Halo {nama}, PO {judul_po} kami undur. Pesanan {nomor} tetap tercatat.
Alasannya: {alasan}

Pesanan sekarang diterima sampai {tutup}.
Selesai dibuat: {jadi}
Paling lambat dikirim atau siap diambil: {kirim_akhir}

Rinciannya di sini:
{tautan}

{toko}""",
    ),
    "campaign.fell_short.seller": (
        "Minimum PO {judul_po} tidak tercapai",
        """{alasan}

Yang dipilih tiap pembeli sedang dijalankan, dan semuanya dikabari. Uang yang harus kembali ada di halaman
Pengembalian.
{tautan}""",
    ),
}
ENGLISH: dict[str, tuple[str, str]] = {
    "order.batch_moved": (
        "Order {nomor} moved to {po_baru}",
        """Hello {nama}, we moved order {nomor} from {po_lama} to {po_baru}.
The reason: {alasan}

What you ordered, its price and its rules stay. The dates we promise now:
Made by: {jadi}
Sent or ready for pickup at the latest: {kirim_akhir}

Details are here:
{tautan}

{toko}""",
    ),
    "order.colour_swapped": (
        "Order {nomor} takes your second choice: {warna_baru}",
        """Hello {nama}, {pilihan_lama} of {judul_po} will not be made.
Order {nomor} takes your second choice: {warna_baru}.
The reason: {alasan}

Your order now:
{rincian}
The price stays.

Details are here:
{tautan}

{toko}""",
    ),
    "campaign.postponed": (
        "{judul_po} is put off",
        """Hello {nama}, we put {judul_po} off. Your order {nomor} stands.
The reason: {alasan}

Orders are now taken until {tutup}.
Made by: {jadi}
Sent or ready for pickup at the latest: {kirim_akhir}

Details are here:
{tautan}

{toko}""",
    ),
    "campaign.fell_short.seller": (
        "{judul_po} did not reach its minimum",
        """{alasan}

What each buyer chose is being done. All of them are told, and money to be sent back is on the refunds page.
{tautan}""",
    ),
}
