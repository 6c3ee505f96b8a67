from dataclasses import replace
from datetime import UTC, date, datetime

from bukapo.campaigns.linting.void import void_clauses
from bukapo.campaigns.terms import TermsFacts, TermsGoods, render
from bukapo.payments.plans import AT_ONCE, DAY, DAYS, Due, Term
from bukapo.stores.rules import Policies

FACTS = TermsFacts(
    title="Kaos Reuni",
    seller="Angkatan 11",
    city="Bandung",
    address="Jl. Contoh 1\nCoblong",
    phone="+628123456789",
    email="halo@contoh.id",
    registration="0123456789012",
    zone="Asia/Makassar",
    goods=(
        TermsGoods(
            "Kaos Reuni", 95_000, 120_000, (("S", 0), ("XL", 5_000)), (("Nama punggung", 15_000),), sized=True
        ),
    ),
    opens_at=datetime(2026, 11, 1, 1, 0, tzinfo=UTC),
    closes_at=datetime(2026, 11, 30, 13, 59, tzinfo=UTC),
    pay_hours=24,
    pay_mode="deposit",
    deposit_bp=3350,
    deposit_fixed=0,
    balance_days=5,
    shipping_with="balance",
    produced=date(2026, 12, 20),
    ship_from=date(2026, 12, 21),
    ship_until=date(2026, 12, 28),
    pickup=True,
    pickup_place="Sekretariat",
    courier=True,
    policies=Policies(cancel_fee_percent=10),
    extra_terms="- Warna bisa sedikit beda.\n\n• Nama dicek lagi ya",
    frozen_at=datetime(2026, 10, 30, 3, 0, tzinfo=UTC),
)


def test_the_terms_say_everything_a_buyer_was_promised():
    text = render(FACTS)
    for words in (
        "Angkatan 11, Bandung", "Jl. Contoh 1 Coblong", "WhatsApp +628123456789", "NIB: 0123456789012",
        "Rp95.000 per pcs (harga normal Rp120.000)", "XL +Rp5.000", "Nama punggung +Rp15.000",
        "Senin, 30 November 2026 pukul 21.59 WITA", "dalam 24 jam", "DP: 33,5% dari harga barang, dibulatkan ke atas",
        "paling lambat 5 hari setelah ditagih",
        "Pelunasan: sisanya, ditambah ongkir, setelah produksi selesai (perkiraan 20 Desember 2026)",
        "20 Desember 2026",
        "mulai 21 Desember 2026, paling lambat 28 Desember 2026",
        "sampai 11 Januari 2027 belum dikirim", "paling lambat 7 hari setelah diminta", "potongan 10%",
        "2 cm dari tabel ukuran", "paling lambat 48 jam", "0853-1111-1010", "UU 27/2022",
        "11. Tambahan dari penjual\n- Warna bisa sedikit beda.\n- Nama dicek lagi ya",
    ):  # fmt: skip
        assert words in text, words
    assert "S +Rp0" not in text


def test_sections_6_and_8_are_what_the_text_says_they_are():
    text = render(FACTS)
    assert (
        "\n6. Kalau terlambat atau barang kurang\n" in text
        and "\n8. Barang cacat, salah, atau kurang\n" in text
    )


def test_our_own_words_pass_our_own_linter():
    for facts in (
        FACTS,
        replace(FACTS, pay_mode="full", policies=Policies(cancel_before_close=False)),
        replace(FACTS, policies=Policies()),
    ):
        assert void_clauses(render(facts)) == []


def test_full_payment_speaks_of_no_deposit():
    text = render(replace(FACTS, pay_mode="full", shipping_with="order"))
    assert "DP" not in text and "pelunasan" not in text.lower()


def test_a_fixed_deposit_is_told_per_piece():
    assert "DP: Rp50.000 per pcs" in render(replace(FACTS, deposit_fixed=50_000))


def test_a_draft_reads_too():
    text = render(
        replace(
            FACTS, opens_at=None, closes_at=None, produced=None, ship_from=None, ship_until=None, goods=()
        )
    )
    assert text.count("(belum diisi)") >= 5


def test_instalments_are_told_one_by_one_with_their_days_and_roundings():
    terms = (
        Term(AT_ONCE, bp=5_000),
        Term(Due(DAY, date(2026, 12, 5)), bp=2_500),
        Term(Due(DAYS, days=20), bp=2_500),
    )
    text = render(replace(FACTS, pay_mode="instalment", instalments=terms, shipping_with="order"))
    for words in (
        "Termin 1 dari 3: 50% dari harga barang, ditambah ongkir, saat memesan, paling lambat 24 jam kemudian",
        "Termin 2 dari 3: 25% dari harga barang, paling lambat 5 Desember 2026",
        "Termin 3 dari 3: sisanya, paling lambat 20 hari setelah memesan",
        "dibulatkan ke bawah ke rupiah penuh; selisihnya ada di termin terakhir",
        "ditagih 3 hari sebelum tanggalnya",
    ):
        assert words in text, words
    assert void_clauses(text) == []


def test_cash_on_delivery_is_told_without_a_deadline_nobody_has():
    text = render(replace(FACTS, pay_mode="cod"))
    assert "Bayar di tempat (COD): harga barang, ditambah ongkir, tunai saat barang diterima." in text
    assert "Tanpa DP: pesanan pasti setelah penjual menerimanya" in text and "dalam 24 jam" not in text
    balance = render(replace(FACTS, balance_due="cod"))
    assert "Bayar di tempat (COD): sisanya" in balance and "dalam 24 jam" in balance
    assert void_clauses(text) == void_clauses(balance) == []


def test_an_early_price_is_told_with_its_last_instant():
    goods = tuple(replace(one, early_price=80_000) for one in FACTS.goods)
    until = datetime(2026, 11, 10, 13, 0, tzinfo=UTC)
    text = render(replace(FACTS, goods=goods, early_until=until))
    assert (
        "Rp80.000 per pcs untuk pesanan yang masuk sebelum Selasa, 10 November 2026 pukul 21.00 WITA" in text
    )
