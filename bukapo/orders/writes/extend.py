"""More time to pay."""

from datetime import datetime

from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import Invalid, gettext_noop
from bukapo.orders.edges import DueExtended
from bukapo.orders.events import facts
from bukapo.orders.rules import HOLDING
from bukapo.orders.steps import lock_order
from bukapo.orders.writes.pay import NothingToPay
from bukapo.payments.dunning import LONGEST_EXTENSION
from bukapo.payments.steps import live_charges


@write
def extend_due(
    *, store_id: int, order_id: int, until: datetime, reason: str, actor: Actor, at: datetime
) -> DueExtended:
    """What is asked of the order now may be paid until `until`; the ladder of reminders begins anew.

    An order that waits for its first payment holds its pieces as long. Raises NothingToPay, Invalid (until: past,
    earlier than before, or more than 90 days ahead).
    """
    order = lock_order(store_id=store_id, order_id=order_id)
    asked = [charge for charge in live_charges(order) if charge.state == "open" and charge.rest]
    if not asked or order.state not in HOLDING:
        raise NothingToPay()
    was = min((charge.due_at for charge in asked if charge.due_at), default=None)
    if until <= max(at, was or at) or until > at + LONGEST_EXTENSION:
        raise Invalid(
            field="until",
            why=gettext_noop("Pilih tanggal setelah batas yang sekarang, paling lama 90 hari lagi."),
        )
    for charge in asked:
        if charge.due_at is None or charge.due_at < until:
            charge.due_at, charge.reminded = until, 0
            charge.save(update_fields=["due_at", "reminded"])
    if order.state == "placed" and order.pay_by and order.pay_by < until:
        order.pay_by = until
        order.save(update_fields=["pay_by"])
    now = sum(charge.rest for charge in asked)
    return DueExtended(**facts(order), now=now, due_at=until, was_due_at=was, reason=reason.strip()[:200])
