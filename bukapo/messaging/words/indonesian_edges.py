"""Indonesian, of money beside what is simply paid: credit, goodwill, more time, and the ladder of reminders."""

EDGES: dict[str, tuple[str, str]] = {
    "order.payment_overdue": (
        "Pesanan {nomor} lewat batas bayar",
        """Halo {nama}, batas bayar pesanan {nomor} di PO {judul_po} sudah lewat kemarin.

[telat]

Kirim bukti transfer di sini:
{tautan}
Kalau sudah transfer, abaikan pesan ini ya. Kami cek dulu.

[salam]""",
    ),
    "order.payment_overdue_again": (
        "Pesanan {nomor} masih menunggu pembayaran",
        """Halo {nama}, sudah tiga hari lewat dari batas bayar pesanan {nomor} di PO {judul_po}.

[telat]

Kirim bukti transfer di sini:
{tautan}
Kalau butuh waktu lebih, balas pesan ini. Batasnya bisa kita bicarakan.

[salam]""",
    ),
    "order.payment_overdue_last": (
        "Pengingat terakhir untuk pesanan {nomor}",
        """Halo {nama}, sudah seminggu pesanan {nomor} di PO {judul_po} lewat batas bayar.

[telat]

Kirim bukti transfer di sini:
{tautan}
Ini pengingat terakhir dari kami. Mohon balas pesan ini, jadi dibayar atau tidak, supaya kami tahu langkahnya.

[salam]""",
    ),
    "order.due_extended": (
        "Batas bayar pesanan {nomor} diperpanjang",
        """Halo {nama}, batas bayar pesanan {nomor} di PO {judul_po} kami perpanjang.
Alasannya: {alasan}

[bayar]

Kirim bukti transfer di sini:
{tautan}

[salam]""",
    ),
    "order.credit_kept": (
        "Saldo Anda di {toko}: {jumlah}",
        """Halo {nama}, uang {jumlah} dari pesanan {nomor} kami simpan sebagai saldo Anda.

Pakai di pesanan berikutnya, dengan nomor WhatsApp yang sama. Kodenya:
{kode_saldo}
Simpan kodenya dan jangan dibagikan. Kapan pun bisa juga diminta kembali sebagai uang.

{uang}

{tautan}

[salam]""",
    ),
    "order.credit_paid_out": (
        "Saldo Anda akan dikembalikan",
        """Halo {nama}, saldo {jumlah} dari pesanan {nomor} akan kami kembalikan sebagai uang.
Ke rekening {tujuan}.

Pastikan rekening tujuannya sudah benar di sini:
{tautan}

[salam]""",
    ),
    "order.allowance_granted": (
        "Potongan {jumlah} untuk pesanan {nomor}",
        """Halo {nama}, pesanan {nomor} kami beri potongan {jumlah}.
Alasannya: {alasan}
Jadi ada kelebihan {lebih}. Pilih di halaman pesanan: dikembalikan, atau disimpan sebagai saldo.

{uang}

{tautan}

[salam]""",
    ),
}
