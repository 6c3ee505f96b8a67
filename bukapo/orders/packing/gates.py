"""Nothing leaves a store that checks its pieces unchecked. A step; the order is locked."""

from bukapo.kernel.refusal import Refusal, gettext_noop
from bukapo.orders.models import Order, PackingRule
from bukapo.orders.packing.rules import FREE


class NotScanned(Refusal):
    code = "not_scanned"
    sentence = gettext_noop(
        "Toko ini mewajibkan setiap barang dicek waktu dikemas. Kemas dulu pesanannya lewat halaman Kemas."
    )


def rule_of(store_id: int) -> str:
    """FREE, EACH or SCAN. One query."""
    found = PackingRule.objects.of(store_id).values_list("rule", flat=True).first()
    return str(found or FREE)


def refuse_unchecked(order: Order) -> None:
    """Raise NotScanned where every piece has to be checked: such a parcel is closed at the packing table alone."""
    if rule_of(order.store_id) != FREE:
        raise NotScanned()
