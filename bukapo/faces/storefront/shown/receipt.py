"""An order's nota for the printer."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from bukapo.faces.papers.forms import Receipt, ReceiptCharge, ReceiptLine, ReceiptPayment, StoreCard
from bukapo.orders.bundles.grouping import Group, grouped
from bukapo.orders.models import Order, OrderLine
from bukapo.payments.models import Charge, Credit, Payment, Refund
from bukapo.stores.models import Store


def receipt_of(order: Order, payment: Payment) -> Receipt:
    """The nota as it stood with `payment`: that one and everything before it."""
    store_id = order.store_id
    lines = OrderLine.objects.of(store_id).filter(order=order).select_related("bundle")
    charges = list(Charge.objects.of(store_id).filter(order=order).exclude(state="void"))
    payments = [p for p in Payment.objects.of(store_id).filter(order=order) if _not_after(p, payment)]
    latest = not Payment.objects.of(store_id).filter(order=order, pk__gt=payment.pk).exists()
    refunds = (
        list(Refund.objects.of(store_id).filter(order=order, state="paid", credit=None)) if latest else []
    )
    kept = list(Credit.objects.of(store_id).filter(order=order, gift=False)) if latest else []
    store = order.store
    path = reverse("storefront:cek", args=[payment.receipt_code])
    return Receipt(
        store=store_card(store),
        number=f"{order.number}-{len(payments)}",
        order_number=order.number,
        campaign=order.campaign.title,
        issued_at=payment.received_at,
        buyer_name=order.buyer_name,
        lines=line_rows(lines),
        charges=tuple(charge_rows(order, charges)),
        payments=(
            *(ReceiptPayment(p.received_at, method_words(p), p.amount) for p in payments),
            *(ReceiptPayment(r.paid_at, _("Uang kembali"), -r.amount) for r in refunds if r.paid_at),
            *(ReceiptPayment(c.kept_at, _("Disimpan sebagai saldo"), -c.amount) for c in kept),
        ),
        verify_code=payment.receipt_code,
        verify_url=f"{settings.BASE_URL.rstrip('/')}{path}",
        stamp=_("Batal") if order.state == "cancelled" else "",
        terms=order.terms.digest if order.terms else "",
    )


def store_card(store: Store) -> StoreCard:
    """The head of the store's papers."""
    return StoreCard(
        name=store.name, zone=store.zone, address=store.address or store.city, contact=store.phone
    )


def method_words(payment: Payment) -> str:
    """How the money came, in a word."""
    if payment.method == "gateway" and payment.note:
        return str(payment.note)
    words = {
        "cash": _("Tunai"),
        "qris": _("QRIS"),
        "cod": _("COD"),
        "gateway": _("Pembayaran online"),
        "credit": _("Saldo"),
    }
    return words.get(payment.method, _("Transfer"))


def _not_after(one: Payment, other: Payment) -> bool:
    return bool(one.pk <= other.pk)


def line_rows(lines: Iterable[OrderLine]) -> tuple[ReceiptLine, ...]:
    """The order's lines with what is written on them; a package is one row that names its pieces."""
    return tuple(_row(group) for group in grouped(lines))


def _row(group: Group) -> ReceiptLine:
    if not group.name:
        [line] = group.lines
        return ReceiptLine(line.product_name, line.qty, line.unit_price + line.extra, _detail(line))
    pieces = (
        " ".join([f"{line.qty} ×" if line.qty != group.qty else "", line.product_name, _detail(line)]).strip()
        for line in group.lines
    )
    return ReceiptLine(group.name, group.qty, group.total // group.qty, "\n".join(pieces))


def _detail(line: OrderLine) -> str:
    texts = ", ".join(f"{name}: {text}" for name, text in line.personalization.items())
    return " · ".join(part for part in (line.label, texts) if part)


def charge_rows(order: Order, charges: Sequence[Charge]) -> list[ReceiptCharge]:
    """Everything beside the goods, so that the paper's total is what the order was charged."""
    code = sum(charge.code for charge in charges)
    rows = [
        ReceiptCharge(_("Voucher"), -order.discount),
        ReceiptCharge(_("Ongkir"), order.shipping_fee),
        ReceiptCharge(_("Kode unik"), code),
        ReceiptCharge(_("Voucher"), -order.discount),
        ReceiptCharge(_("Potongan"), -order.forgiven),
    ]
    stated = order.net_goods + order.shipping_fee + code - order.forgiven
    rows.append(ReceiptCharge(_("Dibatalkan"), order.charged - stated))
    return [row for row in rows if row.amount]
