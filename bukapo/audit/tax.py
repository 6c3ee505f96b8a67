"""The PPN that a PKP store owes the state is what its orders' money and its groups' parcels make; others owe none."""

from collections.abc import Iterator

from django.db.models import Sum

from bukapo.audit.breach import Breach
from bukapo.ledger.models import Posting
from bukapo.ledger.rules import PPN_OUT
from bukapo.ledger.tax import StoreTax, ppn_in
from bukapo.orders.bulk.rules import ASKED, PAID
from bukapo.orders.models import GroupParcel, Order
from bukapo.orders.taxes import tax_of_store, taxed

WHY = "the audit reads every store"


def ppn() -> Iterator[Breach]:
    """Order by order."""
    owed = _by_order("source__code")
    back = _by_order("destination__code")
    taxes: dict[int, StoreTax] = {}
    for order in Order.objects.across_stores(WHY).order_by("pk").iterator(chunk_size=2000):
        if order.store_id not in taxes:
            taxes[order.store_id] = tax_of_store(order.store_id)
        due = ppn_in(taxed(order)) if taxes[order.store_id].covers(order.placed_at) else 0
        says = owed.pop(order.pk, 0) - back.pop(order.pk, 0)
        if says != due:
            yield Breach(
                "PPN", f"order {order.number}", f"the ledger owes {says} rupiah, its money makes {due}"
            )
    parcels = GroupParcel.objects.across_stores(WHY).filter(fee_state__in=[ASKED, PAID])
    if owed.pop(None, 0) - back.pop(None, 0) != (parcels.aggregate(sum=Sum("ppn"))["sum"] or 0):
        yield Breach("PPN", "ledger", "there is PPN that belongs to no order, and to no group's parcel")


def _by_order(side: str) -> dict[int | None, int]:
    rows = Posting.objects.across_stores(WHY).filter(**{side: PPN_OUT}).order_by()
    return dict(rows.values_list("order_id").annotate(total=Sum("amount")))
