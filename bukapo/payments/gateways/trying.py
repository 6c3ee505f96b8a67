"""Do the keys open the door? Uses the network: never in a transaction."""

from datetime import datetime

from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import gettext_noop
from bukapo.payments.gateways.opened import open_gateway, step_outside
from bukapo.payments.gateways.seal import Unreadable
from bukapo.payments.gateways.writes import account_of, note_check
from bukapo.payments.port import Refused, Unavailable

NO_ANSWER = gettext_noop("Gateway tidak menjawab. Coba lagi sebentar.")


def try_gateway(*, store_id: int, account_id: int, actor: Actor, at: datetime) -> str:
    """The gateway's trouble, "" when all is well; noted on the account. Raises NotFound."""
    account = account_of(store_id, account_id)
    trouble = ""
    try:
        gateway = open_gateway(account)
        step_outside()
        gateway.check()
    except Unavailable:
        trouble = NO_ANSWER
    except Refused as refused:
        trouble = refused.said or NO_ANSWER
    except Unreadable as unreadable:
        trouble = unreadable.sentence
    note_check(store_id=store_id, account_id=account_id, trouble=trouble, actor=actor, at=at)
    return trouble
