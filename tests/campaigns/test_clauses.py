import pytest

from bukapo.campaigns.linting.overruling import UnreadClause, check_read, name_of
from bukapo.campaigns.linting.texts import lint
from bukapo.campaigns.linting.void import (
    RefusesComplaints,
    RefusesMoneyBack,
    RefusesReturns,
    VoidClause,
    check_clauses,
    void_clauses,
)


@pytest.mark.parametrize(
    ("clause", "kind"),
    [
        ("NO REFUND!!", RefusesMoneyBack),
        ("non-refundable", RefusesMoneyBack),
        ("Uang yang sudah masuk tidak dapat dikembalikan", RefusesMoneyBack),
        ("DP tidak bisa kembali ya kak", RefusesMoneyBack),
        ("kami tidak melayani refund dalam bentuk apapun", RefusesMoneyBack),
        ("Barang yang sudah dibeli tidak dapat ditukar/dikembalikan", RefusesReturns),
        ("tidak menerima retur", RefusesReturns),
        ("No complain", RefusesComplaints),
        ("Komplain maksimal 1x24 jam setelah diterima", VoidClause),
    ],
)
def test_a_clause_the_law_voids_is_refused_with_its_reason(clause, kind):
    text = f"Pesan sebelum tutup ya.\n- {clause}\nTerima kasih"
    found = void_clauses(text)
    assert [type(f) for f in found] == [kind]
    assert found[0].params["law"] in str(found[0]) and found[0].params["clause"] in clause
    with pytest.raises(VoidClause):
        check_clauses(text)


@pytest.mark.parametrize(
    ("clause", "code"),
    [
        ("Fix order = no refund", "refuses_money_back"),
        ("Batal = DP otomatis hangus", "refuses_money_back"),
        ("Barang yg telah dipesan, apapun alasannya, tdk bisa dikembalikan", "refuses_returns"),
        ("Tidak menerima komplain tanpa video unboxing", "refuses_complaints"),
        ("Penjual berhak mengubah aturan tanpa pemberitahuan", "changes_rules_alone"),
        ("Kerusakan di jalan, toko tidak bertanggung jawab", "shifts_responsibility"),
    ],
)
def test_what_only_looks_void_is_asked_until_the_very_same_words_are_overruled(clause, code):
    (finding,) = lint(f"Pesan sebelum tutup ya.\n- {clause}\nTerima kasih")
    assert (finding.rule.code, finding.may_be_overruled, finding.whole) == (code, True, clause)
    check_clauses(clause)
    with pytest.raises(UnreadClause, match="UU 8/1999"):
        check_read([clause], frozenset())
    check_read([f"Oke.\n {clause}!"], {name_of(finding)})
    with pytest.raises(UnreadClause):
        check_read([f"{clause} kak"], {name_of(finding)})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Uang kembali paling lambat 7 hari setelah diminta.",
        "Kalau salah kirim, uang kamu kami kembalikan penuh.",
        "Sertakan video buka paket supaya komplain cepat diproses.",
        "Salah tulis nama di luar kesalahan kami tidak dicetak ulang gratis.",
        "Warna bisa sedikit berbeda karena cahaya foto.",
        "Tidak ada biaya tambahan selain ongkir.",
        "Nama dicetak persis seperti yang ditulis.",
        "DP 50%, pelunasan setelah produksi selesai. Kembalian lewat transfer.",
        "Kaos boleh ditukar 7 hari setelah diterima.",
        "Tidak bisa COD.",
    ],
)
def test_fair_words_pass(text):
    assert void_clauses(text) == []


def test_two_bad_sentences_are_both_named():
    assert len(void_clauses("No refund. Tidak menerima komplain.")) == 2
