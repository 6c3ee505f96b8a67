"""What the terms promise for a date that moves and for a yield that falls short. Pure, always Indonesian.

UU 8/1999 Pasal 16 binds a seller who takes orders to the time agreed, Pasal 18 voids a clause by which silence waives
that: so the first postponement may be borne in silence, a further one only with the buyer's consent.
"""

from bukapo.campaigns.rules import FIRST, LOT, SHARE

DELAY_CHOICE = (
    "Setiap kali tanggalnya mundur, pembeli yang barangnya belum dikirim langsung dikabari tanggal baru dan alasannya, "
    "lalu boleh memilih: menunggu, atau membatalkan dengan seluruh uang kembali tanpa potongan. Waktu memilih paling "
    "sedikit 48 jam, dan pilihannya boleh diganti sampai batas itu. Kalau penjual sedang membuka PO lain dengan barang "
    "yang sama dan kuotanya cukup, pesanannya juga boleh dipindah ke sana dengan harga yang sama."
)
DELAY_CONSENT = (
    "Pergeseran pertama setelah memesan: yang tidak menjawab dianggap menunggu. Pergeseran kedua dan seterusnya perlu "
    "persetujuan pembeli: yang tidak menjawab sampai batasnya, pesanannya dibatalkan dan seluruh uangnya kembali."
)
DELAY_RULES = (DELAY_CHOICE, DELAY_CONSENT)

SHORT_CHOICE = (
    "Yang kebagian kurang langsung dikabari dan boleh memilih: uang barang yang kurang kembali, menunggu barang "
    "pengganti, atau pilihan lain yang masih ada. Yang tidak menjawab sampai batasnya, uangnya kembali. Kalau seluruh "
    "pesanan tidak jadi, ongkirnya ikut kembali."
)
_RULES = {
    FIRST: "menurut urutan pesanan yang lebih dulu pasti, yaitu yang pembayaran pertamanya lebih dulu masuk",
    SHARE: (
        "sebanding dengan jumlah yang dipesan tiap pesanan; sisa pembulatannya untuk pecahan terbesar, dan kalau sama "
        "besar untuk pesanan yang lebih dulu pasti"
    ),
    LOT: "menurut undian yang benihnya disegel waktu PO terbit",
}


def short_rules(rule: str, seal: str) -> list[str]:
    """`seal`: the commitment of the draw (`campaigns.rules.LOT`), "" while the PO is a draft."""
    lines = [
        f"Kalau barang jadi yang lolos periksa kurang dari pesanan, yang ada dibagikan per pilihan {_RULES[rule]}. "
        "Hasil dan cara memeriksanya ada di halaman pembagian yang terbuka untuk siapa saja."
    ]
    if rule == LOT:
        told = seal or "(tertulis di sini waktu PO terbit)"
        lines.append(f"Sidik jari (SHA-256) benih undian pembagian: {told}")
    return [*lines, SHORT_CHOICE]


def promises_consent(terms: str) -> bool:
    """Whether these terms said beforehand that silence on a further postponement means the money back."""
    return DELAY_CONSENT in terms
