"""The packages of an order as if they had just been typed."""

from collections.abc import Sequence

from bukapo.campaigns.offer import Offer, OfferedProduct
from bukapo.faces.storefront.forms.typed import TypedLine, TypedPack
from bukapo.orders.bundles.grouping import grouped
from bukapo.orders.models import OrderLine


def packs_of(lines: Sequence[OrderLine], offer: Offer) -> tuple[TypedPack, ...]:
    """Every package that is still one of the PO; a variant no longer on offer leaves its choice open."""
    packs = []
    for group in grouped([line for line in lines if line.bundle_id is not None]):
        bundle = offer.by_bundle.get(group.lines[0].bundle_id or 0)
        if bundle is None or len(bundle.slots) != len(group.lines):
            continue
        own = sorted(group.lines, key=_slot)
        slots = tuple(slot_of(line, offer.by_product[line.product_id]) for line in own)
        packs.append(TypedPack(bundle.id, slots, str(group.qty)))
    return tuple(packs)


def slot_of(line: OrderLine, product: OfferedProduct) -> TypedLine:
    """One line as it is typed."""
    options = product.options
    values = list(line.values) if len(line.values) == len(options) else [""] * len(options)
    known = [{name for name, _surcharge, _default in option.values} for option in options]
    picks = tuple(value if value in names else "" for value, names in zip(values, known, strict=True))
    texts = {field.id: str(line.personalization.get(field.name, "")) for field in product.fields}
    return TypedLine(product.id, picks, str(line.qty), texts)


def _slot(line: OrderLine) -> int:
    return int(line.bundle_slot)
