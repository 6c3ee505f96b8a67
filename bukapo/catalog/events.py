from dataclasses import dataclass, field
from typing import Any

from bukapo.journal.events import SELLER, Event


@dataclass(frozen=True, kw_only=True)
class ProductSaved(Event):
    """`what`: created | changed | photos | archived | back. `changed` holds the new values (names, prices, labels)."""

    kind = "product.saved"
    subject = ("catalog.Product", "product_id")
    audience = frozenset({SELLER})

    product_id: int
    what: str
    name: str
    changed: dict[str, Any] = field(default_factory=dict)
