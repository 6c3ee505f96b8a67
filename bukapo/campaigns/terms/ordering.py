"""When one may order, and how long what was ordered may change. Pure."""

from collections.abc import Iterator
from datetime import timedelta

from bukapo.campaigns.clause import Clause
from bukapo.campaigns.made import terms as made_terms
from bukapo.campaigns.terms.facts import TermsFacts
from bukapo.campaigns.terms.speech import EN, ID, iso
from bukapo.payments.rules import COD


def opening(facts: TermsFacts) -> Iterator[Clause]:
    """The window, early access, a draw, the grace."""
    zone = facts.zone
    yield Clause(
        "window.times",
        f"Buka {ID.instant(facts.opens_at, zone)}, tutup {ID.instant(facts.closes_at, zone)} "
        "menurut jam BukaPO (bukan jam HP), atau lebih cepat kalau kuota habis atau penjual menutupnya.",
        f"Opens {EN.instant(facts.opens_at, zone)}, closes {EN.instant(facts.closes_at, zone)} by BukaPO's clock "
        "(not the phone's), or earlier when nothing is left or the seller closes it.",
        {"opens_at": iso(facts.opens_at), "closes_at": iso(facts.closes_at)},
    )
    if facts.early_opens_at:
        yield Clause(
            "window.early",
            "Yang memegang tautan buka awal dari penjual bisa memesan sejak "
            f"{ID.instant(facts.early_opens_at, zone)}, dengan kuota yang sama.",
            f"Who holds the seller's early link may order from {EN.instant(facts.early_opens_at, zone)}, out of the "
            "same quantity.",
            {"opens_at": iso(facts.early_opens_at)},
        )
    if facts.draw_at:
        yield from _draw(facts)
    if facts.grace_minutes:
        yield Clause(
            "window.grace",
            "Yang membuka formulir pesanan sebelum waktu tutup masih boleh mengirimnya sampai "
            f"{facts.grace_minutes} menit setelahnya.",
            "Who opened the order form before closing may still send it until "
            f"{facts.grace_minutes} minutes afterwards.",
            {"minutes": facts.grace_minutes},
        )


def _draw(facts: TermsFacts) -> Iterator[Clause]:
    yield Clause(
        "window.draw",
        f"PO ini memakai undian. Formulir yang dikirim sebelum {ID.instant(facts.draw_at, facts.zone)} didaftarkan, "
        "satu kali per nomor WhatsApp dan e-mail, tanpa membayar; lebih dulu mendaftar tidak menambah peluang.",
        f"This PO is drawn by lot. Forms sent before {EN.instant(facts.draw_at, facts.zone)} are registered, once per "
        "WhatsApp number and e-mail, without payment; registering earlier gives no better chance.",
        {"at": iso(facts.draw_at)},
    )
    yield Clause(
        "window.draw_rule",
        "Undian menentukan urutan, lalu kuota dibagikan menurut urutan itu dan langsung menjadi pesanan yang "
        "harus dibayar. Hasil dan cara memeriksanya ada di halaman undian.",
        "The draw decides the order; the pieces are given out by it and at once become orders that must be paid. The "
        "result and how to check it are on the page of the draw.",
    )


def release(facts: TermsFacts) -> Iterator[Clause]:
    """What becomes of an order that is not paid."""
    if facts.pay_mode == COD:
        yield Clause(
            "window.cod_refused",
            "Pesanan yang tidak jadi diterima penjual dibatalkan penjual, dan pembelinya dikabari.",
            "An order that the seller does not take in is cancelled by the seller, and its buyer is told.",
        )
        return
    yield Clause(
        "window.unpaid",
        f"Pesanan yang belum dibayar dalam {facts.pay_hours} jam dilepas dan kuotanya untuk pembeli lain.",
        f"An order not paid within {facts.pay_hours} hours is released, and its pieces go to other buyers.",
        {"hours": facts.pay_hours},
    )
    yield Clause(
        "window.late_money",
        "Uang yang masuk setelah itu tidak hilang: pesanan diterima lagi kalau kuotanya masih ada, kalau tidak uangnya "
        "dikembalikan seluruhnya.",
        "Money that comes in after that is not lost: the order is taken again if there are pieces left, otherwise all "
        "of the money is paid back.",
    )


def line(facts: TermsFacts) -> Iterator[Clause]:
    """The waiting list."""
    if not facts.capped:
        return
    in_cash = facts.pay_mode == COD
    pays = "" if in_cash else f" dan punya {facts.pay_hours} jam untuk membayar"
    hours = "" if in_cash else f" and has {facts.pay_hours} hours to pay"
    yield Clause(
        "window.waiting",
        "Kalau kuota habis, pembeli boleh masuk daftar tunggu. Kuota yang lepas langsung menjadi pesanan pembeli "
        f"terdepan yang seluruh keinginannya muat; yang belum muat tetap di tempatnya. Pembeli itu dikabari{pays}.",
        "When nothing is left buyers may join a waiting list. Pieces that come free at once become the order of the "
        f"first buyer whose whole wish fits; the others keep their place. That buyer is told{hours}.",
        {"hours": None if in_cash else facts.pay_hours},
    )
    yield Clause(
        "window.leaving_line",
        "Keluar dari daftar tunggu boleh kapan saja. Kalau PO ditutup sebelum gilirannya, tidak ada yang ditagih.",
        "One may leave the waiting list at any time. If the PO closes before one's turn nothing is charged.",
    )


def locks(facts: TermsFacts) -> Iterator[Clause]:
    """What may still be changed until when."""
    if facts.pace:
        yield Clause("window.changing", made_terms.CHANGING, made_terms.CHANGING_ENGLISH)
        return
    yield Clause(
        "window.changing",
        "Sebelum tutup, pilihan dan alamat masih bisa diubah lewat halaman pesanan. Setelah tutup, isi pesanan dikunci "
        "untuk diproduksi.",
        "Until closing, choices and address can be changed on the order's page. After closing the order's contents are "
        "locked for production.",
    )
    yield Clause(
        "window.swaps",
        "Setelah itu dua pembeli masih boleh bertukar pilihan dari barang yang sama yang harganya sama, dan pesanan "
        "boleh dioper ke orang lain bersama uangnya, selama barangnya belum dikemas.",
        "After that two buyers may still trade choices of the same product at the same price, and an order may be "
        "handed to somebody else with the money in it, as long as it is not packed.",
    )
    if facts.courier:
        yield from _address(facts)


def _address(facts: TermsFacts) -> Iterator[Clause]:
    days = facts.address_days
    day = facts.ship_from - timedelta(days=days) if facts.ship_from else None
    yield Clause(
        "window.address",
        f"Alamat pengiriman boleh diubah sampai {ID.day(day)} pukul 00.00 ({days} hari sebelum mulai "
        "dikirim). Kalau wilayahnya lain, selisih ongkirnya ditagih atau dikembalikan.",
        f"The address may be changed until {EN.day(day)} at 00.00 ({days} days before shipping begins). In another "
        "region the difference of the shipping fee is charged or paid back.",
        {"day": iso(day), "days": days},
    )
    if facts.pickup:
        yield Clause(
            "window.way",
            "Cara terima (kurir atau ambil sendiri) boleh diubah sampai produksi seharusnya selesai.",
            "The way of receiving (courier or pickup) may be changed until production should be finished.",
        )
    yield Clause(
        "window.locks_told",
        "Kunci alamat dan cara terima dikabarkan 48 jam sebelumnya; kalau tanggalnya bergeser, kuncinya ikut bergeser.",
        "The locks of address and way are announced 48 hours before; if the dates move, the locks move with them.",
        {"hours": 48},
    )
