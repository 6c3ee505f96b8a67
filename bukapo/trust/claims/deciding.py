"""The seller decides: grants, offers something else, refuses. The buyer takes the offer. What is agreed is begun."""

from collections import Counter
from datetime import datetime
from typing import Any

from bukapo.campaigns.models import Campaign
from bukapo.journal.events import Event
from bukapo.journal.write import record, write, writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.money import rupiah
from bukapo.kernel.refusal import Invalid, NotFound, gettext_noop
from bukapo.orders.models import Order
from bukapo.payments.allowance import price_left
from bukapo.production.floor.yields import Piece
from bukapo.production.models import WorkOrder
from bukapo.production.spare.adding import add_spare_within
from bukapo.trust.claims.events import ClaimGranted, ClaimOffered, ClaimRefused
from bukapo.trust.claims.money import compensate
from bukapo.trust.claims.refusals import ClaimMoved, MoreThanClaimed, NoSpareLeft, SellerPaysReturn
from bukapo.trust.claims.rules import (
    AGREED,
    APART,
    ASKED,
    BATCH,
    BUYER,
    EXCHANGE,
    NOBODYS_FAULT,
    NOT_ASKED,
    OFFERED,
    OPEN,
    REFUND,
    REFUSED,
    REMEDIES,
    REPAIR,
    REPLACE,
    SELLER,
    SPARE,
    WORK_ORDER,
    Remedy,
    needs_answer,
)
from bukapo.trust.claims.steps import become, lock_claim, named, told, words
from bukapo.trust.claims.supply import makers_of, needed, spare_left, supply_for
from bukapo.trust.models import Claim

NEW_PIECES = (REPLACE, EXCHANGE)


def decide_claim(
    *,
    store_id: int,
    claim_id: int,
    remedy: Remedy,
    made_by: int | None = None,
    actor: Actor,
    at: datetime,
    seen: int | None = None,
) -> ClaimGranted | ClaimOffered:
    """Grant what was wished for at once; offer anything else, or less, to the buyer.

    `made_by`: the work order (row) whose pieces these are. A refund that waits for no goods is carried out here: the
    price falls, and what was paid of it is owed back. `seen`: the claim's version when the person looked. Raises
    WrongState (also for what stands already), ClaimMoved, MoreThanClaimed, NoSpareLeft, SellerPaysReturn, Invalid,
    NotFound, and what a work order refuses.
    """
    with writing():
        order, claim = lock_claim(store_id, claim_id)
        _refuse_when_moved(claim, seen)
        if claim.state not in (OPEN, OFFERED, AGREED) or claim.return_state not in (NOT_ASKED, ASKED):
            raise WrongState(state=claim.state)
        columns = _columns(order, claim, remedy)
        columns["of_work_order_id"] = _maker(order, claim, made_by)
        if claim.state != OPEN and all(getattr(claim, name) == value for name, value in columns.items()):
            raise WrongState(state=claim.state)
        columns["decided_at"] = claim.decided_at or at
        if claim.state == AGREED or needs_answer(
            remedy, wish=claim.wish, whole=min(claim.whole, price_left(order))
        ):
            become(claim, OFFERED, return_state=NOT_ASKED, **columns)
            event = ClaimOffered(**told(claim, order), state=OFFERED, **named(claim))
            record([event], actor=actor, at=at)
            return event
        become(claim, AGREED, **columns)
        return _agree(order, claim, False, actor, at)


def accept_offer(
    *, store_id: int, claim_id: int, actor: Actor, at: datetime, seen: int | None = None
) -> ClaimGranted:
    """The buyer takes it, as they saw it (`seen`: the claim's version then).

    Raises WrongState, ClaimMoved, NoSpareLeft, NotFound, and what a work order refuses.
    """
    with writing():
        order, claim = lock_claim(store_id, claim_id)
        _refuse_when_moved(claim, seen)
        if claim.state != OFFERED:
            raise WrongState(state=claim.state)
        become(claim, AGREED)
        return _agree(order, claim, True, actor, at)


@write
def refuse_claim(*, store_id: int, claim_id: int, reason: str, actor: Actor, at: datetime) -> ClaimRefused:
    """With a reason that the buyer reads and may answer once. Raises WrongState, Invalid, NotFound."""
    order, claim = lock_claim(store_id, claim_id)
    why = words(reason, field="reason", most=300, least=10)
    become(claim, REFUSED, note=why, remedy="", amount=0, source="", decided_at=claim.decided_at or at)
    return ClaimRefused(**told(claim, order), state=REFUSED, reason=why, last=claim.answered_refusal)


def _refuse_when_moved(claim: Claim, seen: int | None) -> None:
    if seen is not None and claim.version != seen:
        raise ClaimMoved()


def _columns(order: Order, claim: Claim, remedy: Remedy) -> dict[str, Any]:
    """The remedy as the claim's columns, checked."""
    if remedy.kind not in REMEDIES or remedy.payer not in (SELLER, BUYER):
        raise Invalid(field="kind", why=gettext_noop("Pilih penyelesaiannya."))
    if remedy.kind == EXCHANGE and claim.pieces.filter(variant=None).exists():
        raise Invalid(field="kind", why=gettext_noop("Pembeli tidak meminta ukuran lain."))
    back = remedy.goods_back or remedy.kind == REPAIR
    if back and remedy.payer == BUYER and seller_pays(claim):
        raise SellerPaysReturn()
    most = min(claim.whole, price_left(order))
    if remedy.kind == REFUND and not 0 < remedy.amount <= most:
        raise MoreThanClaimed(most=rupiah(most))
    new = remedy.kind in NEW_PIECES
    return {
        "remedy": remedy.kind,
        "amount": remedy.amount if remedy.kind == REFUND else 0,
        "source": _source(order, claim, remedy) if new else "",
        "work_order_id": remedy.work_order_id if new and remedy.source == WORK_ORDER else None,
        "batch_id": remedy.batch_id if new and remedy.source == BATCH else None,
        "return_payer": remedy.payer if back else "",
        "note": words(remedy.note, field="note", most=300, least=0),
    }


def seller_pays(claim: Claim) -> bool:
    """The terms say so of goods that are wrong, as long as they are claimed in time."""
    return claim.reason not in NOBODYS_FAULT and not claim.late


def _source(order: Order, claim: Claim, remedy: Remedy) -> str:
    if remedy.source == APART:
        return APART
    if remedy.source not in (SPARE, WORK_ORDER, BATCH):
        raise Invalid(field="source", why=gettext_noop("Pilih barang penggantinya dari mana."))
    if remedy.source == SPARE:
        _refuse_without_spare(order, claim)
        return SPARE
    found = supply_for(claim, order)
    if remedy.source == WORK_ORDER and remedy.work_order_id in {one.pk for one in found.work_orders}:
        return WORK_ORDER
    if remedy.source == BATCH and remedy.batch_id in {one.pk for one in found.batches}:
        return BATCH
    raise NotFound()


def _refuse_without_spare(order: Order, claim: Claim) -> None:
    """The PO's row is locked: two claims never get the same spare piece."""
    campaigns = Campaign.objects.of(order.store_id).select_for_update()
    left = spare_left(campaigns.get(pk=order.campaign_id), but=claim)
    for one in needed(list(claim.pieces.select_related("line", "variant"))):
        if left.get(one.piece, 0) < one.pieces:
            raise NoSpareLeft(label=one.label, left=left.get(one.piece, 0))
        left[one.piece] -= one.pieces


def _maker(order: Order, claim: Claim, made_by: int | None) -> int | None:
    """The named one; the only one where nobody is named."""
    makers = {row.pk for row in makers_of(claim, order)}
    if made_by is not None and made_by not in makers:
        raise NotFound()
    return made_by if made_by is not None else next(iter(makers)) if len(makers) == 1 else None


def _agree(order: Order, claim: Claim, by_buyer: bool, actor: Actor, at: datetime) -> ClaimGranted:
    """What is agreed is begun: the goods are asked back, the pieces join a work order, the money is owed."""
    events: list[Event] = []
    back = bool(claim.return_payer)
    if claim.source == WORK_ORDER:
        events.append(_joined(claim, order, at))
    if back:
        become(claim, AGREED, return_state=ASKED)
    if claim.remedy == REFUND and not back:
        events.append(compensate(order, claim, actor, at))
    event = ClaimGranted(
        **told(claim, order), state=claim.state, **named(claim), reason=claim.reason, by_buyer=by_buyer,
        made_by=claim.of_work_order_id,
    )  # fmt: skip
    record([event, *events], actor=actor, at=at)
    return event


def _joined(claim: Claim, order: Order, at: datetime) -> Event:
    assert claim.work_order_id is not None  # its source says so
    more: Counter[Piece] = Counter()
    for one in needed(list(claim.pieces.select_related("line", "variant"))):
        more[one.piece] += one.pieces
    return add_spare_within(
        store_id=claim.store_id,
        work_order_id=claim.work_order_id,
        more=more,
        cause=f"claim:{claim.pk}",
        at=at,
    )


def join_work_order(
    *, store_id: int, claim_id: int, work_order_id: int, actor: Actor, at: datetime
) -> ClaimGranted:
    """An agreed replacement that waits for the next PO (or apart) now joins one of its work orders.

    Raises NotFound, WrongState, and what a work order refuses.
    """
    with writing():
        order, claim = lock_claim(store_id, claim_id)
        if claim.state != AGREED or claim.source not in (BATCH, APART):
            raise WrongState(state=claim.state)
        rows = WorkOrder.objects.of(store_id).filter(pk=work_order_id)
        if not rows.filter(campaign_id__in=[claim.batch_id or 0, order.campaign_id]).exists():
            raise NotFound()
        become(claim, AGREED, source=WORK_ORDER, work_order_id=work_order_id)
        joined = _joined(claim, order, at)
        event = ClaimGranted(
            **told(claim, order), state=AGREED, **named(claim), reason=claim.reason, by_buyer=False,
            made_by=claim.of_work_order_id,
        )  # fmt: skip
        record([event, joined], actor=actor, at=at)
    return event
