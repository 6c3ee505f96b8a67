"""A changed price as the buyer is asked about it."""

from dataclasses import dataclass
from datetime import datetime

from bukapo.catalog.models import Photo
from bukapo.orders.models import Order, ProposalAnswer
from bukapo.orders.pricing.propose import asked_of
from bukapo.orders.pricing.rules import ANSWERABLE, LEAVE, OPEN, WAITING
from bukapo.orders.pricing.wording import wording


@dataclass(frozen=True)
class PriceAsked:
    """What is asked, and what of it. Rupiah; `held` of the buyer's money goes back if they leave."""

    proposal_id: int
    reason: str
    photo: Photo | None
    before: int
    goods: int
    shipping: int
    held: int
    answer_by: datetime
    silence_leaves: bool
    words: str
    digest: str

    @property
    def extra(self) -> int:
        return self.goods + self.shipping

    @property
    def after(self) -> int:
        return self.before + self.extra


def price_asked(order: Order, *, at: datetime) -> PriceAsked | None:
    """What this order (its `campaign` and `store` loaded) is asked and may still answer at `at`. One query."""
    if order.state not in ANSWERABLE:
        return None
    rows = ProposalAnswer.objects.of(order.store_id).filter(order=order, state=WAITING, proposal__state=OPEN)
    row: ProposalAnswer | None = rows.select_related("proposal__photo").first()
    if row is None or at >= row.proposal.answer_by:
        return None
    row.order = order
    order.campaign.store = order.store
    proposal = row.proposal
    return PriceAsked(
        proposal_id=proposal.pk,
        reason=proposal.reason,
        photo=proposal.photo,
        before=row.before,
        goods=row.goods,
        shipping=row.shipping,
        held=order.paid - order.refunded,
        answer_by=proposal.answer_by,
        silence_leaves=proposal.silence == LEAVE,
        words=wording(asked_of(order.campaign, proposal, row)),
        digest=row.digest,
    )
