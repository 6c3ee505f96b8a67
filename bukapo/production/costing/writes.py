"""The seller keeps what a product costs."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bukapo.catalog import reads
from bukapo.catalog.models import Product
from bukapo.journal.events import SELLER, Event
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import Invalid, gettext_noop
from bukapo.production.costing.rows import CostSheet
from bukapo.production.costing.rules import MOST_PIECES, MOST_RUPIAH, Sheet, checked, hpp
from bukapo.stores.models import Store


@dataclass(frozen=True, kw_only=True)
class ProductCosted(Event):
    """A piece costs `each` rupiah in a run of `pieces`; before it was `was`. Nobody but the seller reads it."""

    kind: ClassVar[str] = "product.costed"
    subject: ClassVar[tuple[str, str]] = ("catalog.Product", "product_id")
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    product_id: int
    each: int
    pieces: int
    was: int | None


@write
def save_cost_sheet(
    *, store: Store, product_id: int, sheet: Sheet, pieces: int, actor: Actor, at: datetime
) -> ProductCosted:
    """Keep the sheet; the product's cost (HPP) is what it says for `pieces`. Raises Invalid, NotFound."""
    sheet = checked(sheet.parts, sheet.steps, sheet.reject_bp, sheet.overhead_bp)
    if not 1 <= pieces <= MOST_PIECES:
        raise Invalid(field="pieces", why=gettext_noop("Isi berapa pcs yang akan dibuat."))
    product = reads.product_of(store, product_id)
    each = hpp(sheet, pieces).each
    if each > MOST_RUPIAH:
        raise Invalid(field="parts", why=gettext_noop("Angkanya terlalu besar."))
    typed = {
        "parts": [[part.what, part.kind, part.price, part.milli] for part in sheet.parts],
        "steps": [[step.from_pieces, step.price] for step in sheet.steps],
        "reject_bp": sheet.reject_bp,
        "overhead_bp": sheet.overhead_bp,
        "pieces": pieces,
        "each": each,
        "saved_at": at,
    }
    CostSheet.objects.of(store).update_or_create(
        product=product, defaults=typed, create_defaults={**typed, "store_id": store.pk}
    )
    Product.objects.of(store).filter(pk=product.pk).update(cost=each)
    return ProductCosted(store_id=store.pk, product_id=product.pk, each=each, pieces=pieces, was=product.cost)
