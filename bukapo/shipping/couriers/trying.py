"""Do the keys open the door, and does the service know where parcels come from? Uses the network."""

from datetime import datetime

from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import gettext_noop
from bukapo.shipping.couriers.opened import open_courier, step_outside
from bukapo.shipping.couriers.places import nearest, question_of
from bukapo.shipping.couriers.writes import account_of, note_check
from bukapo.shipping.port import Place, Refused, Unavailable
from bukapo.stores.seal import Unreadable

NO_ANSWER = gettext_noop("Layanan kurirnya tidak menjawab. Coba lagi sebentar.")
NO_PLACE = gettext_noop("Kunci benar, tetapi daerah asal tidak ditemukan. Cek kode pos dan kotanya.")


def try_courier(*, store_id: int, account_id: int, actor: Actor, at: datetime) -> str:
    """The service's trouble, "" when all is well; noted on the account. Raises NotFound."""
    account = account_of(store_id, account_id)
    trouble, place = "", None
    try:
        courier = open_courier(account)
        step_outside()
        courier.check()
        if courier.needs_place:
            found = courier.places(question_of(account.from_postal_code, account.from_city))
            place = nearest(found, f"{account.from_address} {account.from_city}", account.from_postal_code)
            trouble = "" if place else NO_PLACE
    except Unavailable:
        trouble = NO_ANSWER
    except Refused as refused:
        trouble = refused.said or NO_ANSWER
    except Unreadable as unreadable:
        trouble = unreadable.sentence
    _note(store_id, account_id, trouble, place, actor, at)
    return trouble


def _note(
    store_id: int, account_id: int, trouble: str, place: Place | None, actor: Actor, at: datetime
) -> None:
    found = {"place": place.id, "label": place.label} if place else {}
    note_check(store_id=store_id, account_id=account_id, trouble=trouble, actor=actor, at=at, **found)
