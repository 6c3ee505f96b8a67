from dataclasses import replace
from datetime import UTC, date, datetime

from bukapo.campaigns.clauses import void_clauses
from bukapo.campaigns.terms import TermsFacts, TermsGoods, render
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
        "Senin, 30 November 2026 pukul 21.59 WITA", "dalam 24 jam", "DP 33,5% dari harga barang", "5 hari kemudian",
        "Ongkir dibayar bersama pelunasan", "20 Desember 2026",
        "mulai 21 Desember 2026, paling lambat 28 Desember 2026",
        "sampai 11 Januari 2027 belum dikirim", "paling lambat 7 hari setelah diminta", "potongan 10%",
        "2 cm dari tabel ukuran", "paling lambat 48 jam", "0853-1111-1010", "UU 27/2022",
        "11. Tambahan dari penjual\n- Warna bisa sedikit beda.\n- Nama dicek lagi ya",
    ):  # fmt: skip
        assert words in text, words
    assert "S +Rp0" not in text


def test_sections_6_and_8_are_what_the_text_says_they_are():
    text = render(FACTS)
    assert "\n6. Kalau terlambat\n" in text and "\n8. Barang cacat, salah, atau kurang\n" in text


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
    assert "DP Rp50.000 per pcs" in render(replace(FACTS, deposit_fixed=50_000))


def test_a_draft_reads_too():
    text = render(
        replace(
            FACTS, opens_at=None, closes_at=None, produced=None, ship_from=None, ship_until=None, goods=()
        )
    )
    assert text.count("(belum diisi)") >= 5
