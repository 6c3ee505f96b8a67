"""What people wrote to a store by WhatsApp, for its inbox."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bukapo.messaging.inbound.rows import Inbound
from bukapo.messaging.whatsapp.window import WINDOW
from bukapo.stores.models import Store

PAGE = 20


@dataclass(frozen=True)
class InboundTold:
    """`free_until`: until then the store may answer in its own words. `order_number` is a guess, "" for none."""

    pk: int
    phone: str
    name: str
    kind: str
    text: str
    order_number: str
    at: datetime
    free_until: datetime
    answered_at: datetime | None


def inbound_for_seller(
    store: Store, *, waiting: bool = True, page: int = 1, most: int = PAGE
) -> tuple[Sequence[InboundTold], bool]:
    """A page, newest first, and whether there is more. `waiting`: only what nobody has dealt with."""
    rows = Inbound.objects.of(store).select_related("order")
    if waiting:
        rows = rows.filter(answered_at=None)
    first = (max(1, page) - 1) * most
    found = list(rows.order_by("-at", "-pk")[first : first + most + 1])
    return [_told(row, WINDOW) for row in found[:most]], len(found) > most


def _told(row: Inbound, window: timedelta) -> InboundTold:
    return InboundTold(
        row.pk, row.phone, row.name, row.kind, row.text, row.order.number if row.order else "", row.at,
        row.at + window, row.answered_at,
    )  # fmt: skip
