"""Routes of the store's own driver. Pure."""

from bukapo.kernel.machine import machine
from bukapo.kernel.refusal import Refusal, gettext_noop

ROUTE = machine("route", "planned", planned="out dropped", out="", dropped="")
"""planned: the list is ready; out: the driver left, the buyers were told; dropped: never driven."""
STOP = machine("stop", "waiting", waiting="dropped_off failed", failed="dropped_off", dropped_off="waiting")
"""waiting; dropped_off: brought to the door (or only tapped so: then it waits again); failed: nobody there, to be
tried again."""
MOST_STOPS = 60
MOST_NOTE = 200


class NothingToBring(Refusal):
    code = "nothing_to_bring"
    sentence = gettext_noop(
        "Centang dulu paket yang mau diantar. Yang bisa diantar: pesanan kurir yang sudah dikemas."
    )


class NothingLeavesHere(Refusal):
    code = "nothing_leaves"
    sentence = gettext_noop("Tidak ada paket di rute ini yang masih bisa diantar. Batalkan saja rutenya.")


class OnAnotherRoute(Refusal):
    code = "on_another_route"
    sentence = gettext_noop("Pesanan {number} sudah ada di rute lain.")


class TooManyStops(Refusal):
    code = "too_many_stops"
    sentence = gettext_noop("Paling banyak {most} alamat dalam satu rute.")


def driving_order(postal_code: str, city: str, address: str) -> tuple[bool, str, str, str]:
    """Sorts stops: neighbours share a postal code; those without one come last, by town."""
    return not postal_code, postal_code, city.casefold(), address.casefold()
