"""The bar of a price that falls with the pieces: its words and its drawing. Buyers and sellers see the same one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.tier_reads import Climb, climbs_of
from bukapo.kernel.money import rupiah

WIDTH = 344
"""Of the drawn bar, in view-box units."""


@dataclass(frozen=True)
class Step:
    """A tier: its place on the bar, from how many pieces, at what price, and whether it is reached."""

    x: float
    pieces: int
    price: int
    reached: bool


@dataclass(frozen=True)
class ShownClimb:
    """`filled` of the bar's WIDTH is reached; `words` say what is next, or what it came to."""

    name: str
    pieces: int
    words: str
    drawn: str
    filled: float
    steps: tuple[Step, ...]
    settled: bool


def shown_climbs(campaign: Campaign) -> tuple[ShownClimb, ...]:
    """The bars of a PO; none when no price of it falls."""
    climbs = climbs_of(campaign)
    return tuple(_shown(climb, len(climbs) > 1) for climb in climbs)


def _shown(climb: Climb, several: bool) -> ShownClimb:
    top = climb.tiers[-1].from_pieces
    return ShownClimb(
        name=climb.name if several else "",
        pieces=climb.pieces,
        words=_words(climb, several),
        drawn=_("%(pieces)s dari %(top)s pcs") % {"pieces": _count(climb.pieces), "top": _count(top)},
        filled=round(WIDTH * min(climb.pieces, top) / top, 1),
        steps=_steps(climb, top),
        settled=climb.settled,
    )


def _steps(climb: Climb, top: int) -> tuple[Step, ...]:
    return tuple(
        Step(round(WIDTH * tier.from_pieces / top, 1), tier.from_pieces, tier.price, reached)
        for tier, reached in climb.steps
    )


def _words(climb: Climb, several: bool) -> str:
    facts = {"price": rupiah(climb.price_now), "pieces": _count(climb.pieces)}
    if climb.settled:
        if climb.best is None:
            return _("PO ditutup dengan %(pieces)s pcs, jadi harganya tetap %(price)s.") % facts
        return _("PO ditutup dengan %(pieces)s pcs: harganya %(price)s untuk semua.") % facts
    if climb.next is None:
        return _("Tembus %(pieces)s pcs: harganya %(price)s untuk semua.") % facts
    facts = {"left": _count(climb.missing), "price": rupiah(climb.next.price), "name": climb.name}
    if several:
        return (
            ngettext(
                "%(left)s pcs lagi dan harga %(name)s turun jadi %(price)s untuk semua.",
                "%(left)s pcs lagi dan harga %(name)s turun jadi %(price)s untuk semua.",
                climb.missing,
            )
            % facts
        )
    return (
        ngettext(
            "%(left)s pcs lagi dan harga turun jadi %(price)s untuk semua.",
            "%(left)s pcs lagi dan harga turun jadi %(price)s untuk semua.",
            climb.missing,
        )
        % facts
    )


def _count(pieces: int) -> str:
    return f"{pieces:,}".replace(",", ".")


def example_rows(price: int, tiers: Sequence[tuple[int, int]]) -> list[tuple[str, int]]:
    """The stairs of a price as points of a chart: from how many pieces, and what one then costs."""
    return [(_("1 pcs"), price), *((_("%(n)s pcs") % {"n": _count(n)}, each) for n, each in tiers)]
