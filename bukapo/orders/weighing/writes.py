"""A parcel is weighed: the fee follows, where it is paid with the balance and the balance is not asked yet."""

from datetime import datetime

from bukapo.campaigns.models import Campaign, Terms
from bukapo.campaigns.reads import plan_of
from bukapo.campaigns.weighed import MOST_KILOGRAMS_UP, WEIGHED
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.entry import Line
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, gettext_noop
from bukapo.orders.events import facts
from bukapo.orders.models import Order, Weighing
from bukapo.orders.pricing.asking import refuse_while_price_is_asked
from bukapo.orders.recharge import recharge
from bukapo.orders.steps import lock_order, refuse_while_proof_waits
from bukapo.orders.weighing.events import OrderWeighed
from bukapo.orders.weighing.rules import APPLIED, ASKED, MOST_GRAMS, Table, fee_by_scale
from bukapo.payments.models import Allowance
from bukapo.payments.steps import live_charges, settle
from bukapo.shipping.bookings.rules import LIVE
from bukapo.shipping.models import Booking, Parcel, Zone
from bukapo.shipping.rules import COURIER


@write
def weigh_order(*, store_id: int, order_id: int, grams: int, actor: Actor, at: datetime) -> OrderWeighed:
    """What the order's parcel weighs in truth; its fee is settled by it as far as its terms say so.

    Raises NotFound, WrongState (not confirmed, or left), Invalid, ProofWaiting, PriceBeingAsked.
    """
    order = lock_order(store_id=store_id, order_id=order_id)
    if order.state != "confirmed":
        raise WrongState(state=order.state)
    if not 0 < grams <= MOST_GRAMS:
        raise Invalid(field="grams", why=gettext_noop("Isi beratnya dalam gram, paling banyak 200 kg."))
    refuse_while_proof_waits(order)
    refuse_while_price_is_asked(order)
    was, outcome, lines = order.shipping_fee, ASKED, list[Line]()
    if _is_planned(order):
        wanted, outcome = _by_scale(order, grams)
        lines = _refeed(order, wanted, at) if outcome == APPLIED else []
    row = Weighing.objects.create(
        store_id=store_id, order=order, grams=grams, fee_was=was, fee=order.shipping_fee, outcome=outcome, at=at
    )  # fmt: skip
    Parcel.objects.of(store_id).filter(order=order).update(weight=grams)
    return OrderWeighed(
        **facts(order), weighing_id=row.pk, grams=grams, guessed=order.weight, fee_was=was, fee=order.shipping_fee,
        outcome=outcome, postings=tuple(lines),
    )  # fmt: skip


def _is_planned(order: Order) -> bool:
    """The fee goes with the balance, and nobody has been asked for it yet."""
    if order.fulfilment != COURIER or order.zone_id is None or not order.shipping_fee:
        return False
    carrying = [charge for charge in live_charges(order) if charge.shipping]
    planned = bool(carrying) and all(charge.state == "planned" for charge in carrying)
    return planned and not _is_asked_by_courier(order) and not _went_back(order)


def _went_back(order: Order) -> bool:
    """A guarantee gave the fee back: by the scale none of it is asked again, nor given twice."""
    rows = Allowance.objects.of(order.store_id).filter(order=order, guarantee__isnull=False)
    return bool(rows.exists())


def _is_asked_by_courier(order: Order) -> bool:
    """A courier was told what to collect: another fee would be a sum that it does not ask for."""
    rows = Booking.objects.of(order.store_id).filter(order=order, state__in=LIVE, cod__gt=0)
    return bool(rows.exists())


def _by_scale(order: Order, grams: int) -> tuple[int, str]:
    zone = Zone.objects.of(order.store_id).get(pk=order.zone_id)
    terms = Terms.objects.of(order.store_id).filter(pk=order.terms_id).first()
    fee, outcome = fee_by_scale(
        agreed=_agreed(order),
        table=Table(zone.first_kg, zone.next_kg),
        guessed=order.weight,
        grams=grams,
        may_rise=terms is not None and WEIGHED in terms.text,
        most_up=MOST_KILOGRAMS_UP,
    )
    return fee, APPLIED if fee != order.shipping_fee else outcome


def _agreed(order: Order) -> int:
    """The fee as it was before the scale touched it; a fee of another zone since then is a new one."""
    agreed = order.shipping_fee
    applied = Weighing.objects.of(order.store_id).filter(order=order, outcome=APPLIED).order_by("-pk")
    for fee, was in applied.values_list("fee", "fee_was"):
        if fee != agreed:
            break
        agreed = was
    return int(agreed)


def _refeed(order: Order, fee: int, at: datetime) -> list[Line]:
    campaign = Campaign.objects.of(order.store_id).select_related("store").get(pk=order.campaign_id)
    order.shipping_fee = fee
    order.save(update_fields=["shipping_fee"])
    lines = recharge(order, plan_of(campaign), at=at)
    settle(order)
    return lines
