"""A refusal that was wrong is taken back by the seller."""

from datetime import datetime

from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.machine import WrongState
from bukapo.trust.claims.events import ClaimReopened
from bukapo.trust.claims.promised import promised_to
from bukapo.trust.claims.rules import OPEN, REFUSED, due_at
from bukapo.trust.claims.steps import become, lock_claim, refuse_unless_free, told


@write
def reopen_claim(*, store_id: int, claim_id: int, actor: Actor, at: datetime) -> ClaimReopened:
    """It is to be decided once more, within the hours the terms promise; the buyer's own answer is still to come.

    Raises NotFound, WrongState (it is not refused), ClaimedAnew.
    """
    order, claim = lock_claim(store_id, claim_id)
    if claim.state != REFUSED:
        raise WrongState(state=claim.state)
    refuse_unless_free(order, claim)
    until = due_at(at, promised_to(order).answer_hours)
    become(claim, OPEN, note="", due_at=until, reminded_at=None)
    return ClaimReopened(**told(claim, order), state=OPEN, due_at=until)
