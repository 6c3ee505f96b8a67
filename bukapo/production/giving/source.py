"""Where a new work order's pieces come from: the recap, a work order before it, or one that came to nothing."""

from dataclasses import dataclass

from bukapo.campaigns.models import Campaign
from bukapo.kernel.refusal import NotFound
from bukapo.production.giving.events import WorkOrderRerouted
from bukapo.production.giving.refusals import FollowersStarted, NotToBeFollowed, StillGoing
from bukapo.production.giving.rules import Part, Piece
from bukapo.production.giving.steps import OVER, Recaps, followers_of, part_of
from bukapo.production.models import HandOver, Stage, WorkOrder
from bukapo.production.steps import facts


@dataclass(frozen=True)
class Source:
    """`after` passes its pieces on; `instead_of` is given anew, with the same `part`."""

    after: WorkOrder | None = None
    instead_of: WorkOrder | None = None
    part: Part | None = None


def source_of(campaign: Campaign, *, after: str = "", instead_of: str = "") -> Source:
    """By the numbers of work orders of this PO. Raises NotFound, NotToBeFollowed, StillGoing."""
    if instead_of:
        dead = _numbered(campaign, instead_of)
        if dead.state not in OVER:
            raise StillGoing(number=dead.number)
        if dead.order_id:
            raise NotToBeFollowed(number=dead.number)
        return Source(dead.after, dead, part_of(dead, Recaps().of(dead.recap)))
    if not after:
        return Source()
    before = _numbered(campaign, after)
    if before.state in OVER or before.order_id:
        raise NotToBeFollowed(number=before.number)
    return Source(before)


def spare_of(source: Source, part: Part) -> dict[Piece, int]:
    """Spare pieces that come along: of sizes that are gone on with whole, or of the part that is given anew."""
    order = source.instead_of or source.after
    spare: dict[Piece, int] = {}
    for size in order.sizes.all() if order else ():
        piece = (size.product, tuple(size.values))
        if size.spare and part.pieces.get(piece) == size.ordered:
            spare[piece] = size.spare
    return spare


def move_followers(source: Source, order: WorkOrder) -> list[WorkOrderRerouted]:
    """Who waited for the work order that came to nothing waits for the new one. Raises FollowersStarted."""
    if source.instead_of is None:
        return []
    events = []
    for follower in followers_of(source.instead_of):
        begun = Stage.objects.of(follower.store_id).filter(work_order=follower, done__gt=0)
        lots = HandOver.objects.of(follower.store_id).filter(receiver=follower).exclude(state="withdrawn")
        if begun.exists() or lots.exists():
            raise FollowersStarted(number=follower.number)
        WorkOrder.objects.of(follower.store_id).filter(pk=follower.pk).update(after=order)
        events.append(WorkOrderRerouted(**facts(follower), after=order.number))
    return events


def _numbered(campaign: Campaign, number: str) -> WorkOrder:
    rows = WorkOrder.objects.of(campaign.store_id).filter(campaign=campaign, number=number)
    found: WorkOrder | None = rows.select_related("recap", "after__recap").prefetch_related("sizes").first()
    if found is None:
        raise NotFound()
    return found
