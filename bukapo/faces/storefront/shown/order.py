"""My order: what the buyer sees behind the secret link."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from bukapo.campaigns.made.reads import is_made_to_order
from bukapo.campaigns.reads import plan_of
from bukapo.campaigns.schedule import titles_of
from bukapo.faces.storefront.shown.batches import Fallback, fallback
from bukapo.faces.storefront.shown.expected import expected_words
from bukapo.faces.storefront.shown.jobs import ShownJob, may_cancel, promises_to, shown_job
from bukapo.faces.storefront.shown.late import LineShown, lines_shown
from bukapo.faces.storefront.shown.money import OrderMoney, order_money
from bukapo.faces.storefront.shown.overdue import Overdue, overdue_of
from bukapo.faces.storefront.shown.paying import HERE, ShownCharge, dates_of, shown_charges
from bukapo.faces.storefront.shown.qris import ShownQris, qris_of
from bukapo.faces.storefront.shown.reviews import OwnReview, own_review
from bukapo.faces.storefront.shown.timeline import Entry, entries_of
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.couriers.reads import IS_BOOKED, ParcelTrack, track_of
from bukapo.orders.models import Order
from bukapo.orders.rules import HOLDING
from bukapo.orders.writes.change import allowed_for_buyer
from bukapo.payments.models import Charge, Payment, Proof
from bukapo.payments.plans import Plan
from bukapo.payments.rules import COD, INSTALMENT
from bukapo.production.jobs.own import own_job
from bukapo.shipping.models import Parcel
from bukapo.stores.models import BankAccount
from bukapo.stores.reads import bank_accounts
from bukapo.trust.claims.promised import promised_to
from bukapo.trust.reviews.reads import review_of

LATEST = 3
"""Steps behind a buyer that the page shows without a tap."""


@dataclass(frozen=True)
class ToPay:
    """What to transfer now, in rupiah. `head` and `tail` are the figure cut before its last three digits.

    `exact`: the last digits are the order's own code. `parts`: what the sum is made of.
    """

    amount: int
    exact: bool
    until: datetime | None
    heading: str
    parts: tuple[tuple[str, int], ...]

    @property
    def head(self) -> str:
        return f"Rp{self.amount:,}".replace(",", ".")[:-3]

    @property
    def tail(self) -> str:
        return f"{self.amount:,}"[-3:]


@dataclass(frozen=True)
class OrderPage:
    """Everything the page says. Money in rupiah."""

    order: Order
    lines: Sequence[LineShown]
    charges: tuple[ShownCharge, ...]
    payments: Sequence[Payment]
    to_pay: ToPay | None
    qris: ShownQris | None
    waiting: Proof | None
    rejected: Proof | None
    accounts: Sequence[BankAccount]
    parcel: Parcel | None
    review: OwnReview | None
    entries: list[Entry]
    state: str
    code: int
    plan: Plan
    in_cash: int
    """Rupiah to be paid at the handing over (COD), as far as nothing was paid ahead."""
    can_change: bool
    can_cancel: bool
    money: OrderMoney
    expected: str
    job: ShownJob | None = None
    overdue: Overdue | None = None
    """It should have been sent, or ready to be picked up, by now."""

    @property
    def earlier(self) -> list[Entry]:
        """What is folded away: all that happened but the latest few, where that is worth a tap."""
        past = sum(1 for entry in self.entries if entry.state != "next")
        return self.entries[: past - LATEST] if past > LATEST + 2 else []

    @property
    def latest(self) -> list[Entry]:
        """What shows at once: the latest steps and what is to come."""
        return self.entries[len(self.earlier) :]

    @property
    def missed_at(self) -> datetime | None:
        """When the buyer last said that the parcel has not come."""
        said = getattr(self.parcel, "not_arrived", None)
        return said.said_at if said else None

    @property
    def zone(self) -> str:
        return str(self.order.store.zone)

    @property
    def fallback(self) -> Fallback | None:
        """What the buyer chose for a minimum that is not reached, as long as that may still happen."""
        order, campaign = self.order, self.order.campaign
        if not order.if_short or campaign.state != "published" or campaign.waived_at:
            return None
        return fallback(order.if_short, days=campaign.extension_days, second=order.second_choice)

    @property
    def track(self) -> ParcelTrack | None:
        """What the courier itself tells of the parcel, where it was booked at a service."""
        return track_of(self.order) if getattr(self.parcel, "booked", False) else None

    @property
    def overpaid(self) -> int:
        return max(0, -self.order.outstanding)

    @property
    def total(self) -> int:
        """Goods less the discount, shipping and the codes asked so far, less what the seller let go."""
        return self.order.net_goods + self.order.shipping_fee + self.code - self.order.forgiven

    @property
    def can_send_proof(self) -> bool:
        return bool(self.to_pay) or self.order.state == "expired"

    @property
    def can_review(self) -> bool:
        return self.order.state == "received" and self.review is None

    @property
    def claim_days(self) -> int:
        """Days after receipt in which a claim is in time, by the terms of this order."""
        return promised_to(self.order).defect_days


def order_page(order: Order, *, at: datetime, codes: Sequence[str] = ()) -> OrderPage:
    """Read and lay out an order whose `campaign` and `store` are loaded."""
    store_id = order.store_id
    charges = list(Charge.objects.of(store_id).filter(order=order).exclude(state="void").order_by("position"))
    payments = list(Payment.objects.of(store_id).filter(order=order))
    proofs = list(Proof.objects.of(store_id).filter(order=order))
    waiting = next((proof for proof in proofs if proof.state == "pending"), None)
    parcel = (
        Parcel.objects.of(store_id)
        .filter(order=order)
        .select_related("not_arrived")
        .annotate(booked=IS_BOOKED)
        .first()
    )
    plan, promises = plan_of(order.campaign), promises_to(order)
    to_pay = _to_pay(order, charges, plan)
    lines = lines_shown(order)
    overdue = overdue_of(order, promises, there=parcel is not None, at=at)
    changeable = allowed_for_buyer(order, order.campaign, BUYER_ACTOR, at) and waiting is None
    return OrderPage(
        order=order,
        lines=lines,
        charges=shown_charges(charges, plan, dates_of(order.campaign, promises, ordered=order.placed_at)),
        payments=payments,
        to_pay=to_pay,
        qris=qris_of(store_id=store_id, number=order.number, amount=to_pay.amount) if to_pay else None,
        waiting=waiting,
        rejected=proofs[-1] if proofs and proofs[-1].state == "rejected" else None,
        accounts=bank_accounts(order.store),
        parcel=parcel,
        review=own_review(review_of(order), order.store, at=at),
        entries=entries_of(order, promises, overdue),
        overdue=overdue,
        state=stamp_state(order, charges, waiting, parcel, plan),
        code=sum(charge.code for charge in charges),
        plan=plan,
        in_cash=sum(c.rest for c in charges if _in_cash(c, plan)) if order.state in HOLDING else 0,
        can_change=changeable,
        can_cancel=changeable and may_cancel(order),
        job=_own_job(order, lines),
        money=order_money(order, charges=charges, payments=payments, codes=codes, at=at),
        expected=expected_words(order.campaign, promises, order) if order.state in HOLDING[:2] else "",
    )


def _own_job(order: Order, lines: Sequence[LineShown]) -> ShownJob | None:
    """The order's own production, where there is one."""
    job = own_job(order) if is_made_to_order(order.campaign) else None
    names = {line.product_name for line in lines}
    return shown_job(job, names.pop() if len(names) == 1 else _("Pesanan")) if job else None


def _in_cash(charge: Charge, plan: Plan) -> bool:
    """To be paid at the handing over: planned still, or asked with it and therefore without a day."""
    return plan.is_cod and charge.state in ("planned", "open") and charge.due_at is None


def stamp_state(order: Order, charges: Sequence[Charge], waiting: Any, parcel: Any, plan: Plan) -> str:
    """The one word pressed on the nota."""
    if order.state in ("cancelled", "expired", "shipped", "received"):
        return str(order.state)
    if waiting is not None:
        return "reviewing"
    if order.state == "placed" and order.paid > order.refunded:
        return "short"
    if charges and all(charge.state == "paid" for charge in charges):
        if parcel is None:
            return "paid"
        return "ready" if order.fulfilment == "pickup" else "packed"
    if plan.mode == COD:
        return "cod" if order.state == "confirmed" else "cod_placed"
    agreed = "instalment" if plan.mode == INSTALMENT else "deposit"
    return agreed if order.state == "confirmed" else "unpaid"


def amount_to_pay(order: Order) -> int:
    """Rupiah asked now, codes included; 0 when nothing is."""
    charges = list(Charge.objects.of(order.store_id).filter(order=order).exclude(state="void"))
    to_pay = _to_pay(order, charges, plan_of(order.campaign))
    return to_pay.amount if to_pay else 0


def _to_pay(order: Order, charges: Sequence[Charge], plan: Plan) -> ToPay | None:
    asked = [c for c in charges if c.state == "open" and c.rest > 0 and not _in_cash(c, plan)]
    if not asked or order.state not in HOLDING:
        return None
    titles = dict(zip([c.pk for c in charges], titles_of([c.kind for c in charges], plan, HERE), strict=True))
    parts = [(titles[c.pk], c.goods + c.shipping) for c in asked]
    code = sum(charge.code for charge in asked)
    already = sum(charge.paid for charge in asked)
    until = (
        order.pay_by if order.state == "placed" else min((c.due_at for c in asked if c.due_at), default=None)
    )
    return ToPay(
        amount=sum(charge.rest for charge in asked),
        exact=len(asked) == 1 and asked[0].transfer_amount == asked[0].rest,
        until=until,
        heading=_("Lengkapi pembayaran") if already else _heading([c.kind for c in asked], parts[0][0]),
        parts=(
            *parts,
            *([(_("Kode unik"), code)] if code else []),
            *([(_("Sudah masuk"), -already)] if already else []),
        ),
    )


def _heading(kinds: Sequence[str], title: str) -> str:
    words = {
        "deposit": _("Bayar DP sekarang"),
        "balance": _("Bayar pelunasan"),
        "shipping": _("Bayar ongkir"),
        "adjustment": _("Bayar tambahan"),
        "instalment": _("Bayar %(what)s") % {"what": title},
    }
    return words.get(kinds[0], _("Bayar sekarang")) if len(kinds) == 1 else _("Bayar sekarang")
