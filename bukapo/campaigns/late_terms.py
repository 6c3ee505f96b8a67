"""What the terms promise for a date that moves and for a yield that falls short. Pure, always Indonesian.

UU 8/1999 Pasal 16 binds a seller who takes orders to the time agreed, Pasal 18 voids a clause by which silence waives
that: so the first postponement may be borne in silence, a further one only with the buyer's consent.
"""

from bukapo.campaigns.clause import Clause
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
DELAY_RULES = (
    Clause(
        "late.choice",
        DELAY_CHOICE,
        "Each time the date moves back, buyers whose goods are not sent yet are told the new date and the reason at "
        "once and may choose: wait, or cancel and get all of the money back, nothing taken off. There are at least 48 "
        "hours to choose, and the choice may be changed until then. If the seller has another PO open with the same "
        "goods and enough left, the order may also move there at the same price.",
        {"hours": 48},
    ),
    Clause(
        "late.consent",
        DELAY_CONSENT,
        "The first time after ordering: who does not answer is taken to wait. From the second time on the buyer must "
        "agree: the order of who does not answer in time is cancelled and all of its money comes back.",
    ),
)

SHORT_CHOICE = (
    "Yang kebagian kurang langsung dikabari dan boleh memilih: uang barang yang kurang kembali, menunggu barang "
    "pengganti, atau pilihan lain yang masih ada. Yang tidak menjawab sampai batasnya, uangnya kembali. Kalau seluruh "
    "pesanan tidak jadi, ongkirnya ikut kembali."
)
_CHOICE_ENGLISH = (
    "Who gets less is told at once and may choose: the money for the missing goods back, waiting for replacements, or "
    "another choice that is left. The money comes back to who does not answer in time. If the whole order falls "
    "through, its shipping fee comes back too."
)
_RULES = {
    FIRST: "menurut urutan pesanan yang lebih dulu pasti, yaitu yang pembayaran pertamanya lebih dulu masuk",
    SHARE: (
        "sebanding dengan jumlah yang dipesan tiap pesanan; sisa pembulatannya untuk pecahan terbesar, dan kalau sama "
        "besar untuk pesanan yang lebih dulu pasti"
    ),
    LOT: "menurut undian yang benihnya disegel waktu PO terbit",
}
_RULES_ENGLISH = {
    FIRST: "in the order in which orders became certain, that is by their first payments",
    SHARE: (
        "in proportion to the pieces of each order; what rounding leaves goes to the largest fractions, between equal "
        "ones to the order that became certain first"
    ),
    LOT: "by a draw whose seed is sealed when the PO is published",
}


def short_rules(rule: str, seal: str) -> list[Clause]:
    """`seal`: the commitment of the draw (`campaigns.rules.LOT`), "" while the PO is a draft."""
    told = [
        Clause(
            "late.short",
            "Kalau barang jadi yang lolos periksa kurang dari pesanan, yang ada dibagikan per pilihan "
            f"{_RULES[rule]}. Hasil dan cara memeriksanya ada di halaman pembagian yang terbuka untuk siapa saja.",
            "If fewer goods pass the check than were ordered, those there are are given out per choice "
            f"{_RULES_ENGLISH[rule]}. The result and how to check it are on a page open to everybody.",
            {"rule": rule},
        )
    ]
    if rule == LOT:
        known = seal or "(tertulis di sini waktu PO terbit)"
        told.append(
            Clause(
                "late.seal",
                f"Sidik jari (SHA-256) benih undian pembagian: {known}",
                f"Fingerprint (SHA-256) of the seed of that draw: {seal or '(stands here once published)'}",
                {"sha256": seal},
            )
        )
    return [*told, Clause("late.short_choice", SHORT_CHOICE, _CHOICE_ENGLISH)]


def promises_consent(terms: str) -> bool:
    """Whether these terms said beforehand that silence on a further postponement means the money back."""
    return DELAY_CONSENT in terms
