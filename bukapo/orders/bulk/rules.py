"""The fee of a group's parcel. Pure. Rupiah and grams."""

from bukapo.kernel.machine import machine
from bukapo.kernel.refusal import Refusal, gettext_noop
from bukapo.shipping.rules import fee

GROUP_PARCEL = machine("group_parcel", "packed", packed="sent dropped", sent="", dropped="")
"""packed: its orders are in it, nobody has fetched it; dropped: it was opened again."""
NONE, ASKED, PAID, WAIVED = "none", "asked", "paid", "waived"
FEES = [NONE, ASKED, PAID, WAIVED]
"""none: not sent yet, or for free; asked: the coordinator owes it; waived: the seller does not want it."""


class NoFeeAsked(Refusal):
    code = "roster_no_fee"
    sentence = gettext_noop("Ongkir paket ini sudah beres.")


class GroupPacked(Refusal):
    code = "roster_packed"
    sentence = gettext_noop(
        "Paket rombongan ini sudah dipesankan kurir. Batalkan dulu di halaman Paket kurir kalau mau diubah."
    )


def fee_due(*, first_kg: int, next_kg: int, told: int, real: int, before: int) -> int:
    """What the coordinator owes for one more parcel, once `before` was asked for earlier ones.

    `told` and `real` grams are of all parcels so far, this one in it: as their page reckoned them, and by the scale. A
    heavier scale raises nothing, a lighter one lowers. All parcels together never cost more than one with everything in
    it: who sends in two pays for the second.
    """
    grams = min(told, real)
    return max(0, fee(first_kg=first_kg, next_kg=next_kg, grams=grams) - before) if grams > 0 else 0
