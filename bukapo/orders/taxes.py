"""The PPN of an order of a PKP store. Steps: need an open transaction; return the ledger lines they cause."""

from bukapo.kernel.entry import Line
from bukapo.ledger.rules import DEPOSITS, DISCOUNT, REVENUE, SHIPPING_INCOME
from bukapo.ledger.tax import Period, StoreTax, moved, ppn_in, tax_lines
from bukapo.orders.models import Order
from bukapo.orders.rules import DELIVERED, SETTLED, taxed_amount
from bukapo.stores.reads import tax_periods


def tax_of_store(store_id: int) -> StoreTax:
    """When the store was PKP."""
    return StoreTax(tuple(Period(row.since, row.until) for row in tax_periods(store_id)))


def taxed(order: Order, *, delivered: bool | None = None) -> int:
    """`rules.taxed_amount` of an order as it now is; `delivered` overrules its state."""
    out = order.state in DELIVERED if delivered is None else delivered
    state = DELIVERED[0] if out else ""
    return taxed_amount(state, charged=order.charged, paid=order.paid, refunded=order.refunded)


def retaxed(order: Order, *, before: int, cause: str, tax: StoreTax | None = None) -> list[Line]:
    """The lines of a change from `before` taxed rupiah to what the order now says. None outside PKP periods."""
    tax = tax or tax_of_store(order.store_id)
    if not tax.covers(order.placed_at):
        return []
    contra = REVENUE if order.state in SETTLED else DEPOSITS
    return tax_lines(before=before, after=taxed(order), contra=contra, cause=cause, order_id=order.pk)


def earned(order: Order) -> list[Line]:
    """The goods leave: the deposit becomes income, without the PPN, which stays owed to the state.

    Rounding: the shipping fee keeps its own PPN half up, the goods give the rest.
    """
    cause = f"order:{order.pk}"
    lines: list[Line] = []
    ppn = 0
    if tax_of_store(order.store_id).covers(order.placed_at):
        price = taxed(order, delivered=True)
        held = taxed(order, delivered=False)
        lines += tax_lines(before=held, after=price, contra=DEPOSITS, cause=cause, order_id=order.pk)
        ppn = ppn_in(price)
    of_shipping = min(ppn, ppn_in(order.shipping_fee))
    lines += moved(REVENUE, DEPOSITS, order.goods - (ppn - of_shipping), cause, order.pk)
    lines += moved(SHIPPING_INCOME, DEPOSITS, order.shipping_fee - of_shipping, cause, order.pk)
    # The whole price is income; what a voucher took off it is let go, so that both can be read in the books.
    lines += moved(DEPOSITS, DISCOUNT, order.discount, cause, order.pk)
    return lines


def kept_on_cancelling(order: Order) -> list[Line]:
    """What stays with the store of a cancelled order (a fee) is income: so is the tax inside it, taken out of it."""
    if not tax_of_store(order.store_id).covers(order.placed_at):
        return []
    return moved(DEPOSITS, REVENUE, ppn_in(taxed(order)), f"order:{order.pk}", order.pk)
