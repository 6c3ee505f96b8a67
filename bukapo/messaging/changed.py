"""What of an order a buyer changed, in words."""

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
"""Parts by the names that the event `order.changed` gives them."""
