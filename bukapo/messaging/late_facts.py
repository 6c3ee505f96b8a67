"""What fills the gaps about dates that will not be kept and pieces that did not come out."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext

from bukapo.messaging import spoken
from bukapo.messaging.guarantee_facts import GUARANTEE_FACTS
from bukapo.messaging.roster_facts import ROSTER_FACTS
from bukapo.orders.models import ShortPiece
from bukapo.production.lateness.rules import DEADLINE
from bukapo.production.models import WorkOrder
from bukapo.stores.models import Store

Data = Mapping[str, Any]


def _sign(data: Data, store: Store) -> str:
    """Why the promise is in danger, a sentence."""
    if not data.get("sign"):
        return ""
    facts = {"number": data["number"], "day": spoken.day(date.fromisoformat(data["promised"]))}
    if data["sign"] == DEADLINE:
        work = WorkOrder.objects.of(store).filter(pk=data["work_order_id"]).first()
        facts["workshop"] = work.workshop_name if work else ""
        return gettext("%(number)s di %(workshop)s lewat tenggatnya %(day)s dan belum selesai.") % facts
    if data["what"] == "ship_until":
        words = gettext("Janji paling lambat dikirim %(day)s kemungkinan besar tidak terkejar (%(number)s).")
    else:
        words = gettext("Janji selesai produksi %(day)s kemungkinan besar tidak terkejar (%(number)s).")
    return words % facts


def _honest(data: Data, _store: Store) -> str:
    return spoken.day(date.fromisoformat(data["honest"])) if data.get("honest") else ""


def _short(data: Data, store: Store) -> str:
    """`1 × Kaos Reuni, XL / Hitam`, a line per order line."""
    rows = ShortPiece.objects.of(store).filter(pk__in=data.get("shorts") or ()).select_related("line")
    said = [f"{row.pieces} × {row.line.product_name}, {row.line.label}" for row in rows.order_by("pk")]
    return "\n".join(line.rstrip(", ") for line in said)


LATE_FACTS: dict[str, Callable[[Data, Store], str]] = {
    "tanda": _sign,
    "tanggal_jujur": _honest,
    "kurang": _short,
    **GUARANTEE_FACTS,
    **ROSTER_FACTS,
}
"""Each takes the event's data and the store."""
