"""Questions and answers, about a PO and about an order. In both languages."""

_BYE = """Salam,
{toko}"""
_BYE_EN = """Regards,
{toko}"""

INDONESIAN: dict[str, tuple[str, str]] = {
    "order.question_answered": (
        "{toko} membalas soal pesanan {nomor}",
        """Halo {nama}, ini balasan kami soal pesanan {nomor} di PO {judul_po}:

{jawaban}

Masih ada yang mau ditanya? Balas di halaman pesanan Anda:
{tautan}

"""
        + _BYE,
    ),
    "question.answered": (
        "Pertanyaan Anda soal PO {judul_po} sudah dijawab",
        """Halo {nama}, Anda bertanya soal PO {judul_po}:
{pertanyaan}

Jawaban kami:
{jawaban}

Selengkapnya di halaman PO:
{tautan}

"""
        + _BYE,
    ),
    "order.question_asked.seller": (
        "{nama} bertanya soal pesanan {nomor}",
        """{nama} bertanya soal pesanan {nomor} di PO {judul_po}:

{pertanyaan}

Jawab di sini:
{tautan}""",
    ),
    "question.asked.seller": (
        "Pertanyaan baru soal PO {judul_po}",
        """{nama} bertanya di halaman PO {judul_po}:

{pertanyaan}

Pertanyaannya baru tampil setelah dijawab. Jawab di sini:
{tautan}""",
    ),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "order.question_answered": (
        "{toko} answered about order {nomor}",
        """Hello {nama}, this is our answer about order {nomor} of the PO {judul_po}:

{jawaban}

Anything else? Ask on the page of your order:
{tautan}

"""
        + _BYE_EN,
    ),
    "question.answered": (
        "Your question about the PO {judul_po} was answered",
        """Hello {nama}, you asked about the PO {judul_po}:
{pertanyaan}

Our answer:
{jawaban}

More on the page of the PO:
{tautan}

"""
        + _BYE_EN,
    ),
    "order.question_asked.seller": (
        "{nama} asks about order {nomor}",
        """{nama} asks about order {nomor} of the PO {judul_po}:

{pertanyaan}

Answer here:
{tautan}""",
    ),
    "question.asked.seller": (
        "A new question about the PO {judul_po}",
        """{nama} asks on the page of the PO {judul_po}:

{pertanyaan}

The question shows once it is answered. Answer here:
{tautan}""",
    ),
}
