"""Proposals told to the seller: how they stand, and every answer with what shows it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce

from bukapo.campaigns.models import Campaign
from bukapo.kernel.refusal import NotFound
from bukapo.orders.models import Proposal, ProposalAnswer
from bukapo.orders.pricing.rules import ACCEPTED, GONE, KEPT, LEFT, OPEN, WAITING, WITHDRAWN

MOST = 300
"""Answers on one page."""


@dataclass(frozen=True)
class Tally:
    """How many answers there are of each kind, and rupiah agreed and still asked."""

    waiting: int
    accepted: int
    left: int
    kept: int
    gone: int
    withdrawn: int
    agreed: int
    asked: int

    @property
    def all(self) -> int:
        return self.waiting + self.accepted + self.left + self.kept + self.gone + self.withdrawn


@dataclass(frozen=True)
class ProposalTold:
    proposal: Proposal
    count: Tally


@dataclass(frozen=True)
class AnswerTold:
    """One buyer's answer. `digest` seals the words they were shown; rupiah."""

    number: str
    buyer_name: str
    state: str
    before: int
    extra: int
    how: str
    digest: str
    answered_at: datetime | None


def proposals_of(campaign: Campaign) -> tuple[ProposalTold, ...]:
    """All of a PO, newest first (at most twenty). Two queries."""
    rows = Proposal.objects.of(campaign.store_id).filter(campaign=campaign).select_related("photo", "product")
    found = list(rows.order_by("-pk")[:20])
    counts = _counts(campaign.store_id, [row.pk for row in found])
    return tuple(ProposalTold(row, counts[row.pk]) for row in found)


def proposal_of(campaign: Campaign, proposal_id: int) -> ProposalTold:
    """Raises NotFound for another PO's."""
    rows = Proposal.objects.of(campaign.store_id).filter(campaign=campaign, pk=proposal_id)
    row = rows.select_related("photo", "product").first()
    if row is None:
        raise NotFound()
    return ProposalTold(row, _counts(campaign.store_id, [row.pk])[row.pk])


def answers_of(proposal: Proposal) -> tuple[AnswerTold, ...]:
    """Who waits comes first, then the latest answers (at most MOST)."""
    rows = ProposalAnswer.objects.of(proposal.store_id).filter(proposal=proposal).select_related("order")
    rows = rows.order_by(F("answered_at").desc(nulls_first=True), "pk")
    return tuple(
        AnswerTold(
            row.order.number, row.order.buyer_name, row.state, row.before, row.extra, row.how, row.digest,
            row.answered_at,
        )
        for row in rows[:MOST]
    )  # fmt: skip


def open_proposal(campaign: Campaign) -> Proposal | None:
    """The one that waits for answers."""
    found: Proposal | None = (
        Proposal.objects.of(campaign.store_id).filter(campaign=campaign, state=OPEN).first()
    )
    return found


def _counts(store_id: int, ids: list[int]) -> dict[int, Tally]:
    rows = ProposalAnswer.objects.of(store_id).filter(proposal__in=ids).order_by()
    extra = F("goods") + F("shipping")
    states = {
        name: Count("pk", filter=Q(state=name)) for name in (WAITING, ACCEPTED, LEFT, KEPT, GONE, WITHDRAWN)
    }
    found = rows.values("proposal").annotate(
        **states,
        agreed=Coalesce(Sum(extra, filter=Q(state=ACCEPTED)), 0),
        asked=Coalesce(Sum(extra, filter=Q(state=WAITING)), 0),
    )
    return {row.pop("proposal"): Tally(**row) for row in found}
