"""A late order gets what was promised for that: in both languages."""

INDONESIAN: dict[str, tuple[str, str]] = {
    "order.guarantee_given": (
        "Pesanan {nomor} terlambat: {garansi}",
        """Halo {nama}, mohon maaf. Pesanan {nomor} di PO {judul_po} seharusnya dikirim paling lambat {hari_janji}.
Sudah lewat {telat} dan belum dikirim. Sesuai garansi PO ini, Anda langsung mendapat {garansi}.

Kodenya {kode_saldo}: untuk pesanan mana pun di {toko}, nomor WhatsApp sama, tanpa batas waktu, tak bisa diuangkan.
{pengembalian} kami kembalikan sebagai uang. Tulis rekening tujuannya di halaman pesanan.
Sisa tagihan Anda jadi {sisa}.

Pesanan Anda tetap jalan. Lihat di sini:
{tautan}

{toko}""",
    ),
    "order.guarantee_offered": (
        "Pesanan {nomor} terlambat: ambil uangnya, atau tetap menunggu?",
        """Halo {nama}, mohon maaf. Pesanan {nomor} di PO {judul_po} seharusnya dikirim paling lambat {hari_janji}.
Sudah lewat {telat} dan belum dikirim. Sesuai garansi PO ini, Anda boleh mengambil seluruh uang Anda: {jumlah}.

Anda yang memilih, sebelum {batas_jawab}:
1. Ambil uang kembali. Pesanan dibatalkan tanpa potongan.
2. Tetap menunggu.
{tautan}

Kalau tidak dijawab, kami anggap Anda menunggu. Selama belum dikirim, uangnya tetap boleh diambil.

{toko}""",
    ),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "order.guarantee_given": (
        "Order {nomor} is late: {garansi}",
        """Hi {nama}, we are sorry. Order {nomor} of {judul_po} should have been sent by {hari_janji} at the latest.
It is {telat} late and not sent yet. As the guarantee of this PO says, you get: {garansi}.

The code is {kode_saldo}: for any order at {toko}, same WhatsApp number, at any time; it is not paid out as money.
We send {pengembalian} back as money. Tell us the bank account on your order page.
What is asked later is now {sisa}.

Your order goes on. See it here:
{tautan}

{toko}""",
    ),
    "order.guarantee_offered": (
        "Order {nomor} is late: take your money, or keep waiting?",
        """Hi {nama}, we are sorry. Order {nomor} of {judul_po} should have been sent by {hari_janji} at the latest.
It is {telat} late and not sent yet. As the guarantee of this PO says, you may take all of your money: {jumlah}.

It is your choice, before {batas_jawab}:
1. Take the money back. The order is cancelled without any deduction.
2. Keep waiting.
{tautan}

If you do not answer, we take it that you wait. Until it is sent, the money may still be taken.

{toko}""",
    ),
}
