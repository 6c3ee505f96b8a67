"""A teaser's messages in both languages. A greeting without a name is left out, as every line with an empty gap."""

INDONESIAN: dict[str, tuple[str, str]] = {
    "interest.confirm": (
        "Konfirmasi: kabari saya soal {judul_po}",
        """Halo {nama},

Alamat ini didaftarkan untuk dikabari soal {judul_po} dari {toko}.
Kalau itu Anda, buka tautan ini lalu tekan “Ya, kabari saya”:
{tautan}

Kalau bukan, abaikan saja. Tanpa konfirmasi Anda tidak dihitung, tidak dikabari lagi, dan alamat ini kami hapus.

{toko}""",
    ),
    "interest.welcome": (
        "Anda terdaftar untuk {judul_po}",
        """Halo {nama},

Anda terdaftar untuk {judul_po}.
PO dibuka {buka}.
Untuk Anda buka lebih awal: {buka_awal}.
Potongan untuk Anda: voucher {voucher_daftar}.
Bonus: {bonus}

Halaman pribadi Anda, untuk memesan, memilih desain, atau berhenti dikabari:
{tautan}
Jangan dibagikan: tautan ini khusus untuk Anda.

{toko}""",
    ),
    "campaign.opens_early": (
        "{judul_po}: buka awal untuk Anda",
        """Halo {nama},

Anda boleh memesan {judul_po} lebih awal, mulai {buka_awal}.
Untuk umum baru dibuka {buka}.
Potongan untuk Anda: voucher {voucher_daftar}.
Bonus: {bonus}

Pesan dari halaman pribadi Anda (di situ juga bisa berhenti dikabari):
{tautan}

{toko}""",
    ),
    "campaign.opens_soon": (
        "{judul_po} dibuka sebentar lagi",
        """Halo {nama},

{judul_po} dibuka {buka}.
Potongan untuk Anda: voucher {voucher_daftar}.
Bonus: {bonus}

Pesan dari halaman pribadi Anda (di situ juga bisa berhenti dikabari):
{tautan}

{toko}""",
    ),
    "campaign.closes_tonight": (
        "{judul_po} tutup hari ini",
        """Halo {nama},

{judul_po} ditutup {ditutup}. Setelah itu tidak bisa pesan lagi.

Pesan, atau berhenti dikabari, dari halaman pribadi Anda:
{tautan}

{toko}""",
    ),
    "campaign.few_left": (
        "{judul_po}: tinggal {tinggal} pcs",
        """Halo {nama},

Kuota {judul_po} tinggal {tinggal} pcs (dihitung waktu pesan ini ditulis).
Ditutup {ditutup}, atau lebih cepat kalau habis.

Pesan, atau berhenti dikabari, dari halaman pribadi Anda:
{tautan}

{toko}""",
    ),
    "campaign.minimum_near": (
        "{judul_po}: kurang {kurang_minimum} pcs lagi supaya jadi dibuat",
        """Halo {nama},

{judul_po} jadi dibuat kalau minimumnya tercapai, dan sekarang kurang {kurang_minimum} pcs lagi.
Ditutup {ditutup}.

Pesan, atau berhenti dikabari, dari halaman pribadi Anda:
{tautan}

{toko}""",
    ),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "interest.confirm": (
        "Please confirm: tell me about {judul_po}",
        """Hello {nama},

This address was signed up to hear about {judul_po} by {toko}.
If that was you, open this link and press “Yes, tell me”:
{tautan}

If not, just ignore this. Unconfirmed you are not counted, not written to again, and the address is deleted.

{toko}""",
    ),
    "interest.welcome": (
        "You are signed up for {judul_po}",
        """Hello {nama},

You are signed up for {judul_po}.
The PO opens {buka}.
For you it opens earlier: {buka_awal}.
Your discount: voucher {voucher_daftar}.
Bonus: {bonus}

Your own page, to order, to choose designs, or to stop being told:
{tautan}
Please do not share it: this link is yours alone.

{toko}""",
    ),
    "campaign.opens_early": (
        "{judul_po}: early access for you",
        """Hello {nama},

You may order {judul_po} early, from {buka_awal}.
For everybody else it opens {buka}.
Your discount: voucher {voucher_daftar}.
Bonus: {bonus}

Order from your own page (you can also stop being told there):
{tautan}

{toko}""",
    ),
    "campaign.opens_soon": (
        "{judul_po} opens soon",
        """Hello {nama},

{judul_po} opens {buka}.
Your discount: voucher {voucher_daftar}.
Bonus: {bonus}

Order from your own page (you can also stop being told there):
{tautan}

{toko}""",
    ),
    "campaign.closes_tonight": (
        "{judul_po} closes today",
        """Hello {nama},

{judul_po} closes {ditutup}. After that it can't be ordered.

Order, or stop being told, from your own page:
{tautan}

{toko}""",
    ),
    "campaign.few_left": (
        "{judul_po}: {tinggal} pieces left",
        """Hello {nama},

{judul_po} has {tinggal} pieces left (counted when this was written).
It closes {ditutup}, or sooner when they are gone.

Order, or stop being told, from your own page:
{tautan}

{toko}""",
    ),
    "campaign.minimum_near": (
        "{judul_po}: {kurang_minimum} more pieces and it will be made",
        """Hello {nama},

{judul_po} is made if its minimum is reached, and {kurang_minimum} pieces are missing now.
It closes {ditutup}.

Order, or stop being told, from your own page:
{tautan}

{toko}""",
    ),
}
