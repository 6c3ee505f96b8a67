"""An order's journal in the seller's words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from bukapo.faces.dashboard.claims.words import CLAIM_WORDS
from bukapo.faces.ui.dates import day, span
from bukapo.faces.ui.weights import weighed_words
from bukapo.journal.reads import Moment
from bukapo.kernel.money import rupiah
from bukapo.messaging.kinds import KINDS

Data = dict[str, Any]


@dataclass(frozen=True)
class Entry:
    """One line for `ui/parts/timeline.html`."""

    title: str
    at: datetime
    text: str
    state: str = ""


def entries(moments: tuple[Moment, ...]) -> list[Entry]:
    """Newest first; the newest is marked."""
    told = [_entry(moment) for moment in reversed(moments)]
    return [Entry(e.title, e.at, e.text, "now" if not place else "") for place, e in enumerate(told)]


def _entry(moment: Moment) -> Entry:
    title, text = _WORDS.get(moment.kind, lambda data: (moment.kind, ""))(moment.data)
    by = moment.actor_label if moment.actor_kind == "staff" else ""
    return Entry(title, moment.at, " · ".join(part for part in (text, by) if part))


def _placed(data: Data) -> tuple[str, str]:
    title = {
        "import": _("Masuk dari file form"),
        "staff": _("Dicatat penjual"),
        "api": _("Masuk lewat API"),
        "waitlist": _("Masuk dari daftar tunggu"),
    }.get(data["source"], _("Pesanan masuk"))
    if not data["now"]:  # paid at the handing over
        return title, _("%(pieces)s pcs") % {"pieces": data["pieces"]}
    text = _("%(pieces)s pcs, ditagih %(now)s") % {"pieces": data["pieces"], "now": rupiah(data["now"])}
    return title, text


def _changed(data: Data) -> tuple[str, str]:
    names = {
        "lines": _("barang"),
        "address": _("alamat"),
        "fulfilment": _("cara terima"),
        "contact": _("data pembeli"),
        "note": _("catatan"),
        "voucher": _("voucher"),
    }
    if list(data["what"]) == ["link"]:
        return _("Tautan pembeli diganti"), _("Tautan lama tidak berlaku lagi.")
    return _("Pesanan diubah"), ", ".join(names.get(part, part) for part in data["what"])


def _received_money(data: Data) -> tuple[str, str]:
    how = {"cash": _("tunai"), "cod": _("COD, di kurir"), "credit": _("saldo")}.get(
        data["method"], _("transfer")
    )
    text = f"{rupiah(data['amount'])} ({how})"
    if data.get("late"):
        return _("Uang masuk, terlambat"), text
    return _("Uang masuk"), text + (", " + _("pesanan jadi pasti") if data.get("first") else "")


def _cancelled(data: Data) -> tuple[str, str]:
    parts = [data.get("reason") or ""]
    if data.get("refund"):
        parts.append(_("%(amount)s harus dikembalikan") % {"amount": rupiah(data["refund"])})
    return _("Dibatalkan"), ". ".join(part.rstrip(".") for part in parts if part)


def _rest_dropped(data: Data) -> tuple[str, str]:
    what = _("Sisanya tidak dikirim: %(pieces)s pcs") % {"pieces": data["pieces"]}
    return what, _cancelled(data)[1]


def _asked(data: Data) -> tuple[str, str]:
    until = day(datetime.fromisoformat(data["due_at"]))
    return _("Pelunasan ditagih"), _("%(amount)s sampai %(day)s") % {
        "amount": rupiah(data["now"]),
        "day": until,
    }


def _extended(data: Data) -> tuple[str, str]:
    until = day(datetime.fromisoformat(data["due_at"]))
    text = _("%(amount)s sampai %(day)s") % {"amount": rupiah(data["now"]), "day": until}
    return _("Batas bayar diperpanjang"), ". ".join(part for part in (text, data.get("reason", "")) if part)


def _term_asked(data: Data) -> tuple[str, str]:
    title = _("Termin %(term)s dari %(terms)s ditagih") % {"term": data["term"], "terms": data["terms"]}
    return title, _asked(data)[1]


def _paid_out(data: Data) -> tuple[str, str]:
    text = rupiah(data["amount"])
    if data["fee"]:
        text += ", " + _("dipotong %(fee)s") % {"fee": rupiah(data["fee"])}
    return _("Uang COD cair"), text


def _amount(title: Callable[[], str]) -> Callable[[Data], tuple[str, str]]:
    def tell(data: Data) -> tuple[str, str]:
        return title(), ". ".join(part for part in (rupiah(data["amount"]), data.get("reason", "")) if part)

    return tell


def _shipped(data: Data) -> tuple[str, str]:
    return _("Dikirim"), f"{data['courier']} {data['tracking_number']}"


def _received(data: Data) -> tuple[str, str]:
    how = {"pickup": _("Diambil pembeli"), "confirmed": _("Sampai, kata pembeli")}
    return how.get(data["how"], _("Sampai, dicatat penjual")), ""


def _promise(data: Data) -> tuple[str, str]:
    told = data.get("day") or data.get("new_day") or ""
    try:
        when = day(date.fromisoformat(str(told)))
    except ValueError:
        when = ""
    return _("Janji tanggal diubah"), ". ".join(part for part in (when, str(data.get("reason", ""))) if part)


def _span(days: list[str]) -> str:
    first, last = (date.fromisoformat(day) for day in days)
    return span(first, last)


def _plain(title: Callable[[], str], key: str = "") -> Callable[[Data], tuple[str, str]]:
    return lambda data: (title(), str(data.get(key, "")) if key else "")


_WORDS: dict[str, Callable[[Data], tuple[str, str]]] = {
    "order.placed": _placed,
    "order.changed": _changed,
    "order.cancelled": _cancelled,
    "order.expired": _plain(lambda: _("Lewat batas bayar")),
    "order.readmitted": _plain(lambda: _("Diterima lagi")),
    "order.proof_sent": lambda data: (
        _("Bukti transfer dikirim"),
        (rupiah(data["claimed"]) if data.get("claimed") else "")
        + (" · " + _("gambar ini pernah dipakai") if data.get("seen_before") else ""),
    ),
    "order.proof_rejected": _plain(lambda: _("Bukti ditolak"), "reason"),
    "order.payment_received": _received_money,
    "order.shortfall_forgiven": _amount(lambda: _("Kekurangan direlakan")),
    "order.balance_asked": _asked,
    "order.instalment_asked": _term_asked,
    "order.taken_in": _plain(lambda: _("Pesanan COD diterima")),
    "order.cod_paid_out": _paid_out,
    "order.payment_reminded": lambda data: (_("Diingatkan bayar"), rupiah(data["now"])),
    "order.credit_kept": lambda data: (
        _("Disimpan sebagai saldo"),
        ". ".join(part for part in (rupiah(data["amount"]), data.get("consent", "")) if part),
    ),
    "order.gift_returned": _amount(lambda: _("Kembali jadi saldo hadiah")),
    "order.credit_paid_out": _amount(lambda: _("Saldo akan dikembalikan")),
    "order.allowance_granted": _amount(lambda: _("Potongan diberikan")),
    "order.due_extended": _extended,
    "order.refund_account_given": _plain(lambda: _("Rekening tujuan diisi")),
    "order.repriced": lambda data: (
        _("Harga turun menurut jumlah PO"),
        _("lebih murah %(saved)s") % {"saved": rupiah(data["saved"])},
    ),
    "order.price_asked": lambda data: (_("Tambahan harga diusulkan"), rupiah(data["extra"])),
    "order.price_reminded": _plain(lambda: _("Diingatkan menjawab usulan harga")),
    "order.price_agreed": lambda data: (_("Pembeli setuju tambahan harga"), rupiah(data["extra"])),
    "order.price_kept": _plain(lambda: _("Tetap di harga lama")),
    "order.price_withdrawn": _plain(lambda: _("Usulan harga ditarik"), "reason"),
    "order.delay_asked": lambda data: (_("Tanggal mundur, pembeli ditanya"), str(data.get("reason", ""))),
    "order.delay_reminded": _plain(lambda: _("Diingatkan memilih soal tanggal")),
    "order.delay_chosen": lambda data: (
        {"refund": _("Pembeli memilih uang kembali"), "swap": _("Pembeli memilih pindah PO")}.get(
            data["choice"], _("Pembeli memilih menunggu")
        ),
        "",
    ),
    "order.delay_borne": lambda data: (
        _("Lanjut dengan tanggal baru"),
        _("tidak menjawab") if data["how"] == "silence" else "",
    ),
    "order.guarantee_given": lambda data: (
        _("Garansi diberikan: saldo")
        if data["remedy"] == "credit"
        else _("Garansi diberikan: ongkir kembali"),
        _("%(amount)s, terlambat %(days)s hari") % {"amount": rupiah(data["amount"]), "days": data["days"]},
    ),
    "order.guarantee_offered": lambda data: (
        _("Garansi: uang kembali ditawarkan"),
        _("%(amount)s, terlambat %(days)s hari") % {"amount": rupiah(data["amount"]), "days": data["days"]},
    ),
    "order.guarantee_answered": lambda data: (
        _("Pembeli tetap menunggu") if data["answer"] == "waits" else _("Tawaran garansi berakhir"),
        _("tidak menjawab") if data["how"] == "silence" else "",
    ),
    "order.pieces_short": lambda data: (
        _("Kebagian kurang"),
        _("%(pieces)s pcs tidak jadi") % {"pieces": data["pieces"]},
    ),
    "order.short_refunded": _amount(lambda: _("Harga dikurangi barang yang tidak jadi")),
    "order.short_waits": _plain(lambda: _("Pembeli menunggu barang pengganti")),
    "order.short_swapped": _plain(lambda: _("Diganti pilihan lain"), "label"),
    "order.short_filled": _plain(lambda: _("Barang yang kurang sudah ada")),
    "campaign.prices_settled": _plain(lambda: _("Harga semua pesanan selesai dihitung")),
    "campaign.capital_set": _plain(lambda: _("Ongkos PO diisi")),
    "campaign.started_uncovered": _plain(lambda: _("Mulai dengan modal sendiri")),
    "order.promised": lambda data: (
        _("Masuk antrean pengerjaan"),
        _("jadi %(days)s") % {"days": _span(data["promises"]["produced"])},
    ),
    "order.promise_moved": _promise,
    "order.made": _plain(lambda: _("Barangnya jadi")),
    "order.queue_moved": lambda data: (
        _("Urutan di antrean diubah"),
        _("dari %(was)s ke %(now)s") % {"was": data["was"] + 1, "now": data["ahead"] + 1}
        + f". {data['reason']}",
    ),
    **CLAIM_WORDS,
    "order.refund_promised": _amount(lambda: _("Uang akan dikembalikan")),
    "order.refund_paid": _amount(lambda: _("Uang sudah dikembalikan")),
    "order.swapped": lambda data: (_("Tukar ukuran"), f"{data['gave']} → {data['got']}"),
    "order.handed_over": _plain(lambda: _("Dioper ke pembeli lain")),
    "swap.offered": lambda data: (_("Menawarkan tukar ukuran"), f"{data['gives']} → {data['wants']}"),
    "handover.offered": _plain(lambda: _("Ditawarkan ke orang lain")),
    "handover.withdrawn": _plain(lambda: _("Operan ditarik")),
    "campaign.lock_announced": _plain(lambda: _("Kunci dikabarkan ke pembeli")),
    "work_order.amended": _plain(lambda: _("SPK disesuaikan dengan rekap baru")),
    "order.packed": _plain(lambda: _("Dikemas")),
    "order.unpacked": _plain(lambda: _("Paket dibuka lagi untuk dicek")),
    "order.shipped": _shipped,
    "order.tracking_corrected": lambda data: (
        _("Resi diperbaiki"),
        f"{data['was'][1]} → {data['tracking_number']}",
    ),
    "order.not_arrived": _plain(lambda: _("Pembeli: belum sampai"), "reason"),
    "order.part_proposed": _plain(lambda: _("Kirim sebagian diusulkan"), "reason"),
    "order.part_agreed": _plain(lambda: _("Pembeli setuju dikirim sebagian")),
    "order.part_declined": _plain(lambda: _("Pembeli menunggu lengkap")),
    "order.part_withdrawn": _plain(lambda: _("Usulan kirim sebagian ditarik")),
    "order.part_packed": _plain(lambda: _("Paket pertama dikemas")),
    "order.part_shipped": _plain(lambda: _("Paket pertama dikirim"), "tracking_number"),
    "order.part_delivered": _plain(lambda: _("Paket pertama sampai")),
    "order.part_tracking_corrected": _plain(lambda: _("Resi paket pertama diperbaiki"), "tracking_number"),
    "order.rest_delivered": _plain(lambda: _("Paket kedua sampai")),
    "order.part_missed": _plain(lambda: _("Pembeli: paket pertama belum sampai"), "reason"),
    "order.rest_dropped": _rest_dropped,
    "order.weighed": weighed_words,
    "order.dropped_off": _plain(lambda: _("Diantar kurir toko"), "note"),
    "order.drop_taken_back": _plain(lambda: _("Ternyata belum diantar")),
    "order.drop_failed": _plain(lambda: _("Belum terantar"), "reason"),
    "order.pickup_chosen": _plain(lambda: _("Jadwal ambil dipilih")),
    "order.pickup_freed": _plain(lambda: _("Jadwal ambil dilepas")),
    "order.received": _received,
    "order.reviewed": lambda data: (_("Testimoni pembeli"), f"{data.get('stars', '')}/5"),
    "order.review_edited": lambda data: (_("Testimoni diubah pembeli"), f"{data.get('stars', '')}/5"),
    "order.review_answered": _plain(lambda: _("Testimoni dijawab")),
    "order.review_reply_edited": _plain(lambda: _("Jawaban testimoni diubah")),
    "order.review_hidden": _plain(lambda: _("Testimoni disembunyikan operator")),
    "campaign.design_marked": _plain(lambda: _("Foto desain ditandai")),
    "waiting.ordered": _plain(lambda: _("Gilirannya tiba")),
    "campaign.drawn": _plain(lambda: _("Undian dijalankan")),
    "campaign.changed": _plain(lambda: _("Isi PO diubah")),
    "campaign.pace_changed": _plain(lambda: _("Kecepatan pengerjaan diubah")),
    "campaign.closing_put_off": _plain(lambda: _("Waktu tutup PO diundur")),
    "campaign.promise_moved": _promise,
    "campaign.closed": _plain(lambda: _("PO ditutup")),
    "campaign.recap_amended": _plain(lambda: _("Rekap diperbaiki"), "reason"),
    "campaign.produced": _plain(lambda: _("Produksi selesai")),
    "campaign.finished": _plain(lambda: _("PO selesai")),
    "work_order.sent": _plain(lambda: _("SPK dikirim"), "workshop_name"),
    "work_order.accepted": _plain(lambda: _("SPK diterima konveksi")),
    "work_order.progressed": lambda data: (
        _("Produksi berjalan"),
        f"{data['stage']} {data['done']}/{data['target']}",
    ),
    "work_order.done": _plain(lambda: _("Konveksi selesai")),
    "work_order.cancelled": _plain(lambda: _("SPK dibatalkan")),
    "work_order.questioned": _plain(lambda: _("Konveksi bertanya"), "question"),
    "work_order.answered": _plain(lambda: _("Konveksi dijawab"), "answer"),
    "work_order.refused": _plain(lambda: _("SPK ditolak konveksi"), "reason"),
    "work_order.rerouted": _plain(lambda: _("SPK pindah sumber"), "after"),
    "work_order.link_renewed": _plain(lambda: _("Tautan SPK diganti")),
    "message.sent": lambda data: (_("Dikabari lewat WhatsApp"), _(KINDS[data["what"]].title)),
}
