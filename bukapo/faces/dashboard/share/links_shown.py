"""Short links with their visits, in words and as a small drawing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from bukapo.campaigns.links.reads import LinkTold
from bukapo.campaigns.links.rules import INSTAGRAM, POSTER, TIKTOK, WHATSAPP
from bukapo.faces.storefront.shown.sharing import as_read, short
from bukapo.faces.ui import dates

WIDTH, HEIGHT = 112, 24
"""Of the drawing, in view-box units."""


@dataclass(frozen=True)
class ShownBar:
    x: float
    y: float
    height: float


@dataclass(frozen=True)
class ShownLink:
    """`lately` says the last days in words for who can't see the drawing."""

    id: int
    name: str
    source: str
    address: str
    read: str
    people: int
    machines: int
    stopped: bool
    bars: tuple[ShownBar, ...]
    lately: str


def shown_links(links: Sequence[LinkTold]) -> list[ShownLink]:
    """All on one scale."""
    most = max((people for told in links for _day, people in told.lately), default=0)
    return [_link(told, most) for told in links]


def _link(told: LinkTold, most: int) -> ShownLink:
    row = told.link
    step = WIDTH / max(1, len(told.lately))
    heights = [HEIGHT * people / most if most else 0 for _day, people in told.lately]
    busiest = max(told.lately, key=lambda one: one[1], default=None)
    lately = sum(people for _day, people in told.lately)
    words = _("14 hari terakhir: %(n)s kunjungan.") % {"n": lately}
    if busiest and busiest[1]:
        words += " " + _("Paling ramai %(day)s: %(n)s.") % {
            "day": dates.short_day(busiest[0]),
            "n": busiest[1],
        }
    return ShownLink(
        id=row.pk,
        name=source_name(row.source),
        source=row.source,
        address=short(row.code),
        read=as_read(short(row.code)),
        people=told.people,
        machines=told.machines,
        stopped=row.stopped_at is not None,
        bars=tuple(
            ShownBar(round(place * step, 1), round(HEIGHT - high, 1), round(high, 1))
            for place, high in enumerate(heights)
        ),
        lately=words,
    )


def source_name(source: str) -> str:
    """As a seller calls the place."""
    known = {
        INSTAGRAM: "Instagram",
        WHATSAPP: "WhatsApp",
        TIKTOK: "TikTok",
        POSTER: _("Poster"),
        "widget": _("Widget"),
    }
    return known.get(source, source)
