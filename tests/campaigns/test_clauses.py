import pytest

from bukapo.campaigns.linting.void import (
    ChangesRulesAlone,
    RefusesComplaints,
    RefusesMoneyBack,
    RefusesReturns,
    ShiftsResponsibility,
    VoidClause,
    check_clauses,
    void_clauses,
)


@pytest.mark.parametrize(
    ("clause", "kind"),
    [
        ("NO REFUND!!", RefusesMoneyBack),
        ("Fix order = no refund", RefusesMoneyBack),
        ("non-refundable", RefusesMoneyBack),
        ("Uang yang sudah masuk tidak dapat dikembalikan", RefusesMoneyBack),
        ("DP tidak bisa kembali ya kak", RefusesMoneyBack),
        ("uang tidak kembali", RefusesMoneyBack),
        ("Batal = DP otomatis hangus", RefusesMoneyBack),
        ("kami tidak melayani refund dalam bentuk apapun", RefusesMoneyBack),
        ("Tidak ada pengembalian dana", RefusesMoneyBack),
        ("gak bisa refund", RefusesMoneyBack),
        ("Barang yang sudah dibeli tidak dapat ditukar/dikembalikan", RefusesReturns),
        ("Barang yg telah dipesan, apapun alasannya, tdk bisa dikembalikan", RefusesReturns),
        ("tidak menerima retur", RefusesReturns),
        ("No Return", RefusesReturns),
        ("Tidak menerima komplain tanpa video unboxing", RefusesComplaints),
        ("No complain", RefusesComplaints),
        ("Komplain setelah paket dibuka tidak diterima", RefusesComplaints),
        ("Harga dapat berubah sewaktu-waktu", ChangesRulesAlone),
        ("Penjual berhak mengubah aturan tanpa pemberitahuan", ChangesRulesAlone),
        ("Paket hilang bukan tanggung jawab kami", ShiftsResponsibility),
        ("Kerusakan di jalan, toko tidak bertanggung jawab", ShiftsResponsibility),
    ],
)
def test_a_clause_the_law_voids_is_refused_with_its_reason(clause, kind):
    text = f"Pesan sebelum tutup ya.\n- {clause}\nTerima kasih"
    found = void_clauses(text)
    assert [type(f) for f in found] == [kind]
    assert "UU 8/1999" in str(found[0]) and found[0].params["clause"] in clause
    with pytest.raises(VoidClause):
        check_clauses(text)


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
