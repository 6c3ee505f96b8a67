"""The boxes for extra pieces on the form of a new work order: proposed, and the seller's to change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bukapo.faces.ui.fields import percent_words
from bukapo.kernel.refusal import Invalid, gettext_noop
from bukapo.production.spare.rules import MOST_SPARE, Piece, SparePlan

PREFIX = "lebihan-"


@dataclass(frozen=True)
class SpareBox:
    """`value` is what was typed, or the proposal."""

    name: str
    label: str
    ordered: int
    value: str


@dataclass(frozen=True)
class ShownSpare:
    boxes: tuple[SpareBox, ...]
    why: str
    total: int


def shown_spare(plan: SparePlan, typed: Mapping[str, str] | None = None) -> ShownSpare:
    """The plan as boxes; `typed` is a form that was refused."""
    several = len({size.piece[0] for size in plan.sizes}) > 1
    boxes = tuple(
        SpareBox(
            name=f"{PREFIX}{place}",
            label=_label(size.piece, several=several),
            ordered=size.ordered,
            value=(typed or {}).get(f"{PREFIX}{place}", str(size.spare))[:6],
        )
        for place, size in enumerate(plan.sizes)
    )
    return ShownSpare(boxes, _why(plan), plan.total)


def typed_spare(plan: SparePlan, typed: Mapping[str, str]) -> dict[Piece, int]:
    """What was typed per size; a form without the boxes asks for none. Raises Invalid (`spare`)."""
    asked = {}
    for place, size in enumerate(plan.sizes):
        text = typed.get(f"{PREFIX}{place}", "").strip() or "0"
        if not (text.isascii() and text.isdigit() and len(text) <= 4 and int(text) <= MOST_SPARE):
            raise Invalid(
                field="spare", why=gettext_noop("Lebihan diisi angka, paling banyak 1.000 per ukuran.")
            )
        asked[size.piece] = int(text)
    return asked


def names_of(plan: SparePlan) -> Sequence[str]:
    """Of the boxes."""
    return [f"{PREFIX}{place}" for place in range(len(plan.sizes))]


def _label(piece: Piece, *, several: bool) -> str:
    product, values = piece
    own = " / ".join(values) or product
    return f"{product}, {own}" if several and values else own


def _why(plan: SparePlan) -> str:
    """Why so many."""
    share = percent_words(plan.share_bp)
    if plan.history.speaks:
        words = ngettext(
            "Dari %(n)s SPK yang lalu, %(lost)s dari %(begun)s pcs tidak jadi. Karena itu diusulkan %(share)s%%.",
            "Dari %(n)s SPK yang lalu, %(lost)s dari %(begun)s pcs tidak jadi. Karena itu diusulkan %(share)s%%.",
            plan.history.work_orders,
        )
        return words % {
            "n": plan.history.work_orders, "lost": plan.history.lost, "begun": plan.history.begun, "share": share,
        }  # fmt: skip
    return _(
        "Belum ada cukup riwayat, jadi memakai kebiasaan konveksi: %(share)s%% untuk %(pieces)s pcs (5%% di bawah 100 "
        "pcs, 3%% sampai 499, 2%% mulai 500). Sisa pembulatan ditaruh di ukuran yang paling sedikit."
    ) % {"share": share, "pieces": plan.ordered}
