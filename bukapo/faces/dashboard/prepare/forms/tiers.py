"""The boxes of a price that falls with the pieces: up to six tiers per product, two boxes each, no script needed."""

from collections.abc import Sequence
from typing import NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.campaigns.tiers import MOST_PIECES, MOST_TIERS, Tier, checked_tiers
from bukapo.faces.dashboard.prepare.fields import NeededRupiahField, NeededWholeField
from bukapo.faces.storefront.shown.tiers import example_rows
from bukapo.faces.ui.middleware import sentence
from bukapo.kernel.refusal import Invalid


class TierRow(NamedTuple):
    """One tier's boxes."""

    pieces: forms.BoundField
    price: forms.BoundField


class TierBox(NamedTuple):
    """All tiers of a product; `stairs` are points of a chart of what is typed, if it makes sense."""

    name: str
    rows: list[TierRow]
    stairs: list[tuple[str, int]]

    @property
    def many(self) -> bool:
        """Something stands in the boxes that are folded away."""
        return any(field.value() or field.errors for row in self.rows[3:] for field in row)


def starting(product_id: int, tiers: Sequence[Tier]) -> dict[str, int]:
    """What stands in the boxes at first."""
    found = {}
    for place, tier in enumerate(tiers[:MOST_TIERS]):
        found[_name(product_id, place, "from")] = tier.from_pieces
        found[_name(product_id, place, "price")] = tier.price
    return found


def fields(product_id: int) -> dict[str, forms.Field]:
    """The boxes of one product."""
    made: dict[str, forms.Field] = {}
    for place in range(MOST_TIERS):
        pieces = NeededWholeField(label=_("Mulai (pcs)"), min_value=2, max_value=MOST_PIECES)
        price = NeededRupiahField(label=_("Harga per pcs"), min_value=1, max_value=1_000_000_000)
        made[_name(product_id, place, "from")], made[_name(product_id, place, "price")] = pieces, price
    return made


def box(form: forms.Form, product_id: int, name: str) -> TierBox:
    """The boxes as the template shows them."""
    rows = [
        TierRow(form[_name(product_id, place, "from")], form[_name(product_id, place, "price")])
        for place in range(MOST_TIERS)
    ]
    price = form[f"price_{product_id}"].initial
    tiers = [(row.pieces.initial, row.price.initial) for row in rows if row.pieces.initial]
    return TierBox(name, rows, example_rows(price, tiers) if price and tiers else [])


def is_open(boxes: Sequence[TierBox]) -> bool:
    """Something stands in a box or is wrong with it."""
    return any(field.value() or field.errors for one in boxes for row in one.rows for field in row)


def check(form: forms.Form, product_id: int) -> None:
    """Put what is wrong with a product's tiers at the box where it can be mended."""
    data, whole = form.cleaned_data, True
    for place in range(MOST_TIERS):
        pieces, price = _name(product_id, place, "from"), _name(product_id, place, "price")
        if data.get(pieces) and not data.get(price) and price not in form.errors:
            form.add_error(price, _("Isi harganya."))
            whole = False
        if data.get(price) and not data.get(pieces) and pieces not in form.errors:
            form.add_error(pieces, _("Isi jumlah pcs-nya."))
            whole = False
    tiers = typed(form, product_id)
    if not (whole and tiers) or any(name.startswith(f"tier_{product_id}_") for name in form.errors):
        return
    try:
        checked_tiers(data.get(f"price_{product_id}") or 0, tiers)
    except Invalid as wrong:
        form.add_error(_name(product_id, 0, "price"), sentence(wrong))


def typed(form: forms.Form, product_id: int) -> tuple[Tier, ...]:
    """The tiers that are complete, in order of pieces."""
    data = form.cleaned_data
    pairs = (
        (data.get(_name(product_id, place, "from")), data.get(_name(product_id, place, "price")))
        for place in range(MOST_TIERS)
    )
    return tuple(sorted((Tier(pieces, price) for pieces, price in pairs if pieces and price), key=_pieces))


def _pieces(tier: Tier) -> int:
    return tier.from_pieces


def _name(product_id: int, place: int, what: str) -> str:
    return f"tier_{product_id}_{place}_{what}"
