"""The code an order is paid with: the store's QRIS with this order's amount inside."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bukapo.faces.ui.qr import qr_svg
from bukapo.kernel.refusal import Refusal
from bukapo.payments.qris.dynamic import MOST, dynamic
from bukapo.stores.reads import static_qris


@dataclass(frozen=True)
class ShownQris:
    """`payload` "" : the store has a QRIS, but the sum is more than one payment may carry."""

    merchant: str
    payload: str = ""

    @property
    def drawn(self) -> SafeString:
        return qr_svg(self.payload, _("Kode QRIS pesanan ini"))


def qris_of(*, store_id: int, number: str, amount: int) -> ShownQris | None:
    """The code for `amount` rupiah of the order `number`; None when the store takes none."""
    used = static_qris(store_id)
    if used is None or amount <= 0:
        return None
    if amount > MOST:
        return ShownQris(used.merchant)
    try:
        return ShownQris(used.merchant, dynamic(used.payload, amount, number))
    except Refusal:  # a sticker so full that the order's number finds no room
        return ShownQris(used.merchant, dynamic(used.payload, amount))
