"""States of an order. Pure."""

from bukapo.kernel.machine import machine

ORDER = machine(
    "order",
    "placed",
    placed="confirmed expired cancelled",
    confirmed="shipped received cancelled",
    shipped="received",
    received="",
    expired="placed confirmed cancelled",
    cancelled="",
)
"""placed: waits for its first payment; confirmed: that payment is in; shipped: on its way; received: at the buyer."""

HOLDING = ["placed", "confirmed", "shipped", "received"]
"""States in which an order holds its pieces."""

DELIVERED = ("shipped", "received")
LEAVES = ("cancelled", *DELIVERED)
"""Where an order is whose buyer took the money: with what was sent, if a part had left, else nowhere."""
SETTLED = (*DELIVERED, "cancelled")
"""States in which no deposit is held any more: a change of tax is a change of income."""


def taxed_amount(state: str, *, charged: int, paid: int, refunded: int) -> int:
    """Rupiah of an order that carry PPN if the store is PKP: what is held of its money; its price once delivered.

    Delivered without being paid in full (COD) the tax is due on the whole price.
    """
    held = max(0, paid - refunded)
    return max(held, charged) if state in DELIVERED else held


FORM, IMPORT, STAFF, API, WAITLIST, ROSTER = "form", "import", "staff", "api", "waitlist", "roster"
SOURCES = [FORM, IMPORT, STAFF, API, WAITLIST, ROSTER]
