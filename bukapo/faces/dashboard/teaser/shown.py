"""What a teaser brought, laid out: counts, demand as a range, the way from signing up to ordering."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bukapo.campaigns.models import Campaign, Teaser
from bukapo.campaigns.teaser import reads
from bukapo.campaigns.teaser.demand import (
    Conversion,
    Range,
    Suggestion,
    Wanted,
    conversion_of,
    demand,
    shares,
    suggested,
)
from bukapo.campaigns.teaser.reads import Signed, Votes
from bukapo.orders.reads.teaser import Funnel, earlier_of, funnel_of

LEAST_TO_SAY = 5
"""Below so many sign-ups a range would be noise."""


@dataclass(frozen=True)
class Asked:
    """One thing that was voted on. `points` are for the chart."""

    title: str
    wanted: tuple[Wanted, ...]

    @property
    def points(self) -> list[tuple[str, int]]:
        return [(one.label, one.votes) for one in self.wanted]

    @property
    def any(self) -> bool:
        return any(one.votes for one in self.wanted)


@dataclass(frozen=True)
class Result:
    """`range` pieces that the sign-ups would take, None while there are too few; `why` says where it comes from."""

    signed: Signed
    voters: int
    range: Range | None
    why: str
    asked: tuple[Asked, ...]
    suggestion: Suggestion | None
    funnel: Funnel
    stages: tuple[tuple[str, int], ...]


def result_of(campaign: Campaign, teaser: Teaser | None) -> Result:
    """Counts, votes, estimate and funnel of a PO's teaser."""
    signed, votes = reads.signed_up(campaign), reads.votes_of(campaign)
    conversion = conversion_of(earlier_of(campaign))
    whole = demand(conversion, sure=signed.confirmed, unsure=signed.phones)
    enough = signed.counted >= LEAST_TO_SAY
    funnel = funnel_of(campaign)
    return Result(
        signed=signed,
        voters=votes.people,
        range=whole if enough else None,
        why=_why(conversion),
        asked=tuple(one for one in _asked(teaser, votes, whole) if one.any) if teaser else (),
        suggestion=suggested(whole) if enough and whole.low else None,
        funnel=funnel,
        stages=_stages(funnel),
    )


def _asked(teaser: Teaser, votes: Votes, whole: Range) -> Sequence[Asked]:
    rows = reads.designs_of(teaser, all_of_them=True)
    named = {row.name: row.pk for row in rows if row.active or votes.designs[row.pk]}
    found = [
        Asked(
            _("Desain"),
            shares(
                whole,
                {name: votes.weighted[pk] for name, pk in named.items()},
                {name: votes.designs[pk] for name, pk in named.items()},
            ),
        )
    ]
    for option, values in reads.options_of(teaser).items():
        counts = {value: votes.values[option, value] for value in values}
        found.append(Asked(option, shares(whole, counts, counts)))
    return found


def _why(conversion: Conversion) -> str:
    low, high = conversion.low // 100, -(-conversion.high // 100)
    if not conversion.pos:
        words = _(
            "Toko ini belum punya PO dengan teaser yang selesai, jadi dipakai kisaran lebar: %(low)s–%(high)s persen "
            "pendaftar memesan, satu pcs per orang. Nanti kisarannya dihitung dari PO toko ini sendiri."
        )
        return words % {"low": low, "high": high}
    words = ngettext(
        "Dihitung dari %(n)s PO toko ini sebelumnya: %(low)s–%(high)s persen pendaftar memesan.",
        "Dihitung dari %(n)s PO toko ini sebelumnya: %(low)s–%(high)s persen pendaftar memesan.",
        conversion.pos,
    )
    return words % {"n": conversion.pos, "low": low, "high": high}


def _stages(funnel: Funnel) -> tuple[tuple[str, int], ...]:
    """Words with the share of who signed up, and people."""
    steps = (
        (_("Mendaftar"), funnel.signed),
        (_("Membuka tautan pribadi"), funnel.opened),
        (_("Memesan"), funnel.ordered),
    )
    whole = max(1, funnel.signed)
    return tuple((f"{words} · {people * 100 // whole}%", people) for words, people in steps)
