"""What fills the gaps about the promise of one order (made to order)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext

from bukapo.campaigns.rules import PRODUCED, SHIP_UNTIL
from bukapo.journal.models import EventRow
from bukapo.kernel.refusal import gettext_noop
from bukapo.messaging import spoken
from bukapo.orders.making.reads import current_order_promises
from bukapo.orders.models import Order

Data = Mapping[str, Any]
WORDS = {PRODUCED: gettext_noop("pesanan jadi"), SHIP_UNTIL: gettext_noop("paling lambat dikirim")}


def is_of_one_order(event: EventRow) -> bool:
    """The promise spoken of is one order's own: work orders of whole POs name no order."""
    spoken_of = event.kind in ("order.promised", "order.promise_moved") or event.kind.startswith(
        "work_order."
    )
    return spoken_of and event.order_id is not None


def promised_words(data: Data) -> str:
    """`pesanan jadi`."""
    return gettext(WORDS.get(str(data.get("what")), WORDS[PRODUCED]))


def promised_day(order: Order, data: Data) -> str:
    """The day a moved promise says (it can't change any more), else the range in which the goods are made."""
    if data.get("day"):
        return spoken.day(date.fromisoformat(data["day"]))
    made = current_order_promises(order).get(PRODUCED)
    if made is None:
        return ""
    last = spoken.day(made.day)
    return last if made.first == made.day else f"{spoken.day(made.first)} – {last}"


def day_before(data: Data) -> str:
    """What was promised before."""
    return spoken.day(date.fromisoformat(data["was"])) if data.get("was") else ""


def ship_day(order: Order) -> str:
    """The last day on which the goods leave."""
    promise = current_order_promises(order).get(SHIP_UNTIL)
    return spoken.day(promise.day) if promise else ""
