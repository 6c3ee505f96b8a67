"""Indonesian. Short, warm, only what the person needs now. `[bayar]`, `[telat]`, `[salam]` stand for blocks below."""

from bukapo.messaging.words.indonesian_edges import EDGES

_PAY = """Transfer tepat {tagihan} ke:
{rekening}
Paling lambat {batas_bayar}.
Angkanya sudah termasuk kode unik {kode_unik}, jadi jangan dibulatkan ya."""

_PAY_LATE = _PAY.replace("Paling lambat {batas_bayar}.", "Batas bayarnya {batas_bayar}.")

_BYE = """Terima kasih,
{toko}"""

_RAW: dict[str, tuple[str, str]] = {
    "order.placed": (
        "Pesanan {nomor} sudah kami terima",
        """Halo {nama}, pesanan {nomor} di PO {judul_po} sudah kami terima.

{rincian}
Total {total}

[bayar]
Sisanya {sisa} baru kami tagih nanti.
Sisanya {cod} dibayar tunai waktu barang diterima (COD).

Lihat pesanan dan kirim bukti transfer di sini:
{tautan}

[salam]""",
    ),
    "order.turn_came": (
        "Giliran Anda di PO {judul_po}",
        """Halo {nama}, giliran Anda di PO {judul_po}! Yang Anda daftarkan sudah menjadi pesanan {nomor}.

{rincian}
Total {total}

[bayar]
Kalau sampai {batas_bayar} belum dibayar, kuotanya ke orang berikutnya.
Sisanya {sisa} baru kami tagih nanti.
Sisanya {cod} dibayar tunai waktu barang diterima (COD).

Lihat pesanan dan kirim bukti transfer di sini:
{tautan}

[salam]""",
    ),
    "order.changed": (
        "Pesanan {nomor} sudah diubah",
        """Halo {nama}, perubahan pesanan {nomor} sudah kami catat: {perubahan}.

{rincian}
Total sekarang {total}

[bayar]

Cek lagi di sini ya:
{tautan}

[salam]""",
    ),
    "order.cancelled": (
        "Pesanan {nomor} dibatalkan",
        """Halo {nama}, pesanan {nomor} di PO {judul_po} sudah dibatalkan.
Alasannya: {alasan}
Uang {pengembalian} kami kembalikan. Tulis rekening tujuannya di halaman pesanan ya.

{uang}

Rinciannya di sini:
{tautan}

[salam]""",
    ),
    "order.expired": (
        "Pesanan {nomor} hangus",
        """Halo {nama}, pesanan {nomor} di PO {judul_po} hangus karena belum dibayar sampai batas waktunya.

Sudah telanjur transfer? Kirim buktinya di sini, nanti kami cek:
{tautan}

[salam]""",
    ),
    "order.readmitted": (
        "Pesanan {nomor} berlaku lagi",
        """Halo {nama}, kabar baik: pesanan {nomor} di PO {judul_po} kami terima lagi.

{rincian}

[bayar]
Sisanya {sisa} baru kami tagih nanti.
Sisanya {cod} dibayar tunai waktu barang diterima (COD).

Lihat pesanan di sini:
{tautan}

[salam]""",
    ),
    "order.proof_rejected": (
        "Bukti transfer pesanan {nomor} perlu dikirim lagi",
        """Halo {nama}, bukti transfer pesanan {nomor} belum bisa kami terima.
Alasannya: {alasan}

[bayar]

Kalau sudah transfer, cukup kirim ulang buktinya di sini:
{tautan}

[salam]""",
    ),
    "order.payment_received": (
        "Pembayaran pesanan {nomor} sudah masuk",
        """Halo {nama}, pembayaran {jumlah} untuk pesanan {nomor} sudah masuk. Terima kasih!

Pesanan ini sudah {lunas}.
Bayarnya lebih {lebih}. Pilih di halaman pesanan: dikembalikan, atau disimpan sebagai saldo.
Masih kurang {tagihan}.
Paling lambat {batas_bayar}.
Sisanya {sisa} baru kami tagih nanti.
Sisanya {cod} dibayar tunai waktu barang diterima (COD).

Kuitansi dan kabar pesanan ada di sini:
{tautan}

{toko}""",
    ),
    "order.payment_late": (
        "Pembayaran pesanan {nomor} masuk setelah batas waktu",
        """Halo {nama}, pembayaran {jumlah} untuk pesanan {nomor} sudah masuk, tapi pesanannya telanjur hangus.
Tenang, uangnya tercatat. Pesanan diterima lagi kalau kuotanya masih ada; kalau tidak, uangnya kami kembalikan.

{tautan}

[salam]""",
    ),
    "order.shortfall_forgiven": (
        "Kekurangan pesanan {nomor} tidak perlu dibayar",
        """Halo {nama}, kekurangan {jumlah} di pesanan {nomor} tidak perlu dibayar.
Pesanan ini sudah {lunas}.
Sisanya {sisa} baru kami tagih nanti.
Sisanya {cod} dibayar tunai waktu barang diterima (COD).

{tautan}

[salam]""",
    ),
    "order.balance_asked": (
        "Saatnya melunasi pesanan {nomor}",
        """Halo {nama}, saatnya melunasi pesanan {nomor} di PO {judul_po}. Barang dikirim atau diserahkan setelah lunas.

[bayar]

Kirim bukti transfer di sini:
{tautan}

[salam]""",
    ),
    "order.instalment_asked": (
        "Termin {termin} pesanan {nomor}",
        """Halo {nama}, waktunya membayar termin {termin} untuk pesanan {nomor} di PO {judul_po}.

[bayar]
Sisanya {sisa} baru kami tagih nanti.

Kirim bukti transfer di sini:
{tautan}

[salam]""",
    ),
    "order.taken_in": (
        "Pesanan {nomor} kami terima",
        """Halo {nama}, pesanan {nomor} di PO {judul_po} kami terima dan akan diproses.
Bayarnya {cod} tunai waktu barang diterima (COD).

Lihat pesanan di sini:
{tautan}

[salam]""",
    ),
    "order.payment_reminded": (
        "Pengingat: pesanan {nomor} belum dibayar",
        """Halo {nama}, pesanan {nomor} di PO {judul_po} masih menunggu pembayaran.

[bayar]

Kirim bukti transfer di sini:
{tautan}
Kalau baru saja transfer, abaikan pesan ini ya.

[salam]""",
    ),
    "order.refund_promised": (
        "Uang pesanan {nomor} akan dikembalikan",
        """Halo {nama}, uang {jumlah} dari pesanan {nomor} akan kami kembalikan.
Alasannya: {alasan}
Ke rekening {tujuan}.

Cek rekening tujuannya di sini. Mau disimpan sebagai saldo untuk pesanan lain juga bisa:
{tautan}

[salam]""",
    ),
    "order.refund_paid": (
        "Uang pesanan {nomor} sudah dikembalikan",
        """Halo {nama}, uang {jumlah} dari pesanan {nomor} sudah kami kembalikan. Silakan cek rekeningnya ya.

{tautan}

[salam]""",
    ),
    "order.packed": (
        "Pesanan {nomor} siap diambil",
        """Halo {nama}, pesanan {nomor} sudah siap diambil.
Tempatnya: {tempat_ambil}

Tunjukkan halaman ini waktu mengambil:
{tautan}

[salam]""",
    ),
    "order.shipped": (
        "Pesanan {nomor} sudah dikirim",
        """Halo {nama}, pesanan {nomor} sudah kami kirim.
Kurir: {kurir}
No. resi: {resi}
Siapkan {cod} tunai untuk kurir (COD).

Kalau paketnya sudah sampai, kabari kami di sini:
{tautan}

[salam]""",
    ),
    "order.received": (
        "Bagaimana pesanan {nomor}?",
        """Halo {nama}, pesanan {nomor} sudah di tangan. Semoga suka!

Cerita sedikit soal hasilnya, pembeli berikutnya pasti terbantu.
Ada yang cacat atau kurang? Kabari juga di sini:
{tautan}

[salam]""",
    ),
    "order.review_answered": (
        "{toko} menjawab testimoni Anda",
        """Halo {nama}, terima kasih untuk testimoninya. Kami sudah membalas:
{jawaban}

{tautan}

[salam]""",
    ),
    "campaign.promise_moved": (
        "Jadwal {judul_po} bergeser",
        """Halo {nama}, mohon maaf, jadwal {judul_po} (pesanan {nomor}) bergeser.
Perkiraan {janji} sekarang {tanggal}.
Sebelumnya {tanggal_lama}.
Alasannya: {alasan}

Jadwal terbaru dan hak Anda ada di sini:
{tautan}

[salam]""",
    ),
    "waiting.drawn": (
        "Hasil undian PO {judul_po}",
        """Halo {nama}, undian PO {judul_po} sudah dijalankan. Kali ini kode {nomor} belum kebagian kuota.

{rincian}

Urutan Anda di daftar tunggu: {urutan}.
Kalau ada yang tidak jadi membayar, kuotanya ke orang berikutnya. Lihat urutan Anda di sini:
{tautan}

[salam]""",
    ),
    "waiting.missed": (
        "PO {judul_po} sudah ditutup",
        """Halo {nama}, PO {judul_po} sudah ditutup dan giliran Anda belum sampai. Maaf ya.

{rincian}

Tidak ada yang ditagih. Terima kasih sudah menunggu, sampai jumpa di PO berikutnya!
{tautan}

[salam]""",
    ),
    "work_order.progressed": (
        "Produksi {judul_po} sudah mulai",
        """Halo {nama}, produksi {judul_po} sudah mulai. Pesanan {nomor} ikut dikerjakan.
Perkiraan selesai {tanggal}.

Ikuti perkembangannya di sini:
{tautan}

[salam]""",
    ),
    "work_order.done": (
        "Produksi {judul_po} sudah selesai",
        """Halo {nama}, {judul_po} sudah selesai dibuat dan sedang kami periksa.
Pesanan {nomor} segera kami siapkan.

{tautan}

[salam]""",
    ),
    "order.placed.seller": (
        "Pesanan baru {nomor} dari {nama}",
        """Pesanan {nomor} dari {nama} masuk di PO {judul_po}: {jumlah_pcs} pcs, {total}.

{rincian}

Buka pesanan:
{tautan}""",
    ),
    "order.proof_sent.seller": (
        "Bukti transfer {nomor} menunggu dicek",
        """{nama} mengirim bukti transfer untuk pesanan {nomor} di PO {judul_po}.
Yang ditagih {tagihan}.
Menurut pembeli {jumlah}.

Cek mutasi lalu terima atau tolak di sini:
{tautan}""",
    ),
    "order.cancelled.seller": (
        "Pesanan {nomor} dibatalkan pembeli",
        """{nama} membatalkan pesanan {nomor} di PO {judul_po}.
Alasannya: {alasan}
Yang harus dikembalikan {pengembalian}.

{rincian}

Buka pesanan:
{tautan}""",
    ),
    "order.reviewed.seller": (
        "Testimoni baru dari {nama}: {bintang} bintang",
        """{nama} memberi {bintang} dari 5 bintang untuk pesanan {nomor} di PO {judul_po}.
{testimoni}

Balas di sini:
{tautan}""",
    ),
    "work_order.accepted.seller": (
        "{konveksi} menerima {nomor_spk}",
        """{konveksi} menerima {nomor_spk} untuk PO {judul_po}: {jumlah_pcs} pcs.
Tenggatnya {tenggat}.

{tautan}""",
    ),
    "work_order.progressed.seller": (
        "{nomor_spk}: {tahap} {hasil}",
        """{konveksi} melaporkan {nomor_spk} untuk PO {judul_po}.
{tahap}: {hasil} pcs.
Catatannya: {catatan}

{tautan}""",
    ),
    "work_order.done.seller": (
        "{nomor_spk} selesai dikerjakan {konveksi}",
        """{konveksi} menyatakan {nomor_spk} untuk PO {judul_po} selesai: {jumlah_pcs} pcs.

Hitung dan periksa barangnya, lalu nyatakan produksi selesai di sini agar pelunasan ditagih:
{tautan}""",
    ),
    "work_order.sent.workshop": (
        "{nomor_spk}: {judul_po}",
        """Halo {konveksi}, ini {nomor_spk} dari {toko}: {judul_po}, {jumlah_pcs} pcs.
Tenggat {tenggat}.

Rincian, daftar ukuran dan nama ada di sini. Mohon dibuka lalu tekan Terima:
{tautan}

Terima kasih!""",
    ),
    "work_order.link_renewed.workshop": (
        "Tautan baru untuk {nomor_spk}",
        """Halo {konveksi}, tautan {nomor_spk} dari {toko} ({judul_po}) kami ganti. Yang lama tidak bisa dibuka lagi.

Ini yang baru:
{tautan}

Terima kasih!""",
    ),
    "work_order.cancelled.workshop": (
        "{nomor_spk} dibatalkan",
        """Halo {konveksi}, {nomor_spk} dari {toko} ({judul_po}, {jumlah_pcs} pcs) kami batalkan.
Mohon jangan dikerjakan ya.
Alasannya: {alasan}

{tautan}

Terima kasih.""",
    ),
}

WORDS = {
    key: (title, body.replace("[bayar]", _PAY).replace("[telat]", _PAY_LATE).replace("[salam]", _BYE))
    for key, (title, body) in (_RAW | EDGES).items()
}
