"""What was agreed comes to its end: the goods come back, the new ones or the money go out."""

from datetime import datetime

from bukapo.journal.write import record, write, writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.machine import WrongState
from bukapo.trust.claims.events import ClaimGoodsBack, ClaimGoodsSent, ClaimSettled
from bukapo.trust.claims.money import compensate
from bukapo.trust.claims.refusals import GoodsNotBack, NothingComesBack
from bukapo.trust.claims.rules import (
    AGREED,
    BACK,
    CHANGES_GOODS,
    NOT_ASKED,
    ON_ITS_WAY,
    REFUND,
    RETURN,
    SETTLED,
)
from bukapo.trust.claims.steps import become, lock_claim, told, tracking
from bukapo.trust.models import Claim


@write
def send_goods_back(
    *, store_id: int, claim_id: int, courier: str, tracking_number: str, actor: Actor, at: datetime
) -> ClaimGoodsSent:
    """The buyer's parcel back to the store. Raises WrongState, NothingComesBack, Invalid, NotFound."""
    order, claim = lock_claim(store_id, claim_id)
    _refuse_unless_coming(claim)
    courier, number = tracking(courier, tracking_number)
    _return(claim, ON_ITS_WAY, return_courier=courier, return_number=number)
    return ClaimGoodsSent(**told(claim, order), courier=courier, tracking_number=number)


def take_goods_back(*, store_id: int, claim_id: int, actor: Actor, at: datetime) -> ClaimGoodsBack:
    """They are at the seller's. A refund that waited for them is carried out.

    Raises WrongState, NothingComesBack, NotFound.
    """
    with writing():
        order, claim = lock_claim(store_id, claim_id)
        _refuse_unless_coming(claim)
        _return(claim, BACK)
        paid = [compensate(order, claim, actor, at)] if claim.remedy == REFUND else []
        event = ClaimGoodsBack(**told(claim, order), state=claim.state)
        record([event, *paid], actor=actor, at=at)
    return event


@write
def settle_claim(
    *, store_id: int, claim_id: int, courier: str = "", tracking_number: str = "", actor: Actor, at: datetime
) -> ClaimSettled:
    """The new or repaired goods are on their way; without a courier the buyer collected them.

    Raises WrongState, GoodsNotBack (a repair needs them first), Invalid, NotFound.
    """
    order, claim = lock_claim(store_id, claim_id)
    if claim.state != AGREED or claim.remedy not in CHANGES_GOODS:
        raise WrongState(state=claim.state)
    if claim.return_state not in (NOT_ASKED, BACK):
        raise GoodsNotBack()
    if courier.strip() or tracking_number.strip():
        courier, tracking_number = tracking(courier, tracking_number)
    become(claim, SETTLED, settled_at=at, courier=courier, tracking_number=tracking_number)
    return ClaimSettled(
        **told(claim, order), state=SETTLED, remedy=claim.remedy, amount=0, courier=courier,
        tracking_number=tracking_number,
    )  # fmt: skip


def _refuse_unless_coming(claim: Claim) -> None:
    if claim.state != AGREED:
        raise WrongState(state=claim.state)
    if claim.return_state == NOT_ASKED:
        raise NothingComesBack()


def _return(claim: Claim, to: str, **changes: str) -> None:
    """A guarded move of the goods' own state, by the same table as every state."""
    RETURN.check(claim.return_state, to)
    rows = Claim.objects.of(claim.store_id).filter(pk=claim.pk, return_state=claim.return_state)
    if rows.update(return_state=to, **changes) != 1:
        raise WrongState(state=claim.return_state)
    claim.refresh_from_db()
