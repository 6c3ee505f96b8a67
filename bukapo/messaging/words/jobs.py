"""Orders that are made one by one: in both languages."""

INDONESIAN: dict[str, tuple[str, str]] = {
    "order.promised": (
        "Pesanan {nomor} masuk antrean pengerjaan",
        """Halo {nama}, pesanan {nomor} di PO {judul_po} sudah pasti dan masuk antrean pengerjaan.
Dibuat khusus untuk Anda, perkiraan jadi {tanggal}.
Dikirim atau bisa diambil paling lambat {tanggal_kirim}.

Urutan dan tahap pengerjaannya bisa dilihat kapan saja:
{tautan}

{toko}""",
    ),
    "order.promise_moved": (
        "Tanggal pesanan {nomor} bergeser",
        """Halo {nama}, mohon maaf, tanggal pesanan {nomor} di PO {judul_po} bergeser.
Perkiraan {janji} sekarang {tanggal}.
Sebelumnya {tanggal_lama}.
Alasannya: {alasan}

Tanggal terbaru dan hak Anda ada di sini:
{tautan}

{toko}""",
    ),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "order.promised": (
        "Order {nomor} is in the queue",
        """Hi {nama}, order {nomor} in {judul_po} is confirmed and has joined the workshop's queue.
It is made for you alone, expected to be finished {tanggal}.
Shipped or ready to pick up by {tanggal_kirim} at the latest.

Your place and each step of the work are here at any time:
{tautan}

{toko}""",
    ),
    "order.promise_moved": (
        "The date of order {nomor} has moved",
        """Hi {nama}, we are sorry: the date of order {nomor} in {judul_po} has moved.
{janji}: now {tanggal}.
Before, it was {tanggal_lama}.
Reason: {alasan}

The new date and your rights:
{tautan}

{toko}""",
    ),
}
