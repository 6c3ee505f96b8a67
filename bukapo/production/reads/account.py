"""Invariant 8 piece by piece: what the first recap ordered is cancelled, made, short, or still to be made."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bukapo.campaigns.models import Campaign
from bukapo.orders.models import OrderLine
from bukapo.orders.rules import HOLDING
from bukapo.production.floor.yields import good_pieces
from bukapo.production.models import FrozenRecap
from bukapo.production.reads.short import short_pieces

Kind = tuple[int, tuple[str, ...]]
"""(product id, values): what a piece is, whatever its product is called by now."""
Content = Mapping[str, Any]


@dataclass(frozen=True)
class PieceAccount:
    """Pieces of one kind. `held` by orders now; `made` and `short` of those; `good` came off the last stage in all.

    Once the PO is declared produced whatever is held and not short counts as made.
    """

    name: str
    values: tuple[str, ...]
    ordered: int
    cancelled: int
    held: int
    good: int
    short: int
    produced: bool

    @property
    def made(self) -> int:
        due = self.held - self.short
        return due if self.produced else min(self.good, due)

    @property
    def to_make(self) -> int:
        """Held, not short, not made yet."""
        return self.held - self.short - self.made

    @property
    def extra(self) -> int:
        """Good pieces beyond what buyers hold (spare ones, cancelled ones)."""
        return max(0, self.good - (self.held - self.short))

    @property
    def even(self) -> bool:
        """ordered = made + short + cancelled + still to be made, and nothing is below nought."""
        parts = (self.made, self.short, self.cancelled, self.to_make)
        return min(parts) >= 0 and self.ordered == sum(parts)


def piece_accounts(campaign: Campaign, version: int = 1) -> tuple[PieceAccount, ...]:
    """The account of a frozen version, kind by kind in the recap's order; empty while there is none.

    Reads the recap and every line of the PO: for a page of one PO, the audit and tests.
    """
    recaps = (
        FrozenRecap.objects.of(campaign.store_id).filter(campaign=campaign, order=None).order_by("version")
    )
    contents = {row.version: row.content for row in recaps}
    if version not in contents:
        return ()
    lines = list(_lines(campaign))
    return tuple(
        _accounts(campaign, contents[version], products_of(contents.values(), lines), lines),
    )


@dataclass(frozen=True)
class Line:
    """A line of an order as it now is."""

    pk: int
    number: str
    holding: bool
    kind: Kind
    qty: int


def _lines(campaign: Campaign) -> Iterator[Line]:
    rows = OrderLine.objects.of(campaign.store_id).filter(order__campaign=campaign)
    columns = ("pk", "order__number", "order__state", "product_id", "values", "qty")
    for pk, number, state, product, values, qty in rows.values_list(*columns).iterator(chunk_size=5000):
        yield Line(pk, number, state in HOLDING, (product, tuple(values)), qty)


def products_of(contents: Iterable[Content], lines: Iterable[Line]) -> dict[str, int]:
    """Name in these recaps -> product id, by the lines they hold: a product may be called otherwise by now."""
    owners = {line.pk: line.kind[0] for line in lines}
    found: dict[str, int] = {}
    for content in contents:
        for product in content.get("products", ()):
            known = (owners[line["line"]] for line in product["lines"] if line["line"] in owners)
            if (owner := next(known, None)) is not None:
                found[product["name"]] = owner
    return found


def ordered_in(content: Content, products: Mapping[str, int]) -> Counter[Kind]:
    """Pieces per kind as this recap froze them; a product nobody knows any more gets the id 0."""
    ordered: Counter[Kind] = Counter()
    for product in content.get("products", ()):
        owner = products.get(product["name"], 0)
        for line in product["lines"]:
            ordered[owner, tuple(line["values"])] += line["quantity"]
    return ordered


def _accounts(
    campaign: Campaign, content: Content, products: Mapping[str, int], lines: list[Line]
) -> Iterator[PieceAccount]:
    numbers = {line["order"] for product in content.get("products", ()) for line in product["lines"]}
    held: Counter[Kind] = Counter()
    cancelled: Counter[Kind] = Counter()
    for line in lines:
        if line.holding:
            held[line.kind] += line.qty
        elif line.number in numbers:
            cancelled[line.kind] += line.qty
    good: Counter[Kind] = Counter()
    for (name, values), pieces in good_pieces(campaign).items():
        good[products.get(name, 0), values] += pieces
    short, names = short_pieces(campaign), {owner: name for name, owner in products.items()}
    ordered = ordered_in(content, products)
    for kind in dict.fromkeys([*ordered, *held, *cancelled]):
        yield PieceAccount(
            name=names.get(kind[0], "?"),
            values=kind[1],
            ordered=ordered[kind],
            cancelled=cancelled[kind],
            held=held[kind],
            good=good[kind],
            short=short.get(kind, 0),
            produced=campaign.produced_at is not None,
        )
