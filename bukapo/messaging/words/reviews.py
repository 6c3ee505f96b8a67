"""What a buyer hears when the operator hides a review: in both languages."""

INDONESIAN: dict[str, tuple[str, str]] = {
    "order.review_hidden": (
        "Testimoni Anda untuk {judul_po} disembunyikan",
        """Halo {nama}, testimoni Anda untuk pesanan {nomor} di {toko} disembunyikan operator situs ini (bukan penjual).
Alasannya: {alasan}

Bintangnya tetap dihitung. Testimoninya masih bisa Anda lihat di sini:
{tautan}""",
    ),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "order.review_hidden": (
        "Your review of {judul_po} is hidden",
        """Hello {nama}, your review of order {nomor} at {toko} was hidden by this site's operator, not by the seller.
Reason: {alasan}

Its stars keep counting. You can still see the review here:
{tautan}""",
    ),
}
