"""The boxes on a PO's pages: it will be late; fewer came out than were ordered."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.rules import PRODUCED, SHIP_UNTIL
from bukapo.faces.ui import dates
from bukapo.orders.allotment.reads import ShortTally, allocation_of, short_rows
from bukapo.production.allotment.reads import is_made, yields_of
from bukapo.production.lateness.reads import Lateness, lateness_of
from bukapo.production.lateness.rules import DEADLINE, Sign


@dataclass(frozen=True)
class ShownLateness:
    """`words`, a sentence per sign; `honest`: the day of production that is kept with 90 %, None without a forecast."""

    words: tuple[str, ...]
    honest: date | None


@dataclass(frozen=True)
class ShortageTold:
    """`missing` pieces nobody has given out yet, or how the allocation stands."""

    missing: int = 0
    tally: ShortTally | None = None

    def __bool__(self) -> bool:
        return bool(self.missing or self.tally)


def shown_lateness(campaign: Campaign, *, at: datetime) -> ShownLateness | None:
    """None where nothing speaks against the promise."""
    found = lateness_of(campaign, at=at)
    if not found:
        return None
    return ShownLateness(tuple(_sentences(found))[:4], found.honest.get(PRODUCED))


def _sentences(found: Lateness) -> Iterator[str]:
    """One per promise in danger, with every work order that endangers it, and one per deadline that has passed."""
    same: dict[tuple[str, str, date, int], list[Sign]] = {}
    for sign in found.signs:
        alone = sign.work_order_id if sign.sign == DEADLINE else 0
        same.setdefault((sign.sign, sign.what, sign.promised, alone), []).append(sign)
    for signs in same.values():
        told = [found.numbers[sign.work_order_id] for sign in signs]
        yield _sentence(signs[0], ", ".join(number for number, _workshop in told), told[0][1])


def _sentence(sign: Sign, number: str, workshop: str) -> str:
    facts = {"number": number, "workshop": workshop, "day": dates.day(sign.promised)}
    if sign.sign == DEADLINE:
        return _("%(number)s di %(workshop)s lewat tenggatnya %(day)s dan belum selesai.") % facts
    if sign.what == SHIP_UNTIL:
        return _("Janji paling lambat dikirim %(day)s kemungkinan besar tidak terkejar (%(number)s).") % facts
    return _("Janji selesai produksi %(day)s kemungkinan besar tidak terkejar (%(number)s).") % facts


def shortage_told(campaign: Campaign) -> ShortageTold:
    """Only once production is over."""
    if allocation := allocation_of(campaign):
        return ShortageTold(tally=short_rows(allocation)[0])
    if campaign.state != "closed" or not is_made(campaign):
        return ShortageTold()
    yields = yields_of(campaign)
    # Nothing reported at all says that nobody counted, not that nothing came out.
    if not any(one.reported for one in yields):
        return ShortageTold()
    return ShortageTold(missing=sum(one.short(one.reported) for one in yields if one.lines))
