"""The rules of a PO as plain Indonesian, rendered from typed policies. Pure.

The text is always Indonesian: it is the contract, and the law wants it so (UU 24/2009 Pasal 31). What it must hold
comes from PP 80/2019 Pasal 39, 46, 69, 71, UU 8/1999 Pasal 7, 16, 18, 19, Permendag 31/2023 and UU 27/2022.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date

from bukapo.campaigns.guarantees.rules import Declared
from bukapo.campaigns.guarantees.terms import fit_lines, late_lines
from bukapo.campaigns.late_terms import DELAY_RULES, short_rules
from bukapo.campaigns.locks.rules import DAYS
from bukapo.campaigns.made import terms as made_terms
from bukapo.campaigns.made.rules import Pace
from bukapo.campaigns.rules import FIRST
from bukapo.campaigns.schedule import Dates, Tongue, remarks, schedule
from bukapo.campaigns.weighed import but_for_the_scale, courier_rules
from bukapo.kernel.money import rupiah
from bukapo.kernel.zones import zone_label
from bukapo.payments.plans import PRODUCED, Plan, Term
from bukapo.payments.rules import COD
from bukapo.stores.rules import Policies

AUTHORITY = (
    "Layanan Pengaduan Konsumen, Direktorat Jenderal Perlindungan Konsumen dan Tertib Niaga (Ditjen PKTN), "
    "Kementerian Perdagangan Republik Indonesia, WhatsApp 0853-1111-1010, pengaduan.konsumen@kemendag.go.id"
)
"""The complaint service every shop must name (Permendag 31/2023)."""

NOT_SAID = "(belum diisi)"
INDONESIAN = Tongue(str, lambda day: str(format_date(day, "d MMMM y", locale="id_ID")))


@dataclass(frozen=True)
class TermsGoods:
    """A product as it is offered; rupiah. `surcharges` and `extras` are (name, rupiah per piece).

    `tiers` are (pieces of it in the PO, rupiah per piece from then on).
    """

    name: str
    price: int
    normal_price: int
    surcharges: tuple[tuple[str, int], ...] = ()
    extras: tuple[tuple[str, int], ...] = ()
    sized: bool = False
    early_price: int = 0
    tiers: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class TermsFacts:
    """Everything the terms speak of. Instants UTC, days local; `frozen_at` is when the text was fixed."""

    title: str
    seller: str
    city: str
    address: str
    phone: str
    email: str
    registration: str
    zone: str
    goods: tuple[TermsGoods, ...]
    opens_at: datetime | None
    closes_at: datetime | None
    early_opens_at: datetime | None = None
    draw_at: datetime | None = None
    grace_minutes: int = 0
    capped: bool = False
    pay_hours: int
    pay_mode: str
    deposit_bp: int
    deposit_fixed: int
    instalments: tuple[Term, ...] = ()
    balance_due: str = PRODUCED
    balance_day: date | None = None
    early_until: datetime | None = None
    balance_days: int
    shipping_with: str
    produced: date | None
    ship_from: date | None
    ship_until: date | None
    pickup: bool
    pickup_place: str
    courier: bool
    address_days: int = DAYS
    policies: Policies
    extra_terms: str
    pace: Pace | None = None
    short_rule: str = FIRST
    short_seal: str = ""
    """Commitment of the draw that decides a short yield, once it is sealed."""
    more_of_window: tuple[str, ...] = ()
    more_of_goods: tuple[str, ...] = ()
    guarantee: Declared | None = None  # without one: the full refund of the store's policy
    frozen_at: datetime


Section = tuple[str, list[str]]


def render(facts: TermsFacts) -> str:
    """The whole text: a title, numbered sections, one rule per line beginning with a dash."""
    writers: Sequence[Callable[[TermsFacts], Section]] = (
        _seller, _goods, _window, _payment, _delivery, _late, _cancelling, _defects, _complaints, _privacy,
    )  # fmt: skip
    sections = [write(facts) for write in writers]
    if facts.extra_terms.strip():
        lines = [line.strip(" -•*") for line in facts.extra_terms.splitlines()]
        sections.append(("Tambahan dari penjual", [line for line in lines if line]))
    told = [
        f"ATURAN PO: {facts.title}",
        f"Berlaku untuk pesanan sejak {_instant(facts.frozen_at, facts.zone)}.",
    ]
    for number, (heading, lines) in enumerate(sections, start=1):
        told.append("\n".join([f"{number}. {heading}", *(f"- {line}" for line in lines)]))
    told.append(
        "Hak pembeli menurut Undang-Undang Perlindungan Konsumen (UU 8/1999) tetap berlaku sepenuhnya."
    )
    return "\n\n".join(told) + "\n"


def _seller(facts: TermsFacts) -> Section:
    lines = [f"{facts.seller}, {facts.city}."]
    if facts.address:
        lines.append(f"Alamat: {_flat(facts.address)}")
    lines.append("Hubungi: " + _contact(facts))
    if facts.registration:
        lines.append(f"NIB: {facts.registration}")
    return "Penjual", lines


def _goods(facts: TermsFacts) -> Section:
    lines = []
    for goods in facts.goods:
        normal = f" (harga normal {rupiah(goods.normal_price)})" if goods.normal_price > goods.price else ""
        lines.append(f"{goods.name}: {rupiah(goods.price)} per pcs{normal}.")
        if goods.early_price and facts.early_until:
            until = _instant(facts.early_until, facts.zone)
            lines.append(
                f"Harga early bird {goods.name}: {rupiah(goods.early_price)} per pcs untuk pesanan yang masuk sebelum "
                f"{until}. Pesanan dari daftar tunggu memakai harga saat gilirannya tiba."
            )
        plus = [f"{name} +{rupiah(amount)}" for name, amount in (*goods.surcharges, *goods.extras) if amount]
        if plus:
            lines.append(f"Tambahan {goods.name}: {', '.join(plus)}.")
        if goods.tiers:
            steps = ", ".join(f"mulai {pieces} pcs {rupiah(price)}" for pieces, price in goods.tiers)
            lines.append(
                f"Harga {goods.name} turun untuk semua pembeli menurut jumlah di PO ini: {steps} per pcs."
            )
    if any(goods.tiers for goods in facts.goods):
        lines += _tier_rules(facts)
    lines += facts.more_of_goods
    lines.append(
        "Harga total dengan tambahan dan ongkir terlihat sebelum memesan dan tidak naik setelah itu tanpa persetujuan "
        f"pembeli{but_for_the_scale(facts.courier, facts.shipping_with)}."
    )
    return "Barang dan harga", lines


def _tier_rules(facts: TermsFacts) -> list[str]:
    later = "penuh" if facts.pay_mode == "full" else "atau DP"
    return [
        "Yang dihitung: seluruh pcs produk itu dari pesanan yang memegang kuota pada saat PO ditutup, termasuk yang "
        "belum dibayar.",
        f"Sampai PO ditutup pembayaran {later} memakai harga PO. Setelah itu harga semua pesanan diturunkan: "
        "selisihnya mengurangi tagihan yang belum dibayar, dan yang sudah terbayar lebih dikembalikan atau menjadi "
        "saldo pembeli. Potongan voucher tetap sebesar rupiah yang disepakati.",
        "Pesanan yang batal atau hangus setelah PO ditutup tidak menaikkan lagi harga pembeli lain.",
    ]


def _window(facts: TermsFacts) -> Section:
    return "Waktu memesan", [
        *_opening(facts),
        *_release(facts),
        *_line(facts),
        *_locks(facts),
        *facts.more_of_window,
    ]


def _locks(facts: TermsFacts) -> list[str]:
    if facts.pace:
        return [made_terms.CHANGING]
    lines = [
        "Sebelum tutup, pilihan dan alamat masih bisa diubah lewat halaman pesanan. Setelah tutup, isi pesanan dikunci "
        "untuk diproduksi.",
        "Setelah itu dua pembeli masih boleh bertukar pilihan dari barang yang sama yang harganya sama, dan pesanan "
        "boleh dioper ke orang lain bersama uangnya, selama barangnya belum dikemas.",
    ]
    if not facts.courier:
        return lines
    day = facts.ship_from - timedelta(days=facts.address_days) if facts.ship_from else None
    lines.append(
        f"Alamat pengiriman boleh diubah sampai {_day(day)} pukul 00.00 ({facts.address_days} hari sebelum mulai "
        "dikirim). Kalau wilayahnya lain, selisih ongkirnya ditagih atau dikembalikan."
    )
    if facts.pickup:
        lines.append(
            "Cara terima (kurir atau ambil sendiri) boleh diubah sampai produksi seharusnya selesai."
        )
    lines.append(
        "Kunci alamat dan cara terima dikabarkan 48 jam sebelumnya; kalau tanggalnya bergeser, kuncinya ikut bergeser."
    )
    return lines


def _opening(facts: TermsFacts) -> list[str]:
    lines = [
        f"Buka {_instant(facts.opens_at, facts.zone)}, tutup {_instant(facts.closes_at, facts.zone)} "
        "menurut jam BukaPO (bukan jam HP), atau lebih cepat kalau kuota habis atau penjual menutupnya.",
    ]
    if facts.early_opens_at:
        lines.append(
            "Yang memegang tautan buka awal dari penjual bisa memesan sejak "
            f"{_instant(facts.early_opens_at, facts.zone)}, dengan kuota yang sama."
        )
    if facts.draw_at:
        lines += [
            f"PO ini memakai undian. Formulir yang dikirim sebelum {_instant(facts.draw_at, facts.zone)} didaftarkan, "
            "satu kali per nomor WhatsApp dan e-mail, tanpa membayar; lebih dulu mendaftar tidak menambah peluang.",
            "Undian menentukan urutan, lalu kuota dibagikan menurut urutan itu dan langsung menjadi pesanan yang "
            "harus dibayar. Hasil dan cara memeriksanya ada di halaman undian.",
        ]
    if facts.grace_minutes:
        lines.append(
            "Yang membuka formulir pesanan sebelum waktu tutup masih boleh mengirimnya sampai "
            f"{facts.grace_minutes} menit setelahnya."
        )
    return lines


def _release(facts: TermsFacts) -> list[str]:
    if facts.pay_mode == COD:
        return ["Pesanan yang tidak jadi diterima penjual dibatalkan penjual, dan pembelinya dikabari."]
    return [
        f"Pesanan yang belum dibayar dalam {facts.pay_hours} jam dilepas dan kuotanya untuk pembeli lain.",
        "Uang yang masuk setelah itu tidak hilang: pesanan diterima lagi kalau kuotanya masih ada, kalau tidak uangnya "
        "dikembalikan seluruhnya.",
    ]


def _line(facts: TermsFacts) -> list[str]:
    if not facts.capped:
        return []
    pays = "" if facts.pay_mode == COD else f" dan punya {facts.pay_hours} jam untuk membayar"
    return [
        "Kalau kuota habis, pembeli boleh masuk daftar tunggu. Kuota yang lepas langsung menjadi pesanan pembeli "
        f"terdepan yang seluruh keinginannya muat; yang belum muat tetap di tempatnya. Pembeli itu dikabari{pays}.",
        "Keluar dari daftar tunggu boleh kapan saja. Kalau PO ditutup sebelum gilirannya, tidak ada yang ditagih.",
    ]


def _payment(facts: TermsFacts) -> Section:
    plan = Plan(
        facts.pay_mode,
        facts.deposit_bp,
        facts.deposit_fixed,
        facts.shipping_with,
        terms=facts.instalments,
        balance_due=facts.balance_due,
        balance_day=facts.balance_day,
        zone=facts.zone,
    )
    own = facts.pace is not None
    dates = Dates(facts.pay_hours, facts.balance_days, facts.produced, facts.ship_from, each_its_own=own)
    lines = [
        f"{part.title}: {part.amount}, {part.when}."
        for part in schedule(plan, dates, INDONESIAN, courier=facts.courier)
    ]
    if not plan.is_cod:
        lines.append("Barang dikirim atau diserahkan setelah pesanan lunas.")
    lines += remarks(plan, INDONESIAN)
    beside = "Selain uang COD, pembayaran" if plan.is_cod else "Pembayaran"
    lines.append(
        f"{beside} hanya ke rekening yang tertera di halaman pesanan. Setiap pembayaran ada tanda terimanya."
    )
    return "Pembayaran", lines


def _delivery(facts: TermsFacts) -> Section:
    lines = (
        made_terms.delivery_rules(facts.pace)
        if facts.pace
        else [
            f"Perkiraan selesai produksi: {_day(facts.produced)}.",
            f"Dikirim atau siap diambil: mulai {_day(facts.ship_from)}, paling lambat {_day(facts.ship_until)}.",
        ]
    )
    if facts.pickup:
        lines.append(f"Ambil sendiri di {_flat(facts.pickup_place) or NOT_SAID}, tanpa ongkir.")
    if facts.courier:
        lines += courier_rules(facts.shipping_with)
    lines.append(
        made_terms.MOVED
        if facts.pace
        else "Kalau tanggal harus bergeser, semua pembeli diberi tahu alasannya dan tanggal barunya, dan tanggal lama "
        "tetap tercatat di halaman PO."
    )
    return "Produksi dan pengiriman", lines


def _late(facts: TermsFacts) -> Section:
    days, own = facts.policies.refund_days, facts.pace is not None
    declared = facts.guarantee or Declared(refund_after=facts.policies.late_refund_days)
    return "Kalau terlambat atau barang kurang", [
        *(() if facts.pace else DELAY_RULES),
        *late_lines(declared, facts.ship_until, _day, refund_days=days, own_days=own),
        "Kalau penjual membatalkan PO, seluruh uang pembeli kembali dengan batas waktu yang sama.",
        *short_rules(facts.short_rule, facts.short_seal),
    ]


def _cancelling(facts: TermsFacts) -> Section:
    policies = facts.policies
    if facts.pace:
        return "Pembatalan", [*made_terms.CANCELLING]
    if not policies.cancel_before_close:
        lines = [
            "Pesanan yang belum dibayar boleh dibatalkan. Yang sudah dibayar dibatalkan lewat bagian 6 dan 8."
        ]
    elif policies.cancel_fee_percent:
        lines = [
            f"Sebelum PO ditutup pesanan boleh dibatalkan dengan potongan {policies.cancel_fee_percent}% dari harga "
            "barang; sisanya kembali."
        ]
    else:
        lines = ["Sebelum PO ditutup pesanan boleh dibatalkan tanpa potongan."]
    if policies.cancel_before_close:
        lines.append(f"Uang kembali paling lambat {policies.refund_days} hari setelah dibatalkan.")
    lines.append(
        "Setelah PO ditutup barang mulai dibuat khusus untuk pembeli; pembatalan hanya lewat bagian 6 dan 8."
    )
    return "Pembatalan", lines


def _defects(facts: TermsFacts) -> Section:
    policies = facts.policies
    lines = [
        f"Barang cacat, salah, atau kurang: beri tahu penjual dengan foto paling lambat {policies.exchange_days} hari "
        "setelah diterima.",
        "Pembeli memilih: barang diganti atau diperbaiki, atau uangnya kembali. Ongkos kirimnya ditanggung penjual.",
    ]
    if any(goods.sized for goods in facts.goods):
        lines.append(
            f"Selisih sampai {policies.size_tolerance_cm} cm dari tabel ukuran masih wajar; lebih dari itu dianggap "
            "salah."
        )
    if any(goods.extras for goods in facts.goods):
        lines.append(
            "Nama dan nomor dibuat persis seperti yang ditulis pembeli; salah cetak dari kami diganti."
        )
    lines += fit_lines(facts.guarantee)
    return "Barang cacat, salah, atau kurang", lines


def _complaints(facts: TermsFacts) -> Section:
    return "Komplain", [
        f"Lewat halaman pesanan atau {_contact(facts)}. Dijawab paling lambat {facts.policies.complaint_hours} jam.",
        f"Kalau tidak selesai: {AUTHORITY}.",
    ]


def _privacy(facts: TermsFacts) -> Section:
    return "Data pribadi", [
        "Nama, nomor HP, e-mail, dan alamat dipakai hanya untuk memproses, mengirim, dan mengabari pesanan ini.",
        "Kurir hanya menerima yang perlu untuk mengantar. Pembuat barang hanya menerima pilihan dan tulisan pesanan.",
        "Pembeli boleh meminta melihat, membetulkan, atau menghapus datanya (UU 27/2022); catatan transaksi disimpan "
        "selama diwajibkan hukum.",
    ]


def _contact(facts: TermsFacts) -> str:
    return (
        ", ".join(part for part in (f"WhatsApp {facts.phone}" if facts.phone else "", facts.email) if part)
        or NOT_SAID
    )


def _day(day: date | None) -> str:
    return str(format_date(day, "d MMMM y", locale="id_ID")) if day else NOT_SAID


def _instant(at: datetime | None, zone: str) -> str:
    if at is None:
        return NOT_SAID
    there = at.astimezone(ZoneInfo(zone))
    return f"{format_date(there.date(), 'EEEE, d MMMM y', locale='id_ID')} pukul {there:%H.%M} {zone_label(zone)}"


def _flat(text: str) -> str:
    return " ".join(text.split())
