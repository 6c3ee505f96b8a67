"""The buyer's timeline: the journal in words a buyer uses, and what is still to come."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from bukapo.campaigns import rules
from bukapo.campaigns.made.reads import is_made_to_order
from bukapo.catalog.models import Photo
from bukapo.faces.storefront.shown.claim_words import CLAIM_WORDS
from bukapo.faces.storefront.shown.overdue import Overdue
from bukapo.faces.storefront.shown.parcel_words import PARCEL_WORDS
from bukapo.faces.ui import dates, pictures
from bukapo.faces.ui.weights import weighed_words
from bukapo.journal.events import BUYER
from bukapo.journal.reads import Moment, timeline
from bukapo.kernel.money import rupiah
from bukapo.messaging.updates.reads import hidden_of
from bukapo.orders.making.reads import current_order_promises, job_of
from bukapo.orders.models import Order
from bukapo.production.models import WorkOrder


@dataclass(frozen=True)
class Entry:
    """One line: `state` is "" (done), "now" or "next"; `when` replaces `at` for what is still to come."""

    title: str
    at: datetime | None = None
    text: str = ""
    when: str = ""
    state: str = ""
    photo: pictures.Picture | None = None


PROGRESSED = "work_order.progressed"
MOST_PHOTOS = 8
"""Photos of the workshop on a buyer's page."""

Words = tuple[str, str]
"""Title and the sentence below it ("" for none)."""


def _work(data: Mapping[str, Any]) -> Words:
    done, target, stage = data.get("done", 0), data.get("target", 0), data.get("stage", "")
    if done >= target:
        return _("%(stage)s selesai") % {"stage": stage}, ""
    return stage, _("%(done)s dari %(target)s pcs") % {"done": done, "target": target}


def _paid(data: Mapping[str, Any]) -> Words:
    left = data.get("outstanding", 0)
    rest = _("Sisa %(amount)s.") % {"amount": rupiah(left)} if left > 0 else ""
    return _("Pembayaran %(amount)s diterima") % {"amount": rupiah(data["amount"])}, rest


def _cancelled(data: Mapping[str, Any]) -> Words:
    refund = data.get("refund", 0)
    back = _("%(amount)s akan dikembalikan.") % {"amount": rupiah(refund)} if refund else ""
    return _("Pesanan dibatalkan"), " ".join(part for part in (data.get("reason", ""), back) if part)


def _rest_dropped(data: Mapping[str, Any]) -> Words:
    back = _("%(amount)s akan dikembalikan.") % {"amount": rupiah(data["refund"])} if data["refund"] else ""
    what = _("%(pieces)s pcs yang belum dikirim tidak jadi") % {"pieces": data["pieces"]}
    return what, " ".join(part for part in (data["reason"], back) if part)


def _shipped(data: Mapping[str, Any]) -> Words:
    return _("Dikirim"), f"{data.get('courier', '')} · {data.get('tracking_number', '')}".strip(" ·")


def _moved(data: Mapping[str, Any]) -> Words:
    """Every day that moved, old and new, with the reason."""
    names = {
        rules.PRODUCED: _("Selesai produksi"),
        rules.SHIP_FROM: _("Mulai dikirim"),
        rules.SHIP_UNTIL: _("Paling lambat dikirim"),
    }
    days = [
        _("%(what)s %(was)s jadi %(day)s")
        % {
            "what": names[what],
            "was": dates.short_day(date.fromisoformat(data["before"][what])),
            "day": dates.short_day(date.fromisoformat(day)),
        }
        for what, day in data["moves"].items()
        if what in data.get("before", {})
    ]
    told = ". ".join(part for part in (". ".join(days), str(data.get("reason", ""))) if part)
    return _("Tanggal janji berubah"), told


def _promised(data: Mapping[str, Any]) -> Words:
    first, last = (date.fromisoformat(day) for day in data["promises"][rules.PRODUCED])
    return _("Masuk antrean pengerjaan"), _("Janji jadi %(days)s.") % {"days": dates.span(first, last)}


def _order_moved(data: Mapping[str, Any]) -> Words:
    title = {rules.PRODUCED: _("Tanggal jadi bergeser ke %(day)s")}.get(
        data["what"], _("Tanggal paling lambat kirim bergeser ke %(day)s")
    )
    return title % {"day": dates.day(date.fromisoformat(data["day"]))}, str(data.get("reason", ""))


def _received(data: Mapping[str, Any]) -> Words:
    return (_("Diambil") if data.get("how") == "pickup" else _("Diterima")), ""


def _asked(data: Mapping[str, Any]) -> Words:
    return _("Waktunya pelunasan"), _("Jumlahnya %(amount)s.") % {"amount": rupiah(data["now"])}


def _term_asked(data: Mapping[str, Any]) -> Words:
    words = _("Waktunya termin %(term)s dari %(terms)s") % {"term": data["term"], "terms": data["terms"]}
    return words, _("Jumlahnya %(amount)s.") % {"amount": rupiah(data["now"])}


def _repriced(data: Mapping[str, Any]) -> Words:
    words = _("%(product)s tembus %(pieces)s pcs, jadi %(price)s")
    tiers = [
        words % {"product": name, "pieces": f"{pieces:,}".replace(",", "."), "price": rupiah(price)}
        for name, pieces, price in data.get("tiers", ())
    ]
    return _("Harga turun, hemat %(saved)s") % {"saved": rupiah(data["saved"])}, "; ".join(tiers)


def _batch_moved(data: Mapping[str, Any]) -> Words:
    title = _("Pindah ke %(title)s") % {"title": data.get("target_title", "")}
    return title, str(data.get("reason", ""))


def _colour_swapped(data: Mapping[str, Any]) -> Words:
    return _("Memakai pilihan kedua: %(colour)s") % {"colour": data.get("to", "")}, str(
        data.get("reason", "")
    )


def _price_asked(data: Mapping[str, Any]) -> Words:
    title = _("Penjual mengusulkan tambahan %(extra)s") % {"extra": rupiah(data["extra"])}
    return title, str(data.get("reason", ""))


def _guarantee(data: Mapping[str, Any]) -> Words:
    amount = {"amount": rupiah(data["amount"])}
    title = {
        "credit": _("Karena terlambat: saldo %(amount)s untuk Anda") % amount,
        "shipping": _("Karena terlambat: ongkir %(amount)s kembali") % amount,
    }[data["remedy"]]
    return title, _("Lewat %(days)s hari dari tanggal yang dijanjikan.") % {"days": data["days"]}


WORDS: dict[str, Callable[[Mapping[str, Any]], Words]] = {
    "order.placed": lambda data: (
        _("Giliran Anda: pesanan masuk dari daftar tunggu")
        if data.get("source") == "waitlist"
        else _("Pesanan masuk"),
        "",
    ),
    "order.changed": lambda data: (_("Pesanan diubah"), ""),
    "order.proof_sent": lambda data: (_("Bukti transfer terkirim"), ""),
    "order.proof_rejected": lambda data: (_("Bukti transfer belum cocok"), str(data.get("reason", ""))),
    "order.payment_received": _paid,
    "order.shortfall_forgiven": lambda data: (
        _("Kekurangan %(amount)s direlakan penjual") % {"amount": rupiah(data["amount"])}, ""
    ),
    "order.balance_asked": _asked,
    "order.repriced": _repriced,
    "order.price_asked": _price_asked,
    "order.price_agreed": lambda data: (
        _("Anda menyetujui tambahan %(extra)s") % {"extra": rupiah(data["extra"])}, ""
    ),
    "order.price_kept": lambda data: (_("Pesanan jalan dengan harga lama"), ""),
    "order.price_withdrawn": lambda data: (_("Usulan tambahan dibatalkan penjual"), str(data.get("reason", ""))),
    "order.delay_asked": lambda data: (_("Anda boleh memilih: menunggu, atau uang kembali"), ""),
    "order.delay_chosen": lambda data: (
        {
            "refund": _("Anda memilih uang kembali"), "swap": _("Anda memilih pindah PO")
        }.get(data["choice"], _("Anda memilih menunggu")), ""
    ),
    "order.delay_borne": lambda data: (_("Pesanan lanjut dengan tanggal baru"), ""),
    "order.guarantee_given": _guarantee,
    "order.guarantee_offered": lambda data: (
        _("Karena terlambat: %(amount)s boleh diambil kembali") % {"amount": rupiah(data["amount"])}, ""
    ),
    "order.pieces_short": lambda data: (
        _("%(pieces)s pcs pesanan Anda tidak jadi") % {"pieces": data["pieces"]}, ""
    ),
    "order.short_refunded": lambda data: (
        _("%(amount)s dikurangkan untuk barang yang tidak jadi") % {"amount": rupiah(data["amount"])}, ""
    ),
    "order.short_waits": lambda data: (_("Anda menunggu barang pengganti"), ""),
    "order.short_swapped": lambda data: (_("Diganti %(label)s") % {"label": data["label"]}, ""),
    "order.short_filled": lambda data: (_("Barang yang kurang sudah ada"), ""),
    "order.instalment_asked": _term_asked,
    "order.taken_in": lambda data: (_("Pesanan diterima penjual"), ""),
    "order.cancelled": _cancelled,
    "order.expired": lambda data: (_("Pesanan hangus"), _("Belum dibayar sampai batas waktunya.")),
    "order.readmitted": lambda data: (_("Pesanan diaktifkan lagi"), ""),
    "order.credit_kept": lambda data: (
        _("%(amount)s disimpan sebagai saldo") % {"amount": rupiah(data["amount"])}, ""
    ),
    "order.gift_returned": lambda data: (_("Saldo hadiah kembali"), rupiah(data["amount"])),
    "order.credit_paid_out": lambda data: (
        _("Saldo %(amount)s akan dikembalikan") % {"amount": rupiah(data["amount"])}, ""
    ),
    "order.allowance_granted": lambda data: (
        _("Potongan %(amount)s dari penjual") % {"amount": rupiah(data["amount"])}, str(data.get("reason", ""))
    ),
    "order.due_extended": lambda data: (_("Batas bayar diperpanjang"), str(data.get("reason", ""))),
    "order.refund_account_given": lambda data: (_("Rekening tujuan diisi"), ""),
    "order.refund_promised": lambda data: (
        _("%(amount)s akan dikembalikan") % {"amount": rupiah(data["amount"])}, str(data.get("reason", ""))
    ),
    "order.refund_paid": lambda data: (
        _("%(amount)s sudah dikembalikan") % {"amount": rupiah(data["amount"])}, ""
    ),
    "order.swapped": lambda data: (
        _("Tukar ukuran: %(gave)s jadi %(got)s") % {"gave": data["gave"], "got": data["got"]}, ""
    ),
    "order.handed_over": lambda data: (_("Pesanan dioper ke Anda"), ""),
    "order.part_proposed": lambda data: (_("Penjual mengusulkan kirim sebagian dulu"), str(data.get("reason", ""))),
    "order.part_agreed": lambda data: (_("Anda setuju dikirim sebagian dulu"), ""),
    "order.part_declined": lambda data: (_("Anda memilih menunggu lengkap"), ""),
    "order.part_withdrawn": lambda data: (_("Usulan kirim sebagian ditarik"), ""),
    "order.part_packed": lambda data: (_("Paket pertama dikemas"), ""),
    "order.part_shipped": lambda data: (_("Paket pertama dikirim"), _shipped(data)[1]),
    "order.part_delivered": lambda data: (_("Paket pertama sampai"), ""),
    "order.part_tracking_corrected": lambda data: (_("Resi paket pertama diperbaiki penjual"), _shipped(data)[1]),
    "order.rest_delivered": lambda data: (_("Paket kedua sampai"), ""),
    "order.part_missed": lambda data: (_("Anda mengabari: paket pertama belum sampai"), str(data.get("reason", ""))),
    "order.rest_dropped": _rest_dropped,
    "order.weighed": weighed_words,
    "order.pickup_chosen": lambda data: (_("Jadwal ambil dipilih"), ""),
    "order.shipped": _shipped,
    **PARCEL_WORDS,
    "order.tracking_corrected": lambda data: (_("Nomor resi diperbaiki penjual"), _shipped(data)[1]),
    "order.not_arrived": lambda data: (_("Anda mengabari: belum sampai"), str(data.get("reason", ""))),
    "order.received": _received,
    "order.reviewed": lambda data: (_("Anda menulis testimoni"), ""),
    "order.review_edited": lambda data: (_("Anda mengubah testimoni"), ""),
    "order.review_answered": lambda data: (_("Penjual menjawab testimoni Anda"), ""),
    "order.review_hidden": lambda data: (_("Testimoni Anda disembunyikan operator"), ""),
    "campaign.drawn": lambda data: (_("Undian dijalankan"), ""),
    "campaign.closed": lambda data: (_("PO ditutup"), ""),
    "order.promised": _promised,
    "order.promise_moved": _order_moved,
    "order.made": lambda data: (_("Barang Anda sudah jadi"), ""),
    "campaign.promise_moved": _moved,
    "campaign.postponed": lambda data: (_("PO diundur"), str(data.get("reason", ""))),
    "order.batch_moved": _batch_moved,
    "order.colour_swapped": _colour_swapped,
    "campaign.produced": lambda data: (_("Produksi selesai"), ""),
    **CLAIM_WORDS,
    "update.sent": lambda data: (_("Kabar dari penjual"), str(data.get("text", ""))),
    "work_order.accepted": lambda data: (_("Mulai dikerjakan konveksi"), ""),
    "work_order.progressed": _work,
    "work_order.quality_passed": lambda data: (_("Lolos pemeriksaan (QC)"), ""),
    "work_order.done": lambda data: (_("Konveksi selesai mengerjakan"), ""),
}  # fmt: skip
"""What a buyer is told of each kind; a kind that is not here is not theirs to read."""


def moments_of(order: Order) -> list[Moment]:
    """What happened that is this buyer's to read, oldest first: since the order was placed, until it was released."""
    moments = timeline(audience=BUYER, order_id=order.pk, campaign_id=order.campaign_id)
    known = [m for m in moments if m.kind in WORDS and m.at >= order.placed_at]
    taken = [m.at for m in known if m.kind == "order.handed_over"]
    if taken:  # what the buyer before did is theirs: the order begins with its placing and its money
        theirs = ("order.placed", "order.payment_received")
        known = [m for m in known if m.at >= taken[-1] or m.kind in theirs or not m.kind.startswith("order.")]
    known = gathered(_begun_once(known))
    if is_made_to_order(order.campaign):  # the end of the PO changes nothing for who is made for alone
        known = [m for m in known if not m.kind.startswith("campaign.")]
    if order.released_at:  # what became of the PO afterwards is not this order's story any more
        known = [m for m in known if m.kind.startswith("order.") or m.at <= order.released_at]
    return known


def _begun_once(moments: list[Moment]) -> list[Moment]:
    """A PO that several workshops make begins once for its buyers."""
    begun = [moment for moment in moments if moment.kind == "work_order.accepted"]
    return [moment for moment in moments if moment not in begun[1:]]


def gathered(moments: list[Moment]) -> list[Moment]:
    """Of what a workshop reports about one stage only the latest counts; of its photos the latest few."""
    last = {m.data.get("stage_id"): n for n, m in enumerate(moments) if m.kind == PROGRESSED}
    pictured = [n for n, m in enumerate(moments) if m.kind == PROGRESSED and m.data.get("photo")]
    kept = {*last.values(), *pictured[-MOST_PHOTOS:]}
    return [m for n, m in enumerate(moments) if m.kind != PROGRESSED or n in kept]


def entries_of(order: Order, promises: Mapping[str, Any], overdue: Overdue | None = None) -> list[Entry]:
    """What happened since the order was placed, then what was promised and is still to come, or should have."""
    known = moments_of(order)
    photos = _photos(order, known)
    past = [_entry(moment, photos) for moment in known]
    if _in_parts(order, known):
        past = [_of_a_part(entry, moment) for entry, moment in zip(past, known, strict=True)]
    return _mark_present(
        past
        + (_future(order, promises, overdue) if order.state in ("placed", "confirmed", "shipped") else [])
    )


def entries_of_claim(order: Order) -> dict[int, list[Entry]]:
    """Claim (row) -> its own line of the order's timeline, oldest first. Two queries."""
    told: dict[int, list[Entry]] = {}
    for moment in timeline(audience=BUYER, order_id=order.pk):
        if moment.kind in CLAIM_WORDS and "claim_id" in moment.data:
            told.setdefault(moment.data["claim_id"], []).append(_entry(moment, {}))
    return {pk: _mark_present(entries) for pk, entries in told.items()}


def _entry(moment: Moment, photos: Mapping[str, Photo]) -> Entry:
    title, text = WORDS[moment.kind](moment.data)
    photo = pictures.picture(photos.get(moment.data.get("photo", "")))
    return Entry(title=title, at=moment.at, text=text, photo=photo)


def _in_parts(order: Order, moments: list[Moment]) -> bool:
    """Whether what one work order tells is not true of all pieces of the PO."""
    if not any(moment.kind.startswith("work_order.") for moment in moments):
        return False
    rows = WorkOrder.objects.of(order.store_id).filter(campaign=order.campaign_id, order=None)
    return rows.exclude(state__in=["cancelled", "refused"]).count() > 1


def _of_a_part(entry: Entry, moment: Moment) -> Entry:
    """Of how many pieces it is true."""
    pieces = moment.data.get("pieces", moment.data.get("target"))
    if not moment.kind.startswith("work_order.") or entry.text or not pieces:
        return entry
    return replace(entry, text=_("untuk %(pieces)s pcs") % {"pieces": pieces})


def _photos(order: Order, moments: list[Moment]) -> dict[str, Photo]:
    keys = [m.data["photo"] for m in moments if m.data.get("photo")]
    if not keys:
        return {}
    rows = list(Photo.objects.of(order.store_id).filter(key__in=keys, place="progress"))
    hidden = hidden_of(order.store_id, [photo.pk for photo in rows])  # what the seller took off the page
    return {photo.key: photo for photo in rows if photo.pk not in hidden}


def _future(order: Order, promises: Mapping[str, Any], overdue: Overdue | None) -> list[Entry]:
    if order.state == "shipped":
        return [Entry(_("Sampai di tangan Anda"), state="next")]
    campaign, steps = order.campaign, []
    if is_made_to_order(campaign):
        return own_future(order, promises, overdue)
    if campaign.state == "published" and campaign.closes_at:
        when = dates.short_day_and_time(campaign.closes_at, order.store.zone)
        steps.append(Entry(_("PO ditutup"), when=when, state="next"))
    if not campaign.produced_at and rules.PRODUCED in promises:
        steps.append(Entry(_("Selesai diproduksi"), when=dates.day(promises[rules.PRODUCED]), state="next"))
    if rules.SHIP_UNTIL in promises:
        last = promises[rules.SHIP_UNTIL]
        first = min(promises.get(rules.SHIP_FROM, last), last)
        steps.append(_leaves(order, dates.span(first, last), overdue))
    return steps


def _leaves(order: Order, when: str, overdue: Overdue | None) -> Entry:
    """That it is sent or ready; too late, how much and what now."""
    title = _("Bisa diambil") if order.fulfilment == "pickup" else _("Dikirim")
    if overdue:
        return Entry(title, when=overdue.when, text=overdue.next, state="next")
    return Entry(title, when=when, state="next")


def own_future(order: Order, promises: Mapping[str, Any], overdue: Overdue | None = None) -> list[Entry]:
    """Made to order: what this order's own promise says, once it has one."""
    job = job_of(order)
    if job is None:
        return [Entry(_("Mulai dikerjakan setelah pembayaran pertama diterima"), state="next")]
    steps = []
    if job.made_at is None and rules.PRODUCED in promises:
        made = current_order_promises(order)[rules.PRODUCED]
        steps.append(Entry(_("Barang Anda jadi"), when=dates.span(made.first, made.day), state="next"))
    if rules.SHIP_UNTIL in promises:
        last = _("paling lambat %(day)s") % {"day": dates.day(promises[rules.SHIP_UNTIL])}
        steps.append(_leaves(order, last, overdue))
    return steps


def _mark_present(entries: list[Entry]) -> list[Entry]:
    """The latest thing that happened is where the order stands."""
    last = max((n for n, entry in enumerate(entries) if entry.state == ""), default=-1)
    return [
        Entry(e.title, e.at, e.text, e.when, "now", e.photo) if n == last else e
        for n, e in enumerate(entries)
    ]
