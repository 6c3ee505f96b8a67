"""Telling many at once, and the weekly update: in both languages. A broadcast's words are where its seller begins."""

INDONESIAN: dict[str, tuple[str, str]] = {
    "broadcast.news": (
        "Kabar PO {judul_po}",
        """Halo {nama}, ada kabar soal PO {judul_po}.

Tulis kabarnya di sini.

Pesanan {nomor} bisa dilihat kapan saja di sini:
{tautan}

{toko}""",
    ),
    "broadcast.offer": (
        "PO baru: {judul_po}",
        """Halo {nama}, {toko} membuka PO baru: {judul_po}.

Ceritakan singkat di sini.

Lihat dan pesan di sini:
{tautan}

{toko}""",
    ),
    "update.sent": (
        "Kabar produksi PO {judul_po}",
        """Halo {nama}, ini kabar produksi PO {judul_po}.

{kabar}

Semua tahapnya ada di halaman pesanan {nomor}:
{tautan}

{toko}""",
    ),
    "update.drafted.seller": (
        "Draf kabar PO {judul_po} siap dilihat",
        """Draf kabar minggu ini untuk pembeli PO {judul_po} sudah disiapkan dari laporan produksi:

{kabar}

Belum dikirim ke siapa pun. Lihat, ubah kalau perlu, lalu kirim atau lewati di sini:
{tautan}""",
    ),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "broadcast.news": (
        "News of {judul_po}",
        """Hi {nama}, there is news of {judul_po}.

Write the news here.

Your order {nomor} is here at any time:
{tautan}

{toko}""",
    ),
    "broadcast.offer": (
        "New pre-order: {judul_po}",
        """Hi {nama}, {toko} has opened a new pre-order: {judul_po}.

Say what it is in a line or two.

See it and order here:
{tautan}

{toko}""",
    ),
    "update.sent": (
        "How {judul_po} is coming along",
        """Hi {nama}, this is how {judul_po} is coming along.

{kabar}

Every step is on the page of your order {nomor}:
{tautan}

{toko}""",
    ),
    "update.drafted.seller": (
        "An update on {judul_po} is drafted",
        """This week's update for the buyers of {judul_po} was drafted from the production reports:

{kabar}

It has gone to nobody yet. Look at it, change what you like, then send or skip it here:
{tautan}""",
    ),
}
