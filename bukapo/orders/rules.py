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

FORM, IMPORT, STAFF, API, WAITLIST = "form", "import", "staff", "api", "waitlist"
SOURCES = [FORM, IMPORT, STAFF, API, WAITLIST]
