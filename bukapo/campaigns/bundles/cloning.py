"""The packages of a PO once more, in the next one. A step: the caller publishes."""

from collections.abc import Collection

from bukapo.campaigns.models import Bundle, BundleSlot, Campaign


def clone_bundles(last: Campaign, fresh: Campaign, *, without: Collection[int] = ()) -> list[str]:
    """Every package of `last` that is still offered, in `fresh`; names of those that need a product of `without`."""
    left: list[str] = []
    rows = Bundle.objects.of(last.store_id).filter(campaign=last, stopped_at=None).order_by("pk")
    for row in rows.prefetch_related("slots"):
        if any(slot.product_id in without for slot in row.slots.all()):
            left.append(row.name)
            continue
        made = Bundle.objects.create(
            store_id=row.store_id,
            campaign=fresh,
            name=row.name,
            description=row.description,
            price=row.price,
            adds_surcharges=row.adds_surcharges,
            photo_id=row.photo_id,
        )
        BundleSlot.objects.bulk_create(
            BundleSlot(
                store_id=slot.store_id,
                bundle=made,
                position=slot.position,
                product_id=slot.product_id,
                fixed=slot.fixed,
            )
            for slot in row.slots.all()
        )
    return left
