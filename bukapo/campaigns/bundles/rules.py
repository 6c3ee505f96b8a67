"""What a package is, and how its price is shared out among its pieces. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bukapo.kernel.money import split
from bukapo.kernel.refusal import Invalid, gettext_noop

MOST_SLOTS = 12
MOST_BUNDLES = 20
"""Packages of one PO."""
MOST_RUPIAH = 1_000_000_000
_TEXTS = {"name": 80, "description": 500}


@dataclass(frozen=True)
class OfferedSlot:
    """One piece of a package: a product, with `fixed` values per option of it ("" = the buyer chooses).

    `share` rupiah of the package's price are this piece's.
    """

    product_id: int
    fixed: tuple[str, ...]
    share: int

    def allows(self, values: Sequence[str]) -> bool:
        """May the piece be a variant with these values?"""
        return all(not own or own == value for own, value in zip(self.fixed, values, strict=False))


@dataclass(frozen=True)
class OfferedBundle:
    """A package as buyers meet it: `price` rupiah for one piece of every slot.

    `adds_surcharges`: a dearer size costs more in the package too. `stopped`: nobody new may order it.
    """

    id: int
    name: str
    description: str
    price: int
    adds_surcharges: bool
    slots: tuple[OfferedSlot, ...]
    stopped: bool = False


@dataclass(frozen=True)
class SlotDraft:
    """A piece as the seller puts it in: `fixed` is {option name: value name}; the buyer chooses the rest."""

    product_id: int
    fixed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class BundleDraft:
    """A package as the seller makes it, price in rupiah."""

    name: str
    price: int
    slots: tuple[SlotDraft, ...]
    description: str = ""
    adds_surcharges: bool = True
    photo_id: int | None = None

    def checked(self) -> "BundleDraft":
        """Texts trimmed. Raises Invalid with the field. Whether its products are in the PO, `lacks` says."""
        name, description = " ".join(self.name.split()), self.description.strip()
        if not name:
            raise Invalid(field="name", why=gettext_noop("Paket belum punya nama."))
        for where, text in (("name", name), ("description", description)):
            if len(text) > _TEXTS[where]:
                raise Invalid(field=where, why=gettext_noop("Terlalu panjang. Singkat sedikit."))
        if not 1 <= self.price <= MOST_RUPIAH:
            raise Invalid(field="price", why=gettext_noop("Isi harga paketnya."))
        if not 2 <= len(self.slots) <= MOST_SLOTS:
            raise Invalid(field="slots", why=gettext_noop("Paket berisi 2 sampai 12 barang."))
        return BundleDraft(name, self.price, self.slots, description, self.adds_surcharges, self.photo_id)


def shares(price: int, weights: Sequence[int]) -> list[int]:
    """The package's price (rupiah) shared out by the prices of its pieces; the shares sum to it.

    Pieces without a price of their own (a draft) share alike.
    """
    return split(price, weights if sum(weights) else [1] * len(weights))
