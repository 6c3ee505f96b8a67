"""Dates that move and pieces that did not come out: in both languages."""

INDONESIAN: dict[str, tuple[str, str]] = {
    "order.delay_asked": (
        "Jadwal {judul_po} mundur: menunggu, atau uang kembali?",
        """Halo {nama}, mohon maaf, jadwal {judul_po} (pesanan {nomor}) mundur.
Perkiraan {janji} sekarang {tanggal}.
Sebelumnya {tanggal_lama}.
Alasannya: {alasan}

Anda yang memilih: menunggu, atau uang kembali penuh tanpa potongan.
Pilih sebelum {batas_jawab} di sini:
{tautan}

Kalau tidak dijawab, {kalau_diam}.

{toko}""",
    ),
    "order.delay_reminded": (
        "Pesanan {nomor}: tinggal sehari untuk memilih",
        """Halo {nama}, kami masih menunggu pilihan Anda soal jadwal {judul_po} yang mundur.
Perkiraan {janji} sekarang {tanggal}.
Alasannya: {alasan}

Menunggu, atau uang kembali penuh untuk pesanan {nomor}? Pilih sebelum {batas_jawab} di sini:
{tautan}

Kalau tidak dijawab, {kalau_diam}.

{toko}""",
    ),
    "order.pieces_short": (
        "Pesanan {nomor}: sebagian barang tidak jadi",
        """Halo {nama}, mohon maaf. Barang yang jadi di PO {judul_po} kurang dari yang dipesan.
Ini yang kurang di pesanan {nomor}:
{kurang}

Anda yang memilih: uangnya kembali, menunggu barang pengganti, atau pilihan lain kalau masih ada.
Pilih sebelum {batas_jawab} di sini:
{tautan}

Kalau tidak dijawab, uangnya kami kembalikan. Cara membaginya bisa Anda periksa sendiri dari halaman itu.

{toko}""",
    ),
    "order.short_refunded": (
        "Uang barang yang kurang di pesanan {nomor}",
        """Halo {nama}, ini yang tidak jadi di pesanan {nomor}:
{kurang}

Harga pesanan berkurang {jumlah}.
Dari yang sudah Anda bayar, {pengembalian} kami kembalikan.
Sisa yang ditagih nanti jadi {sisa}.

Rinciannya di sini:
{tautan}

Sekali lagi mohon maaf,
{toko}""",
    ),
    "order.short_filled": (
        "Barang yang kurang di pesanan {nomor} sudah ada",
        """Halo {nama}, kabar baik: barang yang kurang di pesanan {nomor} sudah ada.
{kurang}

Pesanan Anda lanjut dikirim lengkap:
{tautan}

Terima kasih sudah menunggu,
{toko}""",
    ),
    "delay_warning.seen.seller": (
        "Janji {judul_po} terancam",
        """PO {judul_po}: {tanda}

Tanggal selesai yang kemungkinan besar (90 %) terkejar: {tanggal_jujur}.

Kabari pembeli sebelum mereka bertanya. Geser tanggalnya di sini:
{tautan}""",
    ),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "order.delay_asked": (
        "{judul_po} is late: wait, or take your money back?",
        """Hi {nama}, we are sorry: the schedule of {judul_po} (order {nomor}) has moved back.
{janji}: now {tanggal}.
Before, it was {tanggal_lama}.
Reason: {alasan}

It is your choice: wait, or get all of your money back without any deduction.
Choose before {batas_jawab} here:
{tautan}

If you do not answer, {kalau_diam}.

{toko}""",
    ),
    "order.delay_reminded": (
        "Order {nomor}: one day left to choose",
        """Hi {nama}, we are still waiting for your choice about {judul_po}, whose schedule moved back.
{janji}: now {tanggal}.
Reason: {alasan}

Wait, or get all of your money back for order {nomor}? Choose before {batas_jawab} here:
{tautan}

If you do not answer, {kalau_diam}.

{toko}""",
    ),
    "order.pieces_short": (
        "Order {nomor}: some pieces did not come out",
        """Hi {nama}, we are sorry. Fewer pieces of {judul_po} came out than were ordered.
This is missing in order {nomor}:
{kurang}

It is your choice: your money for them back, wait for replacements, or another variant if one is left.
Choose before {batas_jawab} here:
{tautan}

If you do not answer, we send the money back. You can check from that page how the pieces were shared out.

{toko}""",
    ),
    "order.short_refunded": (
        "Your money for the missing pieces of order {nomor}",
        """Hi {nama}, this did not come out in order {nomor}:
{kurang}

The order costs {jumlah} less.
Of what you have paid, we send back {pengembalian}.
What is asked later is now {sisa}.

Details are here:
{tautan}

We are sorry,
{toko}""",
    ),
    "order.short_filled": (
        "The missing pieces of order {nomor} are here",
        """Hi {nama}, good news: the missing pieces of order {nomor} are here.
{kurang}

Your order goes out complete:
{tautan}

Thank you for waiting,
{toko}""",
    ),
    "delay_warning.seen.seller": (
        "The promise of {judul_po} is in danger",
        """{judul_po}: {tanda}

The day of production that is very likely (90 %) to be kept: {tanggal_jujur}.

Tell your buyers before they ask. Move the date here:
{tautan}""",
    ),
}
