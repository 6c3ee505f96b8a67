"""Packages somebody wants, exploded into the pieces they are made of. Pure: works on the offer's values only."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bukapo.campaigns.bundles.rules import OfferedBundle
from bukapo.campaigns.offer import Offer
from bukapo.kernel.refusal import gettext_noop

BUNDLE_BAD = gettext_noop("Paket ini tidak ada di PO ini.")
BUNDLE_STOPPED = gettext_noop("Paket ini sudah tidak dijual.")
SLOTS_WRONG = gettext_noop("Isi paket belum lengkap.")
SLOT_BAD = gettext_noop("Pilihan ini tidak ada di paketnya.")


@dataclass(frozen=True)
class WantedSlot:
    """One piece of a package: which variant, and what is written on it ({field id: text})."""

    variant_id: int
    personalization: Mapping[int, str]


@dataclass(frozen=True)
class WantedBundle:
    """`qty` times the same package with the same choices: one of `slots` per piece, in the package's order."""

    bundle_id: int
    qty: int
    slots: tuple[WantedSlot, ...]


@dataclass(frozen=True)
class Part:
    """A line to be priced. `where` names it in errors; `no` and `slot` its place in a package (`bundle`)."""

    where: str
    variant_id: int
    qty: int
    personalization: Mapping[int, str]
    bundle: OfferedBundle | None = None
    no: int = 0
    slot: int = 0

    def unit_price(self, price: int, surcharge: int) -> int:
        """Rupiah per piece: its share of the package, with the surcharge where the package says so; else `price`."""
        if self.bundle is None:
            return price
        return self.bundle.slots[self.slot].share + (surcharge if self.bundle.adds_surcharges else 0)

    def fits(self, product_id: int, values: Sequence[str]) -> bool:
        """Is a variant of this product with these values what the package has here?"""
        if self.bundle is None:
            return True
        slot = self.bundle.slots[self.slot]
        return slot.product_id == product_id and slot.allows(values)


def exploded(bundles: Sequence[WantedBundle], offer: Offer, errors: dict[str, str]) -> Iterator[Part]:
    """The pieces of every package that is one; what is wrong with the others goes into `errors`."""
    for number, wanted in enumerate(bundles):
        where = f"bundles.{number}"
        bundle = offer.by_bundle.get(wanted.bundle_id)
        if bundle is None or bundle.stopped:
            errors[f"{where}.bundle"] = BUNDLE_STOPPED if bundle else BUNDLE_BAD
            continue
        if len(wanted.slots) != len(bundle.slots):
            errors[f"{where}.slots"] = SLOTS_WRONG
            continue
        for place, slot in enumerate(wanted.slots):
            name = f"{where}.slots.{place}"
            yield Part(name, slot.variant_id, wanted.qty, slot.personalization, bundle, number + 1, place)


def told(bundles: Sequence[WantedBundle]) -> list[list[Any]]:
    """As plain JSON values: [package, times, [[variant, [[field id, text], …]], …]]."""
    return [
        [one.bundle_id, one.qty, [[s.variant_id, sorted(s.personalization.items())] for s in one.slots]]
        for one in bundles
    ]


def untold(rows: Sequence[Sequence[Any]]) -> tuple[WantedBundle, ...]:
    """What `told` said."""
    return tuple(
        WantedBundle(bundle, qty, tuple(WantedSlot(variant, dict(texts)) for variant, texts in slots))
        for bundle, qty, slots in rows
    )
