"""A PO from opening to evaluation, beside the store's earlier ones."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import QuerySet

from bukapo.campaigns.models import Campaign, CampaignOrigin
from bukapo.insights.evaluation.coming import Coming, coming_of
from bukapo.insights.evaluation.glance import Glance, glances
from bukapo.insights.evaluation.making import Making, making_of
from bukapo.insights.evaluation.paying import Paying, paying_of
from bukapo.insights.evaluation.section import Section
from bukapo.insights.evaluation.sections import sections_of
from bukapo.insights.evaluation.sending import Sending, sending_of
from bukapo.insights.numbers import CampaignNumbers, OptionCount, campaign_numbers, sizes_of
from bukapo.insights.rules import Kept

EARLIER = 4
"""POs shown beside this one."""
MOST_COMPARED = 8
_OVER = ["closed", "finished"]


@dataclass(frozen=True)
class Sent:
    """Orders that were to be sent or fetched, how many left the house, and how many are known to be with the buyer."""

    due: int
    out: int
    arrived: int
    first: date | None
    last: date | None


@dataclass(frozen=True)
class Reviews:
    """`stars` in hundredths (None without reviews); `spread` counts from one star to five."""

    count: int
    stars: int | None
    spread: tuple[int, int, int, int, int]


@dataclass(frozen=True)
class Evaluation:
    """Shares in basis points, times in minutes, None where nothing is known.

    `finished` False: the PO still runs and the numbers with it.
    """

    glance: Glance
    numbers: CampaignNumbers
    coming: Coming
    making: Making
    sending: Sending
    paying: Paying
    sections: tuple[Section, ...] = ()

    @property
    def campaign(self) -> Campaign:
        return self.glance.campaign

    @property
    def finished(self) -> bool:
        return bool(self.campaign.state == "finished")

    @property
    def over(self) -> bool:
        """No order can come any more."""
        return self.campaign.state in _OVER

    @property
    def promises(self) -> tuple[Kept, ...]:
        return self.glance.kept

    @property
    def own(self) -> tuple[Kept, ...]:
        """Made to order: the promises of every order, instead of the PO's."""
        return self.glance.own

    @property
    def sent(self) -> Sent:
        one = self.glance
        return Sent(one.orders, one.out, one.arrived, one.first_out, one.last_out)

    @property
    def reviews(self) -> Reviews:
        return Reviews(self.glance.reviews, self.glance.stars, self.glance.spread)

    @property
    def troubled(self) -> int:
        """Orders of which another part of the house says that something was wrong."""
        return sum(section.troubled for section in self.sections)

    @property
    def days_late(self) -> int | None:
        """The worst of the promises that have been fulfilled; None while none has."""
        return self.glance.days_late


@dataclass(frozen=True)
class Beside:
    """This PO and the earlier ones, newest first. `origin`: the PO it was cloned from, and what was taken over then.

    `sizes` of the PO before.
    """

    this: Evaluation
    earlier: tuple[Glance, ...]
    at: datetime
    origin: CampaignOrigin | None = None
    origin_glance: Glance | None = None
    sizes: OptionCount | None = field(default=None)

    @property
    def previous(self) -> Glance | None:
        return self.earlier[0] if self.earlier else None


def evaluate(campaign: Campaign, *, at: datetime) -> Evaluation:
    """One PO alone."""
    return _whole(glances([campaign], at=at)[0], at)


def evaluation(campaign: Campaign, *, at: datetime) -> Beside:
    """The PO beside at most EARLIER of the store's POs that closed before it."""
    origin = CampaignOrigin.objects.of(campaign.store_id).filter(campaign=campaign).first()
    earlier = list(_earlier(campaign))
    ids = [one.pk for one in earlier]
    beyond = [] if origin is None or origin.origin_id in ids else _rows(campaign, [origin.origin_id])
    this, *rest = glances([campaign, *earlier, *beyond], at=at)
    by_id = {one.campaign.pk: one for one in rest}
    return Beside(
        _whole(this, at),
        tuple(rest[: len(earlier)]),
        at,
        origin,
        by_id.get(origin.origin_id) if origin else None,
        sizes_of(earlier[0], rest[0].variants) if earlier else None,
    )


def compared(campaign: Campaign, ids: Sequence[int], *, at: datetime) -> tuple[Glance, ...]:
    """This PO and the ones of its store with these ids, at most eight, the oldest first."""
    rows = _rows(campaign, [campaign.pk, *ids][:MOST_COMPARED])
    return tuple(glances(sorted(rows, key=_age), at=at))


def comparable(campaign: Campaign) -> list[Campaign]:
    """The store's POs that can stand beside this one, newest first. One query."""
    rows = Campaign.objects.of(campaign.store_id).filter(state__in=_OVER).exclude(pk=campaign.pk)
    return list(rows.order_by("-closes_at", "-pk")[:60])


def _whole(glance: Glance, at: datetime) -> Evaluation:
    campaign = glance.campaign
    return Evaluation(
        glance=glance,
        numbers=campaign_numbers(campaign, glance.variants),
        coming=coming_of(campaign),
        making=making_of(campaign, glance.kept),
        sending=sending_of(campaign, glance.kept),
        paying=paying_of(campaign, at=at),
        sections=sections_of(campaign, at=at),
    )


def _earlier(campaign: Campaign) -> "QuerySet[Campaign]":
    rows = Campaign.objects.of(campaign.store_id).filter(state__in=_OVER).exclude(pk=campaign.pk)
    if campaign.closes_at:
        rows = rows.filter(closes_at__lt=campaign.closes_at)
    return rows.select_related("store").order_by("-closes_at")[:EARLIER]


def _rows(campaign: Campaign, ids: Sequence[int]) -> list[Campaign]:
    return list(Campaign.objects.of(campaign.store_id).filter(pk__in=ids).select_related("store"))


def _age(campaign: Campaign) -> tuple[bool, datetime | None, int]:
    return (campaign.closes_at is None, campaign.closes_at, campaign.pk)
