"""Prices that move after ordering: in both languages. `words/indonesian.py` and `words/english.py` have the rest."""

INDONESIAN: dict[str, tuple[str, str]] = {
    "order.repriced": (
        "Harga PO {judul_po} turun",
        """Halo {nama}, kabar baik dari PO {judul_po}:
{turun}

Pesanan {nomor} jadi lebih murah {hemat}. Total sekarang {total}.
Pelunasan Anda jadi {sisa}, ditagih nanti.
Yang perlu dibayar sekarang jadi {tagihan}.
Uang yang sudah masuk jadi lebih {lebih}. Kami kabari soal kelebihannya.

Rinciannya di sini:
{tautan}

Terima kasih sudah ikut PO ini,
{toko}""",
    ),
    "order.price_asked": (
        "Pesanan {nomor}: setuju harga baru, atau uang kembali?",
        """Halo {nama}, untuk pesanan {nomor} di PO {judul_po} kami minta tambahan {tambahan}.
Alasannya: {alasan}
Harga lama {harga_lama}, harga baru {harga_baru}.

Anda yang memutuskan: setuju, atau keluar dengan uang kembali penuh. Tanpa persetujuan Anda tidak ada yang ditagih.
Jawab sebelum {batas_jawab} di sini:
{tautan}

Kalau tidak dijawab, {kalau_diam}.

{toko}""",
    ),
    "order.price_reminded": (
        "Pesanan {nomor}: tinggal sehari untuk menjawab",
        """Halo {nama}, kami masih menunggu jawaban soal harga baru pesanan {nomor} di PO {judul_po}.
Tambahannya {tambahan}: dari {harga_lama} jadi {harga_baru}.
Alasannya: {alasan}

Setuju, atau keluar dengan uang kembali penuh? Jawab sebelum {batas_jawab} di sini:
{tautan}

Kalau tidak dijawab, {kalau_diam}.

{toko}""",
    ),
    "order.price_agreed": (
        "Terima kasih, harga baru pesanan {nomor} sudah disepakati",
        """Halo {nama}, terima kasih! Tambahan {tambahan} untuk pesanan {nomor} sudah kami catat atas persetujuan Anda.

Yang perlu dibayar sekarang {tagihan}.
Sisanya {sisa} baru kami tagih nanti.

Rinciannya di sini:
{tautan}

{toko}""",
    ),
    "order.price_kept": (
        "Pesanan {nomor} jalan dengan harga lama",
        """Halo {nama}, waktu menjawab soal harga baru sudah lewat.
Pesanan {nomor} di PO {judul_po} tetap jalan dengan harga lama, tanpa tambahan.

Rinciannya di sini:
{tautan}

{toko}""",
    ),
    "order.price_withdrawn": (
        "Tambahan untuk pesanan {nomor} tidak jadi",
        """Halo {nama}, tambahan harga untuk pesanan {nomor} di PO {judul_po} tidak jadi.
Harganya kembali seperti semula.
Alasannya: {alasan}

Rinciannya di sini:
{tautan}

{toko}""",
    ),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "order.repriced": (
        "The price of {judul_po} has dropped",
        """Hi {nama}, good news from {judul_po}:
{turun}

Order {nomor} is now {hemat} cheaper. The total is {total}.
Your balance is now {sisa}, to be asked later.
To pay now: {tagihan}.
What you have paid is now {lebih} too much. We will tell you what becomes of it.

All details are here:
{tautan}

Thank you for joining,
{toko}""",
    ),
    "order.price_asked": (
        "Order {nomor}: agree to the new price, or take your money back?",
        """Hi {nama}, for order {nomor} in {judul_po} we ask for {tambahan} more.
The reason: {alasan}
Old price {harga_lama}, new price {harga_baru}.

You decide: agree, or leave with all your money back. Nothing is charged without your consent.
Please answer before {batas_jawab} here:
{tautan}

Without an answer, {kalau_diam}.

{toko}""",
    ),
    "order.price_reminded": (
        "Order {nomor}: one day left to answer",
        """Hi {nama}, we are still waiting for your answer about the new price of order {nomor} in {judul_po}.
It is {tambahan} more: from {harga_lama} to {harga_baru}.
The reason: {alasan}

Agree, or leave with all your money back? Please answer before {batas_jawab} here:
{tautan}

Without an answer, {kalau_diam}.

{toko}""",
    ),
    "order.price_agreed": (
        "Thank you, the new price of order {nomor} is agreed",
        """Hi {nama}, thank you! We have noted {tambahan} more for order {nomor}, with your consent.

To pay now: {tagihan}.
The remaining {sisa} will be asked later.

All details are here:
{tautan}

{toko}""",
    ),
    "order.price_kept": (
        "Order {nomor} goes on at the old price",
        """Hi {nama}, the time to answer about the new price is over.
Order {nomor} in {judul_po} goes on at the old price, with nothing added.

All details are here:
{tautan}

{toko}""",
    ),
    "order.price_withdrawn": (
        "No extra for order {nomor} after all",
        """Hi {nama}, the extra for order {nomor} in {judul_po} is off. Its price is as it was.
The reason: {alasan}

All details are here:
{tautan}

{toko}""",
    ),
}
