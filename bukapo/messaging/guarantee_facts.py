"""What fills the gaps about guarantees that acted."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext

from bukapo.campaigns.guarantees.rules import CREDIT, SHIPPING
from bukapo.kernel.money import rupiah
from bukapo.messaging import spoken
from bukapo.stores.models import Store

Data = Mapping[str, Any]


def _given(data: Data, _store: Store) -> str:
    """What the buyer got."""
    amount = {"amount": rupiah(data.get("amount") or 0)}
    if data.get("remedy") == CREDIT:
        return gettext("saldo %(amount)s untuk belanja berikutnya") % amount
    return gettext("ongkir %(amount)s kembali") % amount if data.get("remedy") == SHIPPING else ""


def _late(data: Data, _store: Store) -> str:
    return (
        gettext("%(days)s hari") % {"days": data["days"]} if data.get("remedy_id") and "days" in data else ""
    )


def _promised(data: Data, _store: Store) -> str:
    """The day that lateness counts from."""
    return spoken.day(date.fromisoformat(data["day"])) if data.get("remedy_id") and "day" in data else ""


GUARANTEE_FACTS: dict[str, Callable[[Data, Store], str]] = {
    "garansi": _given,
    "telat": _late,
    "hari_janji": _promised,
}
"""Each takes the event's data and the store."""
