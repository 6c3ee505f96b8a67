"""Answers about short links."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bukapo.campaigns.links.rules import MOST
from bukapo.campaigns.models import Campaign, LinkDay, ShortLink
from bukapo.stores.models import Store

LATELY = 14
"""Days told one by one."""


@dataclass(frozen=True)
class LinkTold:
    """A link and its visits: in all, by programs, and of the last days, oldest first."""

    link: ShortLink
    people: int
    machines: int
    lately: tuple[tuple[date, int], ...]


def links_of(store: Store, campaign: Campaign | None, *, today: date) -> list[LinkTold]:
    """The links of a PO (or of the store's page), oldest first. Two queries."""
    rows = list(ShortLink.objects.of(store).filter(campaign=campaign).select_related("store")[:MOST])
    found: dict[int, list[LinkDay]] = defaultdict(list)
    for day in LinkDay.objects.of(store).filter(link__in=rows).order_by("day"):
        found[day.link_id].append(day)
    return [_told(row, found[row.pk], today) for row in rows]


def _told(link: ShortLink, days: Sequence[LinkDay], today: date) -> LinkTold:
    by_day = {day.day: day.people for day in days}
    first = today - timedelta(days=LATELY - 1)
    return LinkTold(
        link=link,
        people=sum(by_day.values()),
        machines=sum(day.machines for day in days),
        lately=tuple((day, by_day.get(day, 0)) for day in (first + timedelta(days=n) for n in range(LATELY))),
    )


def running_links(store: Store, campaign: Campaign | None) -> dict[str, str]:
    """Source -> code, of those in use. One query."""
    rows = ShortLink.objects.of(store).filter(campaign=campaign, stopped_at=None)
    return dict(rows.values_list("source", "code")[:MOST])


def link_at(code: str) -> ShortLink | None:
    """The link with this code that is in use, with its `store` and `campaign`. One query."""
    rows = ShortLink.objects.across_stores("the code itself is the address")
    found: ShortLink | None = (
        rows.filter(code=code, stopped_at=None).select_related("store", "campaign").first()
    )
    return found
