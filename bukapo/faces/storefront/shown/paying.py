"""What is paid when, in the language of the page: for a PO, for an order to be sent, for one that is there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext

from bukapo.campaigns.made.reads import is_made_to_order
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.offer import Offer
from bukapo.campaigns.rules import PRODUCED, SHIP_FROM
from bukapo.campaigns.schedule import (
    Dates,
    Part,
    Tongue,
    remarks,
    schedule,
    schedule_of,
    titles_of,
    when_words,
)
from bukapo.faces.ui import dates
from bukapo.orders.intake.draft import Priced
from bukapo.payments.models import Charge
from bukapo.payments.plans import DAY, Due, Plan, asks

HERE = Tongue(gettext, dates.day)
"""The language of the page that is being rendered."""


@dataclass(frozen=True)
class HowPaid:
    """`parts` in order; `remarks` say what they leave open."""

    parts: tuple[Part, ...]
    remarks: tuple[str, ...]

    @property
    def in_rupiah(self) -> bool:
        """The sums are known: it is about one order."""
        return all(part.rupiah is not None for part in self.parts)


@dataclass(frozen=True)
class ShownCharge:
    """A charge on its order's page. `when`: until when, in words ("" once it is paid)."""

    title: str
    total: int
    paid: int
    state: str
    due_at: datetime | None
    when: str


def dates_of(campaign: Campaign, promises: Mapping[str, date], *, ordered: datetime | None = None) -> Dates:
    """What a PO's days hang on, as promised now."""
    return Dates(
        pay_hours=campaign.pay_hours,
        balance_days=campaign.balance_days,
        produced=promises.get(PRODUCED),
        ship_from=promises.get(SHIP_FROM),
        ordered=ordered,
        each_its_own=is_made_to_order(campaign),
    )


def how_paid(offer: Offer, known: Dates) -> HowPaid:
    """The plan of a PO in general."""
    parts = schedule(offer.plan, known, HERE, courier=offer.courier)
    return HowPaid(tuple(parts), tuple(remarks(offer.plan, HERE)))


def how_this_is_paid(priced: Priced, offer: Offer, known: Dates) -> HowPaid:
    """What this order will be asked, in rupiah, before any unique code."""
    goods = priced.goods - priced.discount
    parts = asks(offer.plan, goods=goods, shipping=priced.shipping_fee, pieces=priced.pieces)
    return HowPaid(
        tuple(schedule_of(parts, offer.plan, known, HERE)), tuple(remarks(offer.plan, HERE, rounded=False))
    )


def shown_charges(charges: Sequence[Charge], plan: Plan, known: Dates) -> tuple[ShownCharge, ...]:
    """An order's live charges, in order."""
    titles = titles_of([charge.kind for charge in charges], plan, HERE)
    return tuple(
        ShownCharge(title, c.total, c.paid, c.state, c.due_at, _when(c, plan, known))
        for c, title in zip(charges, titles, strict=True)
    )


def _when(charge: Charge, plan: Plan, known: Dates) -> str:
    if charge.state == "paid":
        return ""
    if charge.due_at is None:
        return when_words(plan.later, None, known, HERE) if charge.state == "planned" or plan.is_cod else ""
    day = dates.local(charge.due_at, plan.zone).date()
    if charge.state == "planned":
        return when_words(Due(DAY, day), day, known, HERE)
    return gettext("paling lambat %(when)s") % {"when": dates.short_day_and_time(charge.due_at, plan.zone)}
