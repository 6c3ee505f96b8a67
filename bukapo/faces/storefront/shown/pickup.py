"""When the buyer fetches the order, with the code that is shown at the counter."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from bukapo.faces.ui.qr import qr_svg
from bukapo.orders.models import Order
from bukapo.orders.pickup.reads import pickup_of


def pickup_part(order: Order, *, at: datetime) -> dict[str, Any]:
    """`pickup` and `code_qr` for the order's page; nothing where there is nothing to choose."""
    told = pickup_of(order, at=at)
    if told is None:
        return {}
    return {"pickup": told, "code_qr": qr_svg(told.code, _("Kode ambil")) if told.code else ""}
