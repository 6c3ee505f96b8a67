"""An order's kwitansi and invoice, laid out for the printer; and what the check page says of a paper."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from bukapo.campaigns.reads import plan_of
from bukapo.campaigns.schedule import titles_of
from bukapo.faces.papers.forms import Receipt, ReceiptPayment
from bukapo.faces.papers.money_forms import Instalment, Invoice, Kwitansi, TaxRows
from bukapo.faces.storefront.shown.paying import HERE
from bukapo.faces.storefront.shown.receipt import charge_rows, line_rows, method_words, store_card
from bukapo.faces.ui.dates import short_day
from bukapo.journal.models import EventRow
from bukapo.kernel.money import rupiah
from bukapo.ledger.tax import parts_of
from bukapo.orders.models import Order, OrderLine
from bukapo.orders.papers import invoice_code, invoice_number
from bukapo.orders.reads.genuine import INVOICE, Change, Genuine, genuine, ppn_of_payment, receipt_number
from bukapo.orders.rules import HOLDING
from bukapo.orders.taxes import tax_of_store
from bukapo.payments.models import Charge, Payment, Refund
from bukapo.stores.models import Store
from bukapo.stores.reads import bank_accounts, tax_periods


def check_address(code: str) -> str:
    """Where anybody may look whether a paper is genuine."""
    return f"{settings.BASE_URL.rstrip('/')}{reverse('storefront:cek', args=[code])}"


def kwitansi_of(payment: Payment) -> Kwitansi:
    """The kwitansi of a payment whose `order` is loaded with store and campaign."""
    order, store = payment.order, payment.order.store
    bank = f" {payment.bank_account.bank}" if payment.bank_account else ""
    ppn = ppn_of_payment(payment)
    return Kwitansi(
        store=store_card(store),
        number=receipt_number(payment),
        issued_at=payment.received_at,
        received_from=order.buyer_name,
        amount=payment.amount,
        purpose=_("%(part)s pesanan %(number)s, %(campaign)s")
        % {"part": purpose_of(payment), "number": order.number, "campaign": order.campaign.title},
        way=f"{method_words(payment)}{bank}",
        verify_code=payment.receipt_code,
        verify_url=check_address(payment.receipt_code),
        tax=TaxRows(_npwp(store, order.placed_at), payment.amount - ppn, _base(ppn), ppn) if ppn else None,
    )


def purpose_of(payment: Payment) -> str:
    """Which parts of the price the payment reached: "DP", "DP dan pelunasan"."""
    before = sum(
        Payment.objects.of(payment.store_id)
        .filter(order_id=payment.order_id, pk__lt=payment.pk)
        .values_list("amount", flat=True)
    )
    reached, start = [], 0
    for charge, title in _titled(payment.order):
        if start < before + payment.amount and start + charge.total > before:
            reached.append(title)
        start += charge.total
    return _(" dan ").join(dict.fromkeys(reached)) or _("Pembayaran")


def _titled(order: Order) -> list[tuple[Charge, str]]:
    """The order's live charges with what each is called, in order."""
    rows = Charge.objects.of(order.store_id).filter(order=order).exclude(state="void")
    charges = list(rows.order_by("position"))
    titles = titles_of([charge.kind for charge in charges], plan_of(order.campaign), HERE)
    return list(zip(charges, titles, strict=True))


def invoice_of(order: Order) -> Invoice:
    """The invoice of an order as it now stands; its `campaign` and `store` are loaded."""
    store_id = order.store_id
    titled = _titled(order)
    charges = [charge for charge, _title in titled]
    payments = Payment.objects.of(store_id).filter(order=order)
    refunds = Refund.objects.of(store_id).filter(order=order)
    last = EventRow.objects.filter(subject="orders.Order", subject_id=order.pk, seq=order.version).first()
    code = invoice_code(order)
    bill = Receipt(
        store=store_card(order.store),
        number=invoice_number(order),
        order_number=order.number,
        campaign=order.campaign.title,
        issued_at=last.at if last else order.placed_at,
        buyer_name=order.buyer_name,
        lines=line_rows(OrderLine.objects.of(store_id).filter(order=order).select_related("bundle")),
        charges=tuple(charge_rows(order, charges)),
        payments=(
            *(ReceiptPayment(p.received_at, method_words(p), p.amount) for p in payments),
            *(ReceiptPayment(r.promised_at, _("Uang kembali"), -r.amount) for r in refunds),
        ),
        verify_code=code,
        verify_url=check_address(code),
        stamp="" if order.state in HOLDING else _("Hangus") if order.state == "expired" else _("Batal"),
    )
    accounts = tuple(f"{a.bank} {a.number}\n{_('a.n.')} {a.holder}" for a in bank_accounts(order.store))
    return Invoice(
        bill, tuple(_part(charge, title, order) for charge, title in titled), accounts, _tax(order)
    )


def _part(charge: Charge, title: str, order: Order) -> Instalment:
    due = short_day(charge.due_at, order.store.zone) if charge.due_at else _("ditagih nanti")
    return Instalment(title, charge.total, charge.paid, due)


def _tax(order: Order) -> TaxRows | None:
    if not tax_of_store(order.store_id).covers(order.placed_at) or not order.charged:
        return None
    parts = parts_of(order.charged)
    return TaxRows(_npwp(order.store, order.placed_at), parts.net, parts.base, parts.ppn)


def _npwp(store: Store, placed_at: datetime) -> str:
    fitting = [p.npwp for p in tax_periods(store.pk) if p.since <= placed_at]
    return fitting[-1] if fitting else ""


def _base(ppn: int) -> int:
    """DPP nilai lain of a part payment: the books round the tax of the whole, so the base follows from the tax."""
    return (ppn * 100 + 6) // 12


@dataclass(frozen=True)
class PaperShown:
    """What the check page says. `buyer` is masked; `since` happened after the paper was made."""

    found: Genuine
    title: str
    purpose: str
    buyer: str
    since: tuple[tuple[datetime, str], ...]


def paper_of(code: str) -> PaperShown | None:
    """The paper with this code, in words; None when it is not one of ours."""
    found = genuine(code)
    if found is None:
        return None
    bill = found.kind == INVOICE
    return PaperShown(
        found,
        title=_("Tagihan ini asli") if bill else _("Nota ini asli"),
        purpose="" if bill else purpose_of(Payment.objects.of(found.order.store_id).get(receipt_code=code)),
        buyer=masked(found.order.buyer_name),
        since=tuple((change.at, _words(change)) for change in found.since),
    )


def masked(name: str) -> str:
    """`Budi Santoso` -> `B*** S***`: enough to recognise oneself, not to find somebody."""
    return " ".join(f"{word[0]}***" for word in name.split()[:4])


def _words(change: Change) -> str:
    amount = rupiah(change.amount) if change.amount is not None else ""
    words = {
        "order.changed": _("Pesanan diubah"),
        "order.cancelled": _("Pesanan dibatalkan, %(amount)s dikembalikan")
        if amount
        else _("Pesanan dibatalkan"),
        "order.expired": _("Pesanan hangus"),
        "order.readmitted": _("Pesanan diaktifkan lagi"),
        "order.payment_received": _("Pembayaran %(amount)s diterima"),
        "order.balance_asked": _("Pelunasan %(amount)s ditagih"),
        "order.instalment_asked": _("Cicilan %(amount)s ditagih"),
        "order.shortfall_forgiven": _("Kekurangan %(amount)s direlakan penjual"),
        "order.refund_promised": _("%(amount)s akan dikembalikan"),
        "order.refund_paid": _("%(amount)s sudah dikembalikan"),
        "order.repriced": _("Harga turun %(amount)s"),
        "order.price_agreed": _("Tambahan %(amount)s disetujui pembeli"),
        "order.price_withdrawn": _("Tambahan harga dibatalkan penjual"),
        "order.handed_over": _("Pesanan dioper ke pembeli lain"),
    }
    return words[change.kind].replace("%(amount)s", amount)
