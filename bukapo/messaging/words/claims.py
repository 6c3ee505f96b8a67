"""Claims: in both languages."""

INDONESIAN: dict[str, tuple[str, str]] = {
    "claim.offered": (
        "Komplain pesanan {nomor}: ada tawaran",
        """Halo {nama}, soal komplain “{komplain}” di pesanan {nomor}, kami menawarkan:
{penyelesaian}
{pesan_penjual}

Setuju atau tidak, jawab di sini:
{tautan}

{toko}""",
    ),
    "claim.granted": (
        "Komplain pesanan {nomor} disepakati",
        """Halo {nama}, komplain “{komplain}” di pesanan {nomor} disepakati:
{penyelesaian}
{kirim_balik}
{pesan_penjual}

Kelanjutannya di sini:
{tautan}

Mohon maaf atas kejadian ini,
{toko}""",
    ),
    "claim.refused": (
        "Komplain pesanan {nomor}",
        """Halo {nama}, komplain “{komplain}” di pesanan {nomor} belum bisa kami kabulkan.
Alasannya: {alasan}

Kalau menurut Anda keliru, jawab di sini:
{tautan}

Kalau tetap tidak selesai, Anda boleh mengadu ke {jalur_aduan}.

{toko}""",
    ),
    "claim.overdue": (
        "Komplain pesanan {nomor} belum dijawab",
        """Halo {nama}, komplain “{komplain}” di pesanan {nomor} belum dijawab {toko} sampai batas yang dijanjikan.
Komplain Anda tetap berjalan, dan keterlambatan ini masuk catatan toko:
{tautan}

Anda juga boleh mengadu ke {jalur_aduan}.""",
    ),
    "claim.goods_back": (
        "Barang komplain pesanan {nomor} sudah kembali",
        """Halo {nama}, barang yang Anda kirim balik untuk pesanan {nomor} sudah kami terima.
Kelanjutannya: {penyelesaian}
{tautan}

{toko}""",
    ),
    "claim.settled": (
        "Komplain pesanan {nomor}: barangnya dikirim",
        """Halo {nama}, untuk komplain “{komplain}” di pesanan {nomor}:
{penyelesaian}
Kiriman: {kiriman}

Kalau masih ada yang salah, tulis di sini:
{tautan}

{toko}""",
    ),
    "claim.opened.seller": (
        "Komplain masuk: {komplain}, {nomor}",
        """{nama} mengirim komplain untuk pesanan {nomor} ({judul_po}): {komplain}.
Mintanya: {permintaan}.

Putuskan sebelum {batas_putus}:
{tautan}""",
    ),
    "claim.reminded.seller": (
        "Komplain {nomor} hampir lewat batas",
        """Komplain {nama} soal “{komplain}” ({judul_po}) belum diputuskan.
Batasnya {batas_putus}. Setelah itu pembeli diberi tahu jalur pengaduan, dan tercatat di catatan toko.
{tautan}""",
    ),
    "claim.overdue.seller": (
        "Komplain {nomor} lewat batas",
        """Komplain {nama} soal “{komplain}” ({judul_po}) tidak dijawab sampai {batas_putus}.
Pembeli sudah diberi tahu jalur pengaduan. Jawab sekarang:
{tautan}""",
    ),
    "claim.granted.seller": (
        "{nama} setuju: komplain {nomor}",
        """{nama} setuju dengan penyelesaian komplain “{komplain}” ({judul_po}):
{penyelesaian}
{kirim_balik}
{tautan}""",
    ),
    "claim.declined.seller": (
        "{nama} tidak setuju: komplain {nomor}",
        """{nama} tidak setuju dengan tawaran untuk komplain “{komplain}” ({judul_po}):
{jawaban_pembeli}

Putuskan lagi sebelum {batas_putus}:
{tautan}""",
    ),
    "claim.answered.seller": (
        "{nama} menjawab penolakan: {nomor}",
        """{nama} menjawab penolakan komplain “{komplain}” ({judul_po}):
{jawaban_pembeli}

Putuskan sekali lagi sebelum {batas_putus}:
{tautan}""",
    ),
    "claim.goods_sent.seller": (
        "Barang komplain {nomor} dikirim balik",
        """{nama} mengirim balik barang untuk komplain “{komplain}” ({judul_po}): {kiriman}.
Begitu sampai, tandai di sini:
{tautan}""",
    ),
    "work_order.spare_added.workshop": (
        "{nomor_spk} bertambah {tambahan_pcs} pcs",
        """Halo {konveksi}, {nomor_spk} untuk {judul_po} bertambah {tambahan_pcs} pcs sebagai pengganti.
Jumlahnya sekarang {jumlah_pcs} pcs, tenggatnya tetap {tenggat}.
Rinciannya per ukuran:
{tautan}

{toko}""",
    ),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "claim.offered": (
        "Your claim for order {nomor}: an offer",
        """Hi {nama}, about “{komplain}” in order {nomor} we offer:
{penyelesaian}
{pesan_penjual}

Say whether that is right here:
{tautan}

{toko}""",
    ),
    "claim.granted": (
        "Your claim for order {nomor} is agreed",
        """Hi {nama}, your claim “{komplain}” for order {nomor} is agreed:
{penyelesaian}
{kirim_balik}
{pesan_penjual}

What happens next is here:
{tautan}

We are sorry,
{toko}""",
    ),
    "claim.refused": (
        "Your claim for order {nomor}",
        """Hi {nama}, we can not grant your claim “{komplain}” for order {nomor}.
Reason: {alasan}

If you think that is wrong, answer here:
{tautan}

If it is still not settled, you may complain to {jalur_aduan}.

{toko}""",
    ),
    "claim.overdue": (
        "Your claim for order {nomor} was not answered",
        """Hi {nama}, {toko} has not answered your claim “{komplain}” for order {nomor} in the time it promised.
Your claim stays open, and the delay stands in the shop's record:
{tautan}

You may also complain to {jalur_aduan}.""",
    ),
    "claim.goods_back": (
        "The goods of order {nomor} are back",
        """Hi {nama}, we have received what you sent back for order {nomor}.
What happens next: {penyelesaian}
{tautan}

{toko}""",
    ),
    "claim.settled": (
        "Your claim for order {nomor}: sent",
        """Hi {nama}, for your claim “{komplain}” about order {nomor}:
{penyelesaian}
Parcel: {kiriman}

If anything is still wrong, tell us here:
{tautan}

{toko}""",
    ),
    "claim.opened.seller": (
        "New claim: {komplain}, {nomor}",
        """{nama} claims for order {nomor} ({judul_po}): {komplain}.
Wishes: {permintaan}.

Decide before {batas_putus}:
{tautan}""",
    ),
    "claim.reminded.seller": (
        "Claim of {nomor}: little time left",
        """The claim of {nama}, “{komplain}” ({judul_po}), is not decided.
The time ends {batas_putus}. After that the buyer is told where to complain, and it stands in the shop's record.
{tautan}""",
    ),
    "claim.overdue.seller": (
        "Claim of {nomor} is overdue",
        """The claim of {nama}, “{komplain}” ({judul_po}), was not answered by {batas_putus}.
The buyer was told where to complain. Answer now:
{tautan}""",
    ),
    "claim.granted.seller": (
        "{nama} agrees: claim of {nomor}",
        """{nama} agrees to what you offered for “{komplain}” ({judul_po}):
{penyelesaian}
{kirim_balik}
{tautan}""",
    ),
    "claim.declined.seller": (
        "{nama} does not agree: claim of {nomor}",
        """{nama} does not agree to your offer for “{komplain}” ({judul_po}):
{jawaban_pembeli}

Decide again before {batas_putus}:
{tautan}""",
    ),
    "claim.answered.seller": (
        "{nama} answered your refusal: {nomor}",
        """{nama} answered your refusal of “{komplain}” ({judul_po}):
{jawaban_pembeli}

Decide once more before {batas_putus}:
{tautan}""",
    ),
    "claim.goods_sent.seller": (
        "Goods of claim {nomor} are coming back",
        """{nama} sent the goods of the claim “{komplain}” ({judul_po}) back: {kiriman}.
When they are there, say so here:
{tautan}""",
    ),
    "work_order.spare_added.workshop": (
        "{nomor_spk}: {tambahan_pcs} pieces more",
        """Hi {konveksi}, {nomor_spk} for {judul_po} grows by {tambahan_pcs} replacement pieces.
It is now {jumlah_pcs} pieces, the deadline stays {tenggat}.
Size by size:
{tautan}

{toko}""",
    ),
}
