"""Where an order goes, changed after its PO closed: the one way in which a new zone reaches its price. A step."""

import re
from dataclasses import dataclass
from datetime import datetime

from bukapo.campaigns.locks.reads import ladder_of
from bukapo.campaigns.locks.rules import ADDRESS, WAY
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.reads import plan_of
from bukapo.kernel import readable
from bukapo.kernel.entry import Line
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, Refusal, gettext_noop
from bukapo.orders.intake import draft
from bukapo.orders.models import Order
from bukapo.orders.parts.gates import refuse_once_part_is_out
from bukapo.orders.pricing.asking import refuse_while_price_is_asked
from bukapo.orders.recharge import recharge
from bukapo.orders.rosters.rules import OfAGroup
from bukapo.orders.steps import refuse_while_proof_waits
from bukapo.payments.steps import settle
from bukapo.shipping.models import Parcel, Zone
from bukapo.shipping.rules import COURIER, GROUP, PICKUP, fee

_LENGTHS = {"address": 400, "city": 80}


class AlreadyPacked(Refusal):
    code = "already_packed"
    sentence = gettext_noop("Pesanan ini sudah dikemas, jadi tidak bisa diubah lagi. Hubungi penjual.")


class SameAsBefore(Refusal):
    code = "same_as_before"
    sentence = gettext_noop("Belum ada yang berubah.")


@dataclass(frozen=True)
class Where:
    """How and where an order is to be received. A pickup has no address; `zone_id` is a row of the fee table."""

    fulfilment: str
    address: str = ""
    city: str = ""
    postal_code: str = ""
    zone_id: int | None = None

    def tidy(self) -> "Where":
        """White space trimmed, nothing kept that a pickup does not need. Raises Invalid with the field."""
        if self.fulfilment == PICKUP:
            return Where(PICKUP)
        told = Where(
            self.fulfilment, self.address.strip(), self.city.strip(), self.postal_code.strip(), self.zone_id
        )
        for name, most in _LENGTHS.items():
            text = getattr(told, name)
            if len(text) > most:
                raise Invalid(field=name, why=draft.TOO_LONG)
            if readable.unreadable(text):
                raise Invalid(field=name, why=draft.UNREADABLE)
        if not told.address:
            raise Invalid(field="address", why=draft.ADDRESS_MISSING)
        if told.postal_code and not re.fullmatch(r"[0-9]{5}", told.postal_code):
            raise Invalid(field="postal_code", why=draft.POSTAL_BAD)
        return told


def refuse_unless_open(order: Order) -> None:
    """Raise WrongState, OfAGroup, ProofWaiting, PriceBeingAsked, AlreadyPacked unless it still waits for its goods."""
    if order.state not in ("placed", "confirmed"):
        raise WrongState(state=order.state)
    if order.fulfilment == GROUP:
        raise OfAGroup()
    refuse_while_proof_waits(order)
    refuse_while_price_is_asked(order)
    if Parcel.objects.of(order.store_id).filter(order=order).exists():
        raise AlreadyPacked()
    refuse_once_part_is_out(order)


def check_locks(order: Order, campaign: Campaign, where: Where, now: datetime) -> None:
    """Raise AddressLocked or WayLocked when this is what `now` (the database's time) is too late for."""
    ladder = ladder_of(campaign)
    if where.fulfilment != order.fulfilment:
        ladder.check(WAY, now)
    elif where.fulfilment == COURIER:
        ladder.check(ADDRESS, now)


def readdress(order: Order, campaign: Campaign, where: Where, *, at: datetime) -> list[Line]:
    """Give the locked order its new place and the fee of its zone; what differs is charged anew or is over.

    Raises Invalid. The caller has checked the locks, stores nothing else of these columns, and records the event.
    """
    offered = {PICKUP: campaign.pickup, COURIER: campaign.courier}
    if not offered.get(where.fulfilment) and where.fulfilment != order.fulfilment:
        raise Invalid(field="fulfilment", why=draft.FULFILMENT_BAD)
    order.fulfilment = where.fulfilment
    order.address, order.city, order.postal_code = where.address, where.city, where.postal_code
    order.zone_id, order.shipping_fee = _zone_and_fee(order, where)
    lines = recharge(order, plan_of(campaign), at=at)
    order.save(update_fields=["fulfilment", "address", "city", "postal_code", "zone", "shipping_fee"])
    settle(order)
    return lines


def _zone_and_fee(order: Order, where: Where) -> tuple[int | None, int]:
    if where.fulfilment == PICKUP:
        return None, 0
    zone = Zone.objects.of(order.store_id).filter(pk=where.zone_id).first()
    if zone is not None and zone.pk == order.zone_id:
        return zone.pk, order.shipping_fee  # the fee that was agreed stays, whatever the table says by now
    if zone is None or not zone.active:
        raise Invalid(field="zone_id", why=draft.ZONE_MISSING)
    return zone.pk, fee(first_kg=zone.first_kg, next_kg=zone.next_kg, grams=order.weight)
