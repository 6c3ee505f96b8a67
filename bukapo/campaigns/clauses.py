"""Clauses a seller may not write into the terms: void under the consumer law (UU 8/1999 Pasal 18). Pure.

A finding refuses the text with the sentence at fault and what to write instead. It is a net for the phrases Indonesian
sellers really use, not a lawyer: what it lets through is not thereby lawful.
"""

import re
from collections.abc import Iterator

from bukapo.kernel.refusal import Refusal, gettext_noop


class VoidClause(Refusal):
    """`clause` is the seller's own sentence."""

    code = "void_clause"
    http_status = 422


class RefusesMoneyBack(VoidClause):
    code = "refuses_money_back"
    sentence = gettext_noop(
        "Kalimat “{clause}” tidak boleh dipakai: UU Perlindungan Konsumen (UU 8/1999 Pasal 18) melarang "
        "penjual menolak mengembalikan uang. Tulis saja kapan dan berapa yang kembali."
    )


class RefusesReturns(VoidClause):
    code = "refuses_returns"
    sentence = gettext_noop(
        "Kalimat “{clause}” tidak boleh dipakai: UU Perlindungan Konsumen (UU 8/1999 Pasal 18) melarang "
        "penjual menolak barang yang salah atau cacat dikembalikan. Tulis saja batas waktu dan caranya."
    )


class RefusesComplaints(VoidClause):
    code = "refuses_complaints"
    sentence = gettext_noop(
        "Kalimat “{clause}” tidak boleh dipakai: pembeli selalu berhak mengadu (UU 8/1999 Pasal 4 dan 18). Tulis saja "
        "caranya, misalnya “sertakan video buka paket supaya cepat diproses”."
    )


class ChangesRulesAlone(VoidClause):
    code = "changes_rules_alone"
    sentence = gettext_noop(
        "Kalimat “{clause}” tidak boleh dipakai: aturan tidak boleh diubah sepihak setelah pembeli memesan "
        "(UU 8/1999 Pasal 18)."
    )


class ShiftsResponsibility(VoidClause):
    code = "shifts_responsibility"
    sentence = gettext_noop(
        "Kalimat “{clause}” tidak boleh dipakai: tanggung jawab penjual tidak boleh dialihkan ke pembeli "
        "(UU 8/1999 Pasal 18)."
    )


_NOT = r"(?:tidak|tdk|tak|ga|gak|nggak|enggak|ngga|gk|bukan|belum tentu)"
_CAN = r"(?:dapat|bisa|boleh|akan|menerima|melayani|ada|terima|mau|diterima)"
_FEW = r"(?:\S+ ){0,3}?"
_GOODS = r"(?:barang|produk|pesanan|kaos|baju|kue)"

PATTERNS: tuple[tuple[type[VoidClause], str], ...] = (
    (RefusesMoneyBack, r"\bno[ -]*refunds?\b|\bnon[ -]?refundable\b|\bnot refundable\b"),
    (RefusesMoneyBack, rf"\b{_NOT} {_FEW}(?:di)?refund\b"),
    (
        RefusesMoneyBack,
        rf"\b(?:uang|dana|dp|uang muka|pembayaran|pelunasan)\b {_FEW}{_NOT} (?:{_CAN} )?(?:di)?kembali",
    ),
    (RefusesMoneyBack, rf"\b{_NOT} {_CAN} {_FEW}(?:pengembalian|kembalikan) (?:uang|dana|dp|pembayaran)\b"),
    (RefusesMoneyBack, r"\b(?:dp|uang muka|uang|dana|pembayaran)\b (?:\S+ ){0,4}?hangus\b"),
    (RefusesReturns, r"\bno[ -]*returns?\b|\bno[ -]*retur\b|\bno[ -]*exchange\b"),
    (RefusesReturns, rf"\b{_NOT} {_CAN} {_FEW}(?:retur|return|pengembalian barang|penukaran)\b"),
    (
        RefusesReturns,
        rf"\b{_GOODS} (?:(?:yang|yg) )?(?:sudah|telah) (?:di ?)?(?:beli|terima|pesan|bayar) {_FEW}"
        rf"{_NOT} (?:{_CAN} )?(?:di ?)?(?:tukar|kembali|retur)",
    ),
    (RefusesComplaints, r"\bno[ -]*(?:complaints?|komplain|complain)\b"),
    (
        RefusesComplaints,
        rf"\b{_NOT} {_CAN} {_FEW}(?:komplain|complain|complaint|keluhan|aduan|protes|klaim)\b",
    ),
    (
        RefusesComplaints,
        rf"\b(?:komplain|complain|keluhan) {_FEW}{_NOT} (?:akan )?(?:di)?(?:terima|layani|proses|tanggapi)",
    ),
    (
        ChangesRulesAlone,
        r"\b(?:aturan|harga|ketentuan|syarat|tanggal|jadwal)\b (?:\S+ ){0,4}?(?:berubah|diubah|ubah) (?:\S+ ){0,2}?"
        r"(?:sewaktu[ -]*waktu|kapan saja|sepihak|tanpa pemberitahuan)",
    ),
    (
        ChangesRulesAlone,
        r"\b(?:mengubah|merubah|mengganti) (?:\S+ ){0,4}?(?:sewaktu[ -]*waktu|kapan saja|sepihak|tanpa pemberitahuan)",
    ),
    (
        ShiftsResponsibility,
        r"\b(?:bukan|di luar|diluar) tanggung ?jawab (?:\S+ ){0,1}?(?:kami|penjual|toko|seller|admin)\b",
    ),
    (ShiftsResponsibility, rf"\b(?:kami|penjual|toko|seller|admin) {_NOT} (?:ber)?tanggung ?jawab\b"),
)


def void_clauses(text: str) -> list[VoidClause]:
    """Every sentence of `text` that may not stand, in order, one finding each."""
    found = []
    for clause in _sentences(text):
        flat = " ".join(re.sub(r"[^\w\s-]", " ", clause.casefold()).split())
        for kind, pattern in PATTERNS:
            if re.search(pattern, flat):
                found.append(kind(clause=clause[:120]))
                break
    return found


def check_clauses(text: str) -> None:
    """Raise the first VoidClause, if any."""
    for clause in void_clauses(text):
        raise clause


def _sentences(text: str) -> Iterator[str]:
    for piece in re.split(r"[\n;!?]+|\.(?=\s|$)", text):
        if words := " ".join(piece.split()).strip(" -*•"):
            yield words
