"""What a buyer may do when it is late, wrong, or no longer wanted, and where to complain. Pure."""

from collections.abc import Iterator

from bukapo.campaigns.clause import Clause, plain_clauses
from bukapo.campaigns.late_terms import DELAY_RULES, short_rules
from bukapo.campaigns.made import terms as made_terms
from bukapo.campaigns.terms.facts import TermsFacts
from bukapo.campaigns.terms.speech import EN, contact

AUTHORITY = (
    "Layanan Pengaduan Konsumen, Direktorat Jenderal Perlindungan Konsumen dan Tertib Niaga (Ditjen PKTN), "
    "Kementerian Perdagangan Republik Indonesia, WhatsApp 0853-1111-1010, pengaduan.konsumen@kemendag.go.id"
)
"""The complaint service every shop must name (Permendag 31/2023)."""


def delays(facts: TermsFacts) -> Iterator[Clause]:
    """A date that moves (UU 8/1999 Pasal 16)."""
    if not facts.pace:
        yield from DELAY_RULES


def called_off(facts: TermsFacts) -> Iterator[Clause]:
    """The seller cancels."""
    yield Clause(
        "late.called_off",
        "Kalau penjual membatalkan PO, seluruh uang pembeli kembali dengan batas waktu yang sama.",
        "If the seller cancels the PO all of the buyers' money comes back within the same time.",
    )


def short_yield(facts: TermsFacts) -> Iterator[Clause]:
    """Fewer good pieces than ordered."""
    yield from short_rules(facts.short_rule, facts.short_seal)


def cancelling(facts: TermsFacts) -> Iterator[Clause]:
    """Leaving before and after the PO has closed."""
    if facts.pace:
        yield made_terms.CANCELLING
        return
    policies = facts.policies
    yield _before_closing(policies.cancel_before_close, policies.cancel_fee_percent)
    if policies.cancel_before_close:
        yield Clause(
            "cancelling.refund",
            f"Uang kembali paling lambat {policies.refund_days} hari setelah dibatalkan.",
            f"The money comes back at the latest {policies.refund_days} days after cancelling.",
            {"days": policies.refund_days},
        )
    yield Clause(
        "cancelling.after",
        "Setelah PO ditutup barang mulai dibuat khusus untuk pembeli; pembatalan hanya lewat bagian 6 dan 8.",
        "After the PO has closed the goods are made for the buyers; one can only cancel by parts 6 and 8.",
    )


def _before_closing(allowed: bool, fee: int) -> Clause:
    data = {"allowed": allowed, "fee_percent": fee if allowed else 0, "until": "closing"}
    if not allowed:
        return Clause(
            "cancelling.before",
            "Pesanan yang belum dibayar boleh dibatalkan. Yang sudah dibayar dibatalkan lewat bagian 6 dan 8.",
            "An order not paid for may be cancelled. One that is paid for is cancelled by parts 6 and 8.",
            data,
        )
    if fee:
        return Clause(
            "cancelling.before",
            f"Sebelum PO ditutup pesanan boleh dibatalkan dengan potongan {fee}% dari harga barang; sisanya kembali.",
            f"Until the PO closes an order may be cancelled at {fee}% of the price of the goods; the rest comes back.",
            data,
        )
    return Clause(
        "cancelling.before",
        "Sebelum PO ditutup pesanan boleh dibatalkan tanpa potongan.",
        "Until the PO closes an order may be cancelled, nothing taken off.",
        data,
    )


def defects(facts: TermsFacts) -> Iterator[Clause]:
    """Goods that are broken, wrong or missing (UU 8/1999 Pasal 19, PP 80/2019 Pasal 69)."""
    policies = facts.policies
    yield Clause(
        "defects.report",
        f"Barang cacat, salah, atau kurang: beri tahu penjual dengan foto paling lambat {policies.exchange_days} hari "
        "setelah diterima.",
        f"Defective, wrong or missing goods: tell the seller with a photo at the latest {policies.exchange_days} days "
        "after receiving them.",
        {"days": policies.exchange_days},
    )
    yield Clause(
        "defects.remedy",
        "Pembeli memilih: barang diganti atau diperbaiki, atau uangnya kembali. Ongkos kirimnya ditanggung penjual.",
        "The buyer chooses: the goods replaced or repaired, or the money back. The seller bears the shipping.",
    )
    if any(goods.sized for goods in facts.goods):
        cm = policies.size_tolerance_cm
        yield Clause(
            "defects.size",
            f"Selisih sampai {cm} cm dari tabel ukuran masih wajar; lebih dari itu dianggap salah.",
            f"A difference of up to {cm} cm from the size chart is fair; more than that counts as wrong.",
            {"cm": cm},
        )
    if any(goods.extras for goods in facts.goods):
        yield Clause(
            "defects.personal",
            "Nama dan nomor dibuat persis seperti yang ditulis pembeli; salah cetak dari kami diganti.",
            "Names and numbers are made exactly as the buyer wrote them; our misprints are replaced.",
        )


def complaints(facts: TermsFacts) -> Iterator[Clause]:
    """Where to complain, how fast it is answered, and the authority."""
    hours = facts.policies.complaint_hours
    yield Clause(
        "complaints.answer",
        f"Lewat halaman pesanan atau {contact(facts.phone, facts.email)}. Dijawab paling lambat {hours} jam.",
        f"On the order's page or {contact(facts.phone, facts.email, gap=EN.gap)}. Answered within {hours} hours.",
        {"hours": hours},
    )
    yield Clause(
        "complaints.authority",
        f"Kalau tidak selesai: {AUTHORITY}.",
        f"If that does not settle it: {AUTHORITY}.",
    )


def privacy(facts: TermsFacts) -> Iterator[Clause]:
    """What personal data are for (UU 27/2022)."""
    yield Clause(
        "privacy.purpose",
        "Nama, nomor HP, e-mail, dan alamat dipakai hanya untuk memproses, mengirim, dan mengabari pesanan ini.",
        "Name, phone, e-mail and address are used only to process, send and give news of this order.",
    )
    yield Clause(
        "privacy.others",
        "Kurir hanya menerima yang perlu untuk mengantar. Pembuat barang hanya menerima pilihan dan tulisan pesanan.",
        "Couriers get only what they need to deliver. Makers get only the choices and what is to be written.",
    )
    yield Clause(
        "privacy.rights",
        "Pembeli boleh meminta melihat, membetulkan, atau menghapus datanya (UU 27/2022); catatan transaksi disimpan "
        "selama diwajibkan hukum.",
        "Buyers may ask to see, correct or erase their data (UU 27/2022); records of transactions are kept as long as "
        "the law demands.",
    )


def extra(facts: TermsFacts) -> Iterator[Clause]:
    """What the seller added in their own words: no reading aid, it would be ours."""
    lines = [line.strip(" -•*") for line in facts.extra_terms.splitlines()]
    yield from plain_clauses("extra.line", [line for line in lines if line])
