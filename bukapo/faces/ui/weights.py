"""Weights, and what the scale made of a shipping fee, in words for both sides."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from bukapo.kernel.money import rupiah


def kilograms(grams: int) -> str:
    """`1250` -> `1,25`."""
    whole, rest = divmod(grams, 1000)
    return f"{whole:,},{rest:03d}".replace(",", ".", f"{whole:,}".count(",")).rstrip("0").rstrip(",")


def weighed_words(data: Mapping[str, Any]) -> tuple[str, str]:
    """Title and reason of an `order.weighed`."""
    title = _("Paket ditimbang: %(kg)s kg") % {"kg": kilograms(data["grams"])}
    if data["fee"] == data["fee_was"]:
        return title, ""
    words = _("Ongkir %(was)s jadi %(now)s, karena perkiraannya %(guessed)s kg.")
    return title, words % {
        "was": rupiah(data["fee_was"]), "now": rupiah(data["fee"]), "guessed": kilograms(data["guessed"])
    }  # fmt: skip
