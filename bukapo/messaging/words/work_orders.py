"""What a workshop asks and refuses, and what it is answered: in both languages."""

INDONESIAN: dict[str, tuple[str, str]] = {
    "work_order.questioned.seller": (
        "{konveksi} bertanya soal {nomor_spk}",
        """{konveksi} bertanya sebelum menerima {nomor_spk} untuk PO {judul_po}:
{pertanyaan}

Jawab di sini supaya mereka bisa mulai:
{tautan}""",
    ),
    "work_order.refused.seller": (
        "{konveksi} menolak {nomor_spk}",
        """{konveksi} tidak bisa mengerjakan {nomor_spk} untuk PO {judul_po}: {jumlah_pcs} pcs.
Alasannya: {alasan}

Isinya bebas lagi. Beri ke konveksi lain di sini:
{tautan}""",
    ),
    "work_order.answered.workshop": (
        "Jawaban untuk {nomor_spk}",
        """Halo {konveksi}, pertanyaan Anda soal {nomor_spk} dari {toko} sudah dijawab.
Ditanya: {pertanyaan}
Jawabannya: {jawaban}

Kalau cocok, mohon dibuka lalu tekan Terima:
{tautan}

Terima kasih!""",
    ),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "work_order.questioned.seller": (
        "{konveksi} has a question about {nomor_spk}",
        """{konveksi} asks before accepting {nomor_spk} for {judul_po}:
{pertanyaan}

Answer here, so that they can begin:
{tautan}""",
    ),
    "work_order.refused.seller": (
        "{konveksi} refused {nomor_spk}",
        """{konveksi} can't make {nomor_spk} for {judul_po}: {jumlah_pcs} pcs.
The reason: {alasan}

Its pieces are free again. Give them to another workshop here:
{tautan}""",
    ),
    "work_order.answered.workshop": (
        "An answer for {nomor_spk}",
        """Hi {konveksi}, your question about {nomor_spk} from {toko} was answered.
You asked: {pertanyaan}
The answer: {jawaban}

If it suits you, open it and press Accept:
{tautan}

Thank you!""",
    ),
}
