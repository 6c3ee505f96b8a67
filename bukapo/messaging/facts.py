"""What fills the gaps: one small function per gap, over the rows as they now are.

A message is written a moment after its event, or much later when the worker was away; so amounts are read again and
never taken from the event. An empty value means that there is nothing to say.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext

from bukapo.campaigns.models import Campaign, Interest, Promise, Question
from bukapo.campaigns.rules import PRODUCED, SHIP_FROM, SHIP_UNTIL
from bukapo.journal.models import EventRow
from bukapo.kernel.money import rupiah
from bukapo.kernel.refusal import gettext_noop
from bukapo.messaging import spoken
from bukapo.messaging.changed_parts import changed_parts
from bukapo.messaging.claim_facts import buyer_page, seller_place
from bukapo.messaging.frozen_facts import former_buyer
from bukapo.messaging.inbox_facts import answer_words, asked_words
from bukapo.messaging.kinds import SELLER, WORKSHOP
from bukapo.messaging.moved_prices import Data
from bukapo.messaging.own_promises import day_before, is_of_one_order, promised_day, promised_words, ship_day
from bukapo.messaging.po_facts import PAGES, PO_FACTS
from bukapo.messaging.review_facts import hidden_words, review_fact
from bukapo.messaging.roster_facts import coordinator, coordinator_link
from bukapo.messaging.teaser.facts import TEASER_FACTS, link_of, of_teaser
from bukapo.messaging.told_facts import OF_STORE, TOLD
from bukapo.orders.models import Order, OrderLine, WaitingEntry
from bukapo.orders.reads.account import account_of
from bukapo.orders.rules import HOLDING
from bukapo.orders.waiting.reads import place_in_line
from bukapo.orders.waiting.rules import WAITING
from bukapo.payments.models import Charge, Credit, Refund
from bukapo.payments.plans import pays_cod
from bukapo.payments.reads import masked_account
from bukapo.production.models import StageReport, WorkOrder
from bukapo.shipping.models import Parcel
from bukapo.stores.models import Store
from bukapo.stores.reads import bank_accounts

MOST_LINES = 8
"""Lines of an order that a message lists; the page has them all."""
PROMISED = {
    PRODUCED: gettext_noop("selesai produksi"),
    SHIP_FROM: gettext_noop("mulai kirim"),
    SHIP_UNTIL: gettext_noop("paling lambat dikirim"),
}


@dataclass
class Case:
    """One event as one reader is told of it. `schedule` spares a fan-out one question per buyer."""

    event: EventRow
    store: Store
    reader: str
    campaign: Campaign | None = None
    order: Order | None = None
    entry: WaitingEntry | None = None
    interest: Interest | None = None
    work_order: WorkOrder | None = None
    schedule: list[Promise] | None = None
    question: Question | None = None

    @property
    def data(self) -> dict[str, Any]:
        return dict(self.event.data)

    @cached_property
    def charges(self) -> list[Charge]:
        if self.order is None:
            return []
        return list(Charge.objects.of(self.store).filter(order=self.order).exclude(state="void"))

    @property
    def to_pay(self) -> int:
        """Rupiah asked for now, unique codes included; nothing of an order that is over."""
        if self.order is None or self.order.state not in HOLDING:
            return 0
        return sum(
            charge.rest for charge in self.charges if charge.state == "open" and not self._in_cash(charge)
        )

    def _in_cash(self, charge: Charge) -> bool:
        """Asked at the handing over: nobody is to transfer it."""
        return charge.due_at is None and self.is_cod

    @property
    def is_cod(self) -> bool:
        """What is not paid beforehand is paid at the handing over."""
        return self.campaign is not None and pays_cod(self.campaign.pay_mode, self.campaign.balance_due)

    @cached_property
    def promises(self) -> list[Promise]:
        """Oldest first."""
        return self.schedule if self.schedule is not None else promises_of(self.store, self.campaign)

    def sum_of(self, name: str) -> str:
        """An amount that the event itself is about; it can't change any more."""
        amount = self.data.get(name) or 0
        return rupiah(amount) if amount > 0 else ""


def promises_of(store: Store, campaign: Campaign | None) -> list[Promise]:
    """Every promise of a PO, oldest first."""
    return list(Promise.objects.of(store).filter(campaign=campaign).order_by("pk"))


def _name(case: Case) -> str:
    if before := former_buyer(case.event):
        return before.from_name
    if case.interest:
        return case.interest.name
    if case.question:
        return case.question.name
    told = case.order or case.entry
    return told.buyer_name if told else ""


def _number(case: Case) -> str:
    if case.entry:
        return case.entry.code
    return case.order.number if case.order else ""


def _title(case: Case) -> str:
    return case.campaign.title if case.campaign else ""


def _link(case: Case) -> str:
    """The buyer's and the workshop's own secret page; for the seller the page where the thing is dealt with."""
    if case.reader == WORKSHOP and case.work_order:
        secret = case.work_order.secret
        return spoken.address("workshop:work_order", secret, otherwise=f"/spk/{secret}/")
    if case.campaign and (former_buyer(case.event) or (case.question and case.reader != SELLER)):
        return spoken.address("storefront:campaign", case.store.slug, case.campaign.slug)
    if case.reader != SELLER and case.order:
        secret = case.order.secret
        return spoken.address(buyer_page(case.event), secret, otherwise=f"/p/{secret}/")
    if case.reader != SELLER and case.entry:
        secret = case.entry.secret
        return spoken.address("storefront:entry", secret, otherwise=f"/a/{secret}/")
    if case.interest:
        return link_of(case.interest)
    return _seller_link(case)


def _seller_link(case: Case) -> str:
    slug, home = case.store.slug, f"/toko-saya/{case.store.slug}/"
    if place := seller_place(case.event, case.store, case.order):
        return spoken.address(*place, otherwise=home)
    if case.order and case.campaign:
        return spoken.address("dashboard:order", case.store.slug, case.order.number, otherwise=home)
    if page := PAGES.get(case.event.kind):
        place = (slug, case.campaign.slug) if case.campaign else (slug,)
        return spoken.address(page, *place, otherwise=home)
    if case.work_order and case.campaign:
        work = (slug, case.campaign.slug, case.work_order.number)
        return spoken.address("dashboard:work_order", *work, otherwise=home)
    return spoken.address("dashboard:store", case.store.slug, otherwise=home)


def _lines(case: Case) -> str:
    if case.entry:
        return _listed([f"{qty} × {name}, {label}".rstrip(", ") for _v, qty, name, label in case.entry.lines])
    rows = OrderLine.objects.of(case.store).filter(order=case.order).order_by("position")
    said = [f"{row.qty} × {row.product_name}, {row.label}" for row in rows[: MOST_LINES + 1]]
    if len(said) > MOST_LINES:
        more = rows.count() - MOST_LINES + 1
        said[MOST_LINES - 1 :] = [gettext("dan %(more)s baris lagi") % {"more": more}]
    return "\n".join(said)


def _listed(said: list[str]) -> str:
    if len(said) > MOST_LINES:
        more = gettext("dan %(more)s baris lagi") % {"more": len(said) - MOST_LINES + 1}
        said = [*said[: MOST_LINES - 1], more]
    return "\n".join(said)


def _in_line(case: Case) -> str:
    waits = case.entry is not None and case.entry.state == WAITING
    return str(place_in_line(case.entry)) if waits and case.entry else ""


def _pieces(case: Case) -> str:
    told = case.order or case.entry or case.work_order
    return str(told.pieces) if told else ""


def _total(case: Case) -> str:
    return rupiah(case.order.net_goods + case.order.shipping_fee) if case.order else ""


def _due(case: Case) -> str:
    return rupiah(case.to_pay) if case.to_pay else ""


def _code(case: Case) -> str:
    """Only while the amount asked carries it: after a part payment the rest is an odd sum anyhow."""
    asked = [charge for charge in case.charges if charge.state == "open" and charge.transfer_amount]
    return str(asked[0].code) if case.to_pay and len(asked) == 1 else ""


def _pay_by(case: Case) -> str:
    if not case.to_pay or case.order is None:
        return ""
    dates = [charge.due_at for charge in case.charges if charge.state == "open" and charge.due_at]
    until = case.order.pay_by if case.order.state == "placed" else min(dates, default=None)
    return spoken.instant(until, case.store.zone) if until else ""


def _banks(case: Case) -> str:
    if not case.to_pay:
        return ""
    owner = gettext("a.n.")
    return "\n".join(f"{row.bank} {row.number} {owner} {row.holder}" for row in bank_accounts(case.store))


def _later(case: Case) -> str:
    if case.order is None or case.order.state not in HOLDING:
        return ""
    planned = sum(charge.rest for charge in case.charges if charge.state == "planned")
    return rupiah(planned) if planned and not case.is_cod else ""


def _cod(case: Case) -> str:
    """What the courier or the counter collects: planned until then, asked without a day at the handing over."""
    if case.order is None or case.order.state not in HOLDING or not case.is_cod:
        return ""
    rest = sum(c.rest for c in case.charges if c.state in ("planned", "open") and c.due_at is None)
    return rupiah(rest) if rest else ""


def _term(case: Case) -> str:
    term, terms = case.data.get("term"), case.data.get("terms")
    return gettext("%(done)s dari %(target)s") % {"done": term, "target": terms} if terms else ""


def _amount(case: Case) -> str:
    return case.sum_of("amount") or case.sum_of("claimed")


def _settled(case: Case) -> str:
    over = case.order is None or case.order.state not in HOLDING
    return "" if over or case.order.outstanding > 0 else gettext("lunas")  # type: ignore[union-attr]


def _over(case: Case) -> str:
    return rupiah(-case.order.outstanding) if case.order and case.order.outstanding < 0 else ""


def _money(case: Case) -> str:
    """The order's account, as its page tells it; nothing to tell before any money moved."""
    if case.order is None or not case.order.paid:
        return ""
    title = gettext("Catatan uang pesanan %(number)s:") % {"number": case.order.number}
    return f"{title}\n{account_of(case.order).text()}"


def _credit_code(case: Case) -> str:
    row = Credit.objects.of(case.store).filter(pk=case.data.get("credit_id") or 0).first()
    return row.code if row else ""


def _send_to(case: Case) -> str:
    """Never the whole number: messages are read by others too."""
    row = Refund.objects.of(case.store).filter(pk=case.data.get("refund_id") or 0).first()
    return masked_account(row) if row else ""


def _reason(case: Case) -> str:
    if case.event.kind == "order.review_hidden":
        return hidden_words(case.data)
    moved = _moved(case) if case.event.kind == "campaign.promise_moved" else None
    return str(case.data.get("reason") or (moved.reason if moved else "")).strip()


def _pickup_place(case: Case) -> str:
    return case.campaign.pickup_place if case.campaign else ""


def _parcel(case: Case, name: str) -> str:
    # A part sent ahead has a number of its own, as its own event or its courier's tells it.
    whole = "part_id" not in case.data and case.data.get("which") != 1
    parcel = whole and Parcel.objects.of(case.store).filter(order=case.order).first()
    return str(getattr(parcel, name) if parcel else case.data.get(name) or case.data.get("waybill", ""))


def _moved(case: Case) -> Promise | None:
    """The promise this event moved, else the one of production."""
    what = case.data.get("what") or PRODUCED
    rows = [promise for promise in case.promises if promise.what == what]
    told = [promise for promise in rows if promise.day.isoformat() == case.data.get("day")]
    found = told or rows
    return found[-1] if found else None


def _promised(case: Case) -> str:
    if case.order and is_of_one_order(case.event):
        return promised_words(case.data)
    moved = _moved(case)
    return gettext(PROMISED[moved.what]) if moved else ""


def _promised_day(case: Case) -> str:
    if case.order and is_of_one_order(case.event):
        return promised_day(case.order, case.data)
    moved = _moved(case)
    return spoken.day(moved.day) if moved else ""


def _day_before(case: Case) -> str:
    if case.order and is_of_one_order(case.event):
        return day_before(case.data)
    moved = _moved(case)
    earlier = [p for p in case.promises if moved and p.what == moved.what and p.pk < moved.pk]
    return spoken.day(earlier[-1].day) if earlier else ""


def _progress(case: Case) -> str:
    done, target = case.data.get("done"), case.data.get("target")
    return gettext("%(done)s dari %(target)s") % {"done": done, "target": target} if target else ""


def _report_note(case: Case) -> str:
    report = StageReport.objects.of(case.store).filter(pk=case.data.get("report_id") or 0).first()
    return report.note if report else ""


def _work(case: Case, name: str) -> str:
    return str(getattr(case.work_order, name)) if case.work_order else ""


def _deadline(case: Case) -> str:
    return spoken.day(case.work_order.deadline) if case.work_order else ""


def _of_data(tell: Callable[[Data, str], str]) -> Callable[[Case], str]:
    return lambda case: tell(case.data, case.store.zone)


def _of_store(tell: Callable[[Data, Store], str]) -> Callable[[Case], str]:
    return lambda case: tell(case.data, case.store)


FACTS: dict[str, Callable[[Case], str]] = {
    "nama": lambda case: coordinator(case.data, case.store) or _name(case),
    "nomor": _number,
    "judul_po": _title,
    "toko": lambda case: case.store.name,
    "tautan": lambda case: coordinator_link(case.data, case.store) or _link(case),
    "rincian": _lines,
    "jumlah_pcs": _pieces,
    "total": _total,
    "tagihan": _due,
    "kode_unik": _code,
    "batas_bayar": _pay_by,
    "rekening": _banks,
    "sisa": _later,
    "cod": _cod,
    "termin": _term,
    "jumlah": _amount,
    "lunas": _settled,
    "lebih": _over,
    "uang": _money,
    "kode_saldo": _credit_code,
    "tujuan": _send_to,
    "pengembalian": lambda case: case.sum_of("refund"),
    "urutan": _in_line,
    "alasan": _reason,
    "perubahan": lambda case: changed_parts(case.data),
    "tempat_ambil": _pickup_place,
    "kurir": lambda case: _parcel(case, "courier"),
    "resi": lambda case: _parcel(case, "tracking_number"),
    "janji": _promised,
    "tanggal": _promised_day,
    "tanggal_lama": _day_before,
    "tanggal_kirim": lambda case: ship_day(case.order) if case.order else "",
    "jawaban": lambda case: (
        answer_words(case.data, case.store) or review_fact(case.store, case.order, "reply")
    ),
    "bintang": lambda case: review_fact(case.store, case.order, "stars"),
    "testimoni": lambda case: review_fact(case.store, case.order, "body"),
    "konveksi": lambda case: _work(case, "workshop_name"),
    "nomor_spk": lambda case: _work(case, "number"),
    "pertanyaan": lambda case: asked_words(case.data, case.store),
    "tahap": lambda case: str(case.data.get("stage") or ""),
    "hasil": _progress,
    "catatan": _report_note,
    "tenggat": _deadline,
    "tautan_po": lambda case: PO_FACTS["tautan_po"](case.campaign, case.store),
    **{gap: _of_store(tell) for gap, tell in OF_STORE.items()},
    **{gap: of_teaser(tell) for gap, tell in TEASER_FACTS.items()},
    **{gap: _of_data(tell) for gap, tell in TOLD.items()},
}
