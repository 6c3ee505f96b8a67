"""The ladder of a PO as its page tells it, and what it did for one order."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from bukapo.campaigns.guarantees.reads import declared_of
from bukapo.campaigns.guarantees.rules import CREDIT, REFUND, Rung
from bukapo.campaigns.guarantees.terms import percent
from bukapo.campaigns.models import Campaign
from bukapo.kernel.money import rupiah
from bukapo.orders.models import Order
from bukapo.payments.rules import COD
from bukapo.trust.guarantees.reads import remedies_of
from bukapo.trust.guarantees.rules import OPEN_OFFERS, WAITS


@dataclass(frozen=True)
class RungShown:
    """`days` late (sent by the end of `day`, None where every order has its own day) gives `words`."""

    days: int
    day: date | None
    words: str


@dataclass(frozen=True)
class LadderShown:
    """`fit_days`: for so many days after receipt what does not fit is exchanged (0 = not).

    `credit`: there is some among the rungs; `paid_only`: who pays on delivery has no money here that could come back.
    """

    rungs: tuple[RungShown, ...]
    fit_days: int
    credit: bool = False
    paid_only: bool = False


@dataclass(frozen=True)
class GivenShown:
    """What was given `days` late. A credit's code stands with the order's money."""

    title: str
    days: int
    is_credit: bool
    is_spent: bool


@dataclass(frozen=True)
class OfferShown:
    """`amount` rupiah may be taken; `waits`: the buyer (or silence) has said that they wait."""

    amount: int
    days: int
    day: date
    answer_by: datetime
    waits: bool


@dataclass(frozen=True)
class GuaranteeShown:
    given: tuple[GivenShown, ...]
    offer: OfferShown | None


def ladder_shown(campaign: Campaign, ship_until: date | None) -> LadderShown:
    """`campaign.store` should be loaded. One query."""
    declared = declared_of(campaign)
    rungs = tuple(
        RungShown(rung.days, ship_until + timedelta(days=rung.days) if ship_until else None, gives(rung))
        for rung in declared.ladder
    )
    return LadderShown(
        rungs,
        declared.fit_days,
        credit=any(rung.remedy == CREDIT for rung in declared.rungs),
        paid_only=campaign.pay_mode == COD,
    )


def gives(rung: Rung) -> str:
    """What a rung gives, for who reads the page."""
    if rung.remedy == REFUND:
        return _("Uang kembali penuh ditawarkan")
    if rung.remedy == CREDIT:
        much = (
            rupiah(rung.amount) if rung.amount else _("%(share)s harga barang") % {"share": percent(rung.bp)}
        )
        return _("Saldo %(much)s untuk belanja berikutnya") % {"much": much}
    return _("Ongkir kembali")


def guarantee_shown(order: Order) -> GuaranteeShown | None:
    """None while nothing was given or offered. At most two queries."""
    rows = remedies_of(order)
    if not rows:
        return None
    given = tuple(
        GivenShown(
            _words(row.remedy, row.amount),
            row.days,
            row.remedy == CREDIT,
            bool(row.credit and not row.credit.left),
        )
        for row in rows
        if row.remedy != REFUND and row.amount
    )
    open_ones = [row for row in rows if row.state in OPEN_OFFERS and row.may_be_taken]
    offers = [
        OfferShown(order.paid - order.refunded, row.days, row.day, row.answer_by, row.state == WAITS)
        for row in open_ones
        if row.answer_by
    ]
    return GuaranteeShown(given, offers[0] if offers else None)


def _words(remedy: str, amount: int) -> str:
    if remedy == CREDIT:
        return _("Saldo %(amount)s untuk belanja berikutnya") % {"amount": rupiah(amount)}
    return _("Ongkir %(amount)s kembali") % {"amount": rupiah(amount)}
