"""What of an order was changed, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from bukapo.kernel.refusal import gettext_noop

CHANGED = {
    "lines": gettext_noop("isi pesanan"),
    "address": gettext_noop("alamat"),
    "fulfilment": gettext_noop("cara terima"),
    "contact": gettext_noop("nama atau kontak"),
    "note": gettext_noop("catatan"),
    "voucher": gettext_noop("voucher"),
    "if_short": gettext_noop("pilihan kalau minimum tidak tercapai"),
    "link": gettext_noop("tautan rahasia pesanan (yang lama tidak berlaku lagi)"),
}


def changed_parts(data: Mapping[str, Any]) -> str:
    """ "isi pesanan, alamat": the parts that an `order.changed` event names."""
    return ", ".join(gettext(CHANGED[part]) for part in data.get("what") or [] if part in CHANGED)
