"""Groups that order together: to their coordinator, in both languages."""

INDONESIAN: dict[str, tuple[str, str]] = {
    "roster.opened": (
        "Rombongan {rombongan} sudah dibuka",
        """Halo {nama}, rombongan {rombongan} di PO {judul_po} sudah dibuka.

Bagikan tautan ini ke grup, tiap anggota mengisi sendiri:
{tautan_anggota}

Halaman koordinator, jangan dibagikan:
{tautan}
Di sana terlihat siapa yang belum isi dan belum bayar.

Anggota mengisi paling lambat {batas_isi}.
Kuota baru terambil setelah dipesan, bukan waktu diisi.

{toko}""",
    ),
    "roster.all_filled": (
        "{rombongan}: semua sudah isi",
        """Halo {nama}, semua anggota {rombongan} sudah mengisi ({sudah_isi}).

Cek daftarnya di sini:
{tautan}

{toko}""",
    ),
    "roster.deadline_near": (
        "{rombongan}: batas isi sebentar lagi",
        """Halo {nama}, batas isi {rombongan} di PO {judul_po} tinggal sebentar: {batas_isi}.
Sudah isi {sudah_isi}.
Belum isi: {belum_isi}

Ingatkan mereka dari halaman koordinator, teks WhatsApp-nya sudah siap:
{tautan}

{toko}""",
    ),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "roster.opened": (
        "The group {rombongan} is open",
        """Hi {nama}, the group {rombongan} in {judul_po} is open.

Share this link with the group, everybody fills in for themselves:
{tautan_anggota}

Your coordinator's page, not to be shared:
{tautan}
It shows who has not filled in and who has not paid.

Members fill in by {batas_isi}.
Pieces are only taken when they are ordered, not when somebody fills in.

{toko}""",
    ),
    "roster.all_filled": (
        "{rombongan}: everybody has filled in",
        """Hi {nama}, everybody in {rombongan} has filled in ({sudah_isi}).

Check the list here:
{tautan}

{toko}""",
    ),
    "roster.deadline_near": (
        "{rombongan}: time to fill in is nearly over",
        """Hi {nama}, members of {rombongan} in {judul_po} can fill in until {batas_isi}.
Filled in so far: {sudah_isi}.
Missing: {belum_isi}

Remind them from your page, the WhatsApp texts are ready:
{tautan}

{toko}""",
    ),
}
