"""The parts of an evaluation as tables, for the page, the paper and the workbook alike."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bukapo.faces.dashboard.learn.words import (
    clock_words,
    leg_words,
    promise_words,
    source_words,
    weekday_words,
)
from bukapo.faces.papers.evaluation_forms import Cell, DetailTable, LegShown, Row
from bukapo.faces.papers.evaluation_pdf import told
from bukapo.faces.ui.dates import short_day
from bukapo.insights.evaluation.legs import slowest
from bukapo.insights.reads import Evaluation
from bukapo.production.quality.rules import REASONS

ORDERS, SCHEDULE, SUPPLIERS, SENDING, MONEY = "orders", "schedule", "suppliers", "sending", "money"
SHEETS = (ORDERS, SCHEDULE, SUPPLIERS, SENDING, MONEY)


def details(this: Evaluation) -> tuple[DetailTable, ...]:
    """In the order in which a PO goes; parts without anything to tell are left out."""
    parts = (_orders(this), _schedule(this), _suppliers(this), _sending(this), _money(this), _others(this))
    return tuple(table for part in parts for table in part if table.rows)


def legs(this: Evaluation) -> tuple[LegShown, ...]:
    """Where the days went."""
    return tuple(LegShown(leg_words(leg), leg.planned, leg.actual) for leg in this.making.legs)


def legs_lead(this: Evaluation) -> str:
    """What took most, in a sentence."""
    leg = slowest(this.making.legs)
    if leg is None:
        return _("Tidak ada bagian yang lebih lama dari rencana.") if this.making.legs else ""
    return _("Paling lewat dari rencana: %(what)s, %(days)s hari.") % {
        "what": leg_words(leg),
        "days": leg.over,
    }


def _orders(this: Evaluation) -> Iterator[DetailTable]:
    coming, rhythm = this.coming, this.coming.rhythm
    yield DetailTable(
        ORDERS, _("Pesanan datang dari"), (_("Asal"), _("Pesanan"), _("Pcs")),
        tuple((source_words(one.name), Cell(one.orders), Cell(one.pieces)) for one in coming.sources),
    )  # fmt: skip
    yield DetailTable(
        ORDERS, _("Dibawa mitra"), (_("Mitra"), _("Pesanan"), _("Pcs"), _("Nilai barang")),
        tuple((one.name, Cell(one.orders), Cell(one.pieces), Cell(one.goods, "rupiah")) for one in coming.partners),
    )  # fmt: skip
    if coming.funnel is not None:
        one = coming.funnel
        steps = (
            (_("Mendaftar di teaser"), one.signed),
            (_("Membuka form"), one.opened),
            (_("Memesan"), one.ordered),
        )
        share = told(one.ordered * 10_000 // one.signed, "percent") if one.signed else "–"
        yield DetailTable(
            ORDERS, _("Dari teaser ke pesanan"), (_("Langkah"), _("Orang")),
            tuple((words, Cell(n)) for words, n in steps),
            _("%(share)s pendaftar jadi memesan.") % {"share": share},
        )  # fmt: skip
    if rhythm.orders:
        yield DetailTable(ORDERS, _("Kapan pesanan datang"), (_("Apa"), _("Berapa")), tuple(_when(this)))


def _when(this: Evaluation) -> Iterator[Row]:
    one = this.coming.rhythm
    yield _("Lama PO dibuka"), Cell(one.length, "days")
    yield _("Pesanan di 48 jam terakhir"), Cell(one.last_bp, "percent")
    yield _("Hari yang sepi"), Cell(one.quiet, "days")
    if one.hour is not None:
        words = _("Antara jam %(first)s dan %(last)s") % {
            "first": clock_words(one.hour), "last": clock_words((one.hour + 3) % 24),
        }  # fmt: skip
        yield words, Cell(one.hour_bp, "percent")
    if one.weekday is not None:
        yield _("Hari %(day)s") % {"day": weekday_words(one.weekday)}, Cell(one.weekday_bp, "percent")


def _schedule(this: Evaluation) -> Iterator[DetailTable]:
    zone = this.campaign.store.zone
    yield DetailTable(
        SCHEDULE, _("Tiap tahap, rencana dan kenyataan"),
        (_("Tahap"), _("SPK"), _("Rencana"), _("Nyatanya"), _("Selisih"), _("SPK terlambat")),
        tuple(
            (one.name, Cell(one.orders), Cell(one.planned, "days"), Cell(one.actual, "days"), Cell(one.over, "days"),
             Cell(one.late))
            for one in this.making.stages
        ),
    )  # fmt: skip
    yield DetailTable(
        SCHEDULE, _("Janji yang diubah"), (_("Janji"), _("Dari"), _("Menjadi"), _("Alasan")),
        tuple(
            (promise_words(one.what), short_day(one.was, zone), short_day(one.day, zone), one.reason or "–")
            for one in this.making.moved
        ),
    )  # fmt: skip


def _suppliers(this: Evaluation) -> Iterator[DetailTable]:
    yield DetailTable(
        SUPPLIERS, _("Konveksi"),
        (_("Nama"), _("SPK"), _("Pcs"), _("Selesai"), _("Tepat waktu"), _("Terlambat"), _("Cacat"), _("Diperbaiki")),
        tuple(
            (one.name, Cell(one.work_orders), Cell(one.pieces), Cell(one.finished), Cell(one.on_time),
             Cell(one.late, "days"), Cell(one.fault_bp, "percent"), Cell(one.reworked))
            for one in this.making.suppliers
        ),
    )  # fmt: skip
    yield DetailTable(
        SUPPLIERS, _("Cacat menurut sebabnya"), (_("Sebab"), _("Pcs")),
        tuple((_(REASONS.get(reason, reason)), Cell(pieces)) for reason, pieces in this.making.reasons),
    )  # fmt: skip
    yield DetailTable(
        SUPPLIERS, _("Tidak jadi, per ukuran"), (_("Ukuran"), _("Diperiksa"), _("Tidak jadi"), _("Bagian")),
        tuple(
            (one.label, Cell(one.checked), Cell(one.lost), Cell(one.lost_bp, "percent"))
            for one in this.making.sizes
            if one.lost
        ),
    )  # fmt: skip


def _sending(this: Evaluation) -> Iterator[DetailTable]:
    one = this.sending
    if one.parcels:
        lines = (
            (_("Sudah keluar"), one.parcels), (_("Keluar setelah janji pertama"), one.late),
            (_("Diambil sendiri"), one.fetched), (_("Masih di jalan"), one.under_way),
        )  # fmt: skip
        yield DetailTable(
            SENDING, _("Paket"), (_("Apa"), _("Paket")), tuple((words, Cell(n)) for words, n in lines)
        )
    yield DetailTable(
        SENDING, _("Lama di jalan"),
        (_("Kurir"), _("Daerah"), _("Paket"), _("Sampai"), _("Biasanya"), _("Paling lama")),
        tuple(
            (way.courier or "–", way.zone or "–", Cell(way.parcels), Cell(way.arrived), Cell(way.middle, "days"),
             Cell(way.slowest, "days"))
            for way in one.ways
        ),
    )  # fmt: skip


def _money(this: Evaluation) -> Iterator[DetailTable]:
    margin, paying = this.glance.margin, this.paying
    if margin is not None:
        yield DetailTable(
            MONEY, _("Untung: rencana dan kenyataan"), (_("Apa"), _("Rupiah")), tuple(_earned(this))
        )
    lines = (
        (
            _("Bayar pertama, biasanya setelah"),
            Cell(paying.first_minutes and -(-paying.first_minutes // 60), "hours"),
            "",
        ),
        (_("Tagihan setelah bayar pertama"), Cell(paying.asked), ""),
        (_("Perlu diingatkan setelah jatuh tempo"), Cell(paying.reminded), ""),
        (_("Belum dibayar, sudah jatuh tempo"), Cell(paying.overdue), ""),
        (_("Nilainya"), Cell(paying.owed, "rupiah"), ""),
        (_("Bukti transfer dicek, biasanya dalam"), Cell(paying.proof_minutes), _("menit")),
    )
    shown = tuple((f"{words} ({unit})" if unit else words, cell) for words, cell, unit in lines if cell.value)
    yield DetailTable(MONEY, _("Cara pembeli membayar"), (_("Apa"), _("Berapa")), shown)
    yield DetailTable(
        MONEY, _("Uang kembali"), (_("Alasan"), _("Kali"), _("Rupiah")),
        tuple((reason, Cell(n), Cell(amount, "rupiah")) for reason, n, amount in paying.reasons),
    )  # fmt: skip


def _earned(this: Evaluation) -> Iterator[Row]:
    one = this.glance.margin
    assert one is not None
    words = {
        "volume": _("Jumlah pcs beda dari rencana"),
        "prices": _("Harga yang dibayar pembeli (tingkat, tambahan, potongan)"),
        "costs": _("Ongkos buat beda dari HPP"),
        "faults": _("Cacat yang ditanggung toko"),
        "shipping": _("Ongkir dari pembeli dikurangi tagihan kurir"),
    }
    plan = _("Rencana untuk %(n)s pcs") % {"n": one.planned_pieces}
    yield plan, Cell(one.plan, "rupiah")
    for what, amount in one.parts:
        if amount:
            yield words[what], Cell(amount, "rupiah")
    yield _("Kenyataan"), Cell(one.actual, "rupiah")


def _others(this: Evaluation) -> Iterator[DetailTable]:
    """What other parts of the house plugged in."""
    for section in this.sections:
        rows = tuple((_(line.label), Cell(line.value, line.unit)) for line in section.lines)
        yield DetailTable(SENDING, _(section.title), (_("Apa"), _("Berapa")), rows)
