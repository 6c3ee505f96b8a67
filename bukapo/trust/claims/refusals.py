"""Why a claim can't go on like that."""

from bukapo.kernel.refusal import Refusal, gettext_noop


class NotArrivedYet(Refusal):
    """The order has not left, or was not paid for."""

    code = "claim_not_arrived"
    sentence = gettext_noop("Komplain bisa dibuat setelah barangnya dikirim atau diambil.")


class OnlyLostYet(Refusal):
    code = "claim_only_lost"
    sentence = gettext_noop(
        "Barangnya masih di jalan. Kalau sudah sampai, tekan dulu “Ya, sudah saya terima” di halaman pesanan."
    )


class ClaimedAlready(Refusal):
    """`label` has `left` pieces that no claim is about."""

    code = "claimed_already"
    sentence = gettext_noop("{label}: yang masih bisa dikomplain {left} pcs.")
    http_status = 422


class ClaimedAnew(Refusal):
    """Since it was refused, the buyer has made another claim about the same pieces."""

    code = "claimed_anew"
    sentence = gettext_noop("Barang ini sudah ada di komplain lain dari pesanan yang sama.")


class SentAlready(Refusal):
    """This form made a claim before."""

    code = "claim_sent_already"
    sentence = gettext_noop("Komplain ini sudah masuk.")


class TooManyClaims(Refusal):
    code = "too_many_claims"
    sentence = gettext_noop(
        "Sudah ada {most} komplain untuk pesanan ini. Hubungi penjual lewat WhatsApp, ya."
    )


class ClaimMoved(Refusal):
    """It is not what the person saw any more."""

    code = "claim_moved"
    sentence = gettext_noop("Komplain ini baru saja berubah. Baca dulu yang terbaru, lalu putuskan.")


class MoreThanClaimed(Refusal):
    code = "more_than_claimed"
    sentence = gettext_noop("Uang yang dikembalikan antara Rp1 dan {most}, harga barang yang dikomplain.")
    http_status = 422


class SellerPaysReturn(Refusal):
    """The order's terms promise it for goods that are wrong."""

    code = "claim_seller_pays_return"
    sentence = gettext_noop(
        "Aturan pesanan ini menjanjikan ongkir barang cacat, salah, atau kurang ditanggung toko."
    )
    http_status = 422


class NoSpareLeft(Refusal):
    code = "no_spare_left"
    sentence = gettext_noop("Lebihan {label} tinggal {left} pcs. Pilih sumber lain.")
    http_status = 422


class AnsweredOnce(Refusal):
    code = "claim_answered_once"
    sentence = gettext_noop("Penolakan ini sudah pernah Anda jawab. Jalur pengaduan ada di halaman ini.")


class GoodsNotBack(Refusal):
    code = "claim_goods_not_back"
    sentence = gettext_noop("Barangnya belum kembali. Tandai dulu kalau sudah diterima.")


class NothingComesBack(Refusal):
    code = "claim_nothing_comes_back"
    sentence = gettext_noop("Untuk komplain ini tidak ada barang yang harus dikirim balik.")
