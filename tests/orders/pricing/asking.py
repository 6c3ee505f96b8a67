"""A shop whose PO has closed and whose cloth has become dearer."""

from datetime import timedelta
from typing import Any

from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.models import Order, Proposal, ProposalAnswer
from bukapo.orders.pricing.answer import accept_price, leave_over_price
from bukapo.orders.pricing.asking import Wish
from bukapo.orders.pricing.propose import make_proposal
from tests.world import NOON, World

REASON = "Harga katun naik 20% minggu ini, nota pabrik terlampir."
DAY = timedelta(days=1)


def wish(**changes: Any) -> Wish:
    facts: dict[str, Any] = {
        "reason": REASON,
        "answer_by": NOON + 3 * DAY,
        "silence": "keep",
        "per_piece": 5_000,
    }
    return Wish(**(facts | changes))


def ask(world: World, **changes: Any) -> Proposal:
    """The seller asks all orders of the PO."""
    facts = {"store_id": world.store.pk, "campaign_id": world.campaign.pk, "actor": world.seller, "at": NOON}
    made = make_proposal(**facts, wish=wish(**changes))
    proposal: Proposal = Proposal.objects.of(world.store).get(pk=made.proposal_id)
    return proposal


def answer_of(world: World, order: Order) -> ProposalAnswer:
    row: ProposalAnswer = ProposalAnswer.objects.of(world.store).filter(order=order).latest("pk")
    return row


def agree(world: World, order: Order, **changes: Any) -> Any:
    row = answer_of(world, order)
    facts: dict[str, Any] = {
        "store_id": world.store.pk, "order_id": order.pk, "proposal_id": row.proposal_id, "digest": row.digest,
        "actor": BUYER_ACTOR, "at": NOON + DAY,
    }  # fmt: skip
    return accept_price(**(facts | changes))


def leave(world: World, order: Order, **changes: Any) -> Any:
    facts: dict[str, Any] = {
        "store_id": world.store.pk, "order_id": order.pk, "proposal_id": answer_of(world, order).proposal_id,
        "actor": BUYER_ACTOR, "at": NOON + DAY,
    }  # fmt: skip
    with clock.told(facts["at"]):
        return leave_over_price(**(facts | changes))
