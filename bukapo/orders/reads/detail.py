"""One order with everything about it, as the seller sees it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bukapo.campaigns.models import Campaign
from bukapo.journal.events import SELLER
from bukapo.journal.reads import Moment, timeline
from bukapo.kernel.refusal import NotFound
from bukapo.orders.allotment.reads import Missing, missing_of
from bukapo.orders.models import ImportRow, Order
from bukapo.orders.reads.account import AccountTold, account_of
from bukapo.orders.reads.decisions import Decision, decision_of_order
from bukapo.orders.reads.imports import links_in
from bukapo.orders.reads.standing import standing
from bukapo.orders.rules import HOLDING
from bukapo.payments.credits import CreditTold, credits_for, credits_of_order
from bukapo.payments.models import Charge
from bukapo.payments.plans import pays_cod
from bukapo.payments.reads import PaymentTold, ProofTold, RefundTold, payments_of, proofs_of, refunds_of
from bukapo.shipping.models import Parcel


@dataclass(frozen=True)
class LineTold:
    """Rupiah per piece: `unit_price` with surcharges, `extra` for `texts` (field, text). `missing`: of its pieces."""

    product: str
    label: str
    qty: int
    unit_price: int
    extra: int
    total: int
    texts: tuple[tuple[str, str], ...]
    missing: Missing | None = None
    bundle_no: int = 0
    bundle_slot: int = 0
    bundle_name: str = ""


@dataclass(frozen=True)
class ChargeTold:
    """`rest` rupiah still missing; `transfer_amount` is the recognisable amount while nothing of it came."""

    kind: str
    state: str
    total: int
    paid: int
    rest: int
    code: int
    transfer_amount: int | None
    due_at: datetime | None


@dataclass(frozen=True)
class ParcelTold:
    state: str
    courier: str
    tracking_number: str
    packed_at: datetime
    handed_at: datetime | None
    delivered_at: datetime | None


@dataclass(frozen=True)
class ImportTold:
    """Where an imported order came from. `links` to proofs were in the form; nobody has checked them."""

    file: str
    row: int
    links: tuple[str, ...]
    remarks: tuple[dict[str, Any], ...]
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class OrderTold:
    """Everything of one order; money in rupiah. `asked` = asked for now, `later` = agreed and not yet asked."""

    order: Order
    campaign: Campaign
    standing: str
    zone: str
    lines: tuple[LineTold, ...]
    charges: tuple[ChargeTold, ...]
    payments: tuple[PaymentTold, ...]
    refunds: tuple[RefundTold, ...]
    proofs: tuple[ProofTold, ...]
    parcel: ParcelTold | None
    imported: ImportTold | None
    moments: tuple[Moment, ...] = field(repr=False)
    account: AccountTold
    credits: tuple[CreditTold, ...]
    credit_to_spend: tuple[CreditTold, ...]
    decision: Decision | None
    open_now: bool = False

    @property
    def asked(self) -> int:
        return sum(charge.rest for charge in self.charges if charge.state == "open")

    @property
    def later(self) -> int:
        return sum(charge.rest for charge in self.charges if charge.state == "planned")

    @property
    def codes(self) -> int:
        return sum(charge.code for charge in self.charges)

    @property
    def over(self) -> int:
        """Rupiah the buyer has too much with the store."""
        return max(0, -self.order.outstanding)

    @property
    def kept(self) -> int:
        """Rupiah of the buyer's that lie with the store."""
        return int(self.order.paid - self.order.refunded)

    @property
    def released(self) -> int:
        """Rupiah that were agreed and are no longer charged, because the order was released."""
        order = self.order
        return max(0, order.net_goods + order.shipping_fee + self.codes - order.forgiven - order.charged)

    @property
    def short(self) -> int:
        """Rupiah missing on a charge that has been begun: what a seller may let go of."""
        begun = (charge.rest for charge in self.charges if charge.state == "open" and charge.paid)
        return next(begun, 0) if self.order.state in HOLDING else 0

    @property
    def price_left(self) -> int:
        """Rupiah of the price that could still be taken off; nothing of an order that was released."""
        asked = sum(charge.total - charge.code for charge in self.charges)
        return asked if self.order.state in HOLDING else 0

    @property
    def credit(self) -> int:
        """Rupiah of credit under this buyer's phone that could pay what is asked now."""
        left = sum(credit.left for credit in self.credit_to_spend)
        return min(left, self.asked) if self.order.state in HOLDING and not self.proof_waits else 0

    @property
    def decided(self) -> tuple[ProofTold, ...]:
        return tuple(proof for proof in self.proofs if proof.state != "pending")

    @property
    def proof_waits(self) -> bool:
        return any(proof.state == "pending" for proof in self.proofs)

    @property
    def may_change(self) -> bool:
        return self.order.state in ("placed", "confirmed") and self.open_now and not self.proof_waits

    @property
    def may_cancel(self) -> bool:
        return self.order.state in ("placed", "confirmed", "expired") and not self.proof_waits

    @property
    def may_ask(self) -> bool:
        """Something agreed is not asked for yet, and neither has a day of its own nor is paid at the handing over."""
        open_end = any(
            charge.rest and charge.due_at is None for charge in self.charges if charge.state == "planned"
        )
        in_cash = pays_cod(self.campaign.pay_mode, self.campaign.balance_due)
        return self.order.state == "confirmed" and open_end and not in_cash

    @property
    def no_fee(self) -> bool:
        """To be sent by courier, and nobody has said to which zone."""
        lacking = self.order.fulfilment == "courier" and self.order.zone_id is None
        return lacking and self.order.state in ("placed", "confirmed")


def order_for_seller(*, store_id: int, number: str, at: datetime) -> OrderTold:
    """Raises NotFound for a number that is not this store's. A fixed number of queries (about ten)."""
    rows = Order.objects.of(store_id).select_related("campaign", "zone")
    order: Order | None = rows.filter(number=number).first()
    if order is None:
        raise NotFound()
    campaign: Campaign = order.campaign
    charges = tuple(_charge(row) for row in order.charges.exclude(state="void").order_by("position"))
    proofs = proofs_of(store_id=store_id, order_id=order.pk)
    missing = missing_of(store_id, [order.pk])
    told = timeline(audience=SELLER, order_id=order.pk, campaign_id=campaign.pk)
    return OrderTold(
        order=order,
        campaign=campaign,
        standing=standing(
            state=order.state,
            outstanding=order.outstanding,
            proof_waits=any(proof.state == "pending" for proof in proofs),
            asked=sum(charge.rest for charge in charges if charge.state == "open"),
            paid=order.paid,
            pay_mode=campaign.pay_mode,
        ),
        zone=order.zone.name if order.zone else "",
        lines=tuple(
            _line(row, missing.get(row.pk))
            for row in order.lines.select_related("bundle").order_by("position")
        ),
        charges=charges,
        payments=payments_of(store_id=store_id, order_id=order.pk),
        refunds=refunds_of(store_id=store_id, order_id=order.pk),
        proofs=proofs,
        parcel=_parcel(order),
        imported=_imported(order) if order.source == "import" else None,
        moments=tuple(moment for moment in told if _concerns(moment, order)),
        account=account_of(order),
        credits=credits_of_order(store_id=order.store_id, order_id=order.pk),
        credit_to_spend=credits_for(store_id=order.store_id, phone=order.phone),
        decision=decision_of_order(order=order, at=at),
        open_now=campaign.state == "published"
        and campaign.opens_at is not None
        and campaign.closes_at is not None
        and campaign.opens_at <= at < campaign.closes_at,
    )


def _concerns(moment: Moment, order: Order) -> bool:
    """The PO's own story belongs to an order only from the day the order exists."""
    return moment.kind.startswith("order.") or moment.at >= order.placed_at


def _line(row: Any, missing: Missing | None) -> LineTold:
    texts = tuple((str(name), str(text)) for name, text in row.personalization.items())
    return LineTold(
        row.product_name, row.label, row.qty, row.unit_price, row.extra, row.total, texts, missing,
        row.bundle_no, row.bundle_slot, row.bundle_name,
    )  # fmt: skip


def _charge(row: Charge) -> ChargeTold:
    return ChargeTold(
        row.kind, row.state, row.total, row.paid, row.rest, row.code, row.transfer_amount, row.due_at
    )


def _parcel(order: Order) -> ParcelTold | None:
    row = Parcel.objects.of(order.store_id).filter(order=order).first()
    if row is None:
        return None
    return ParcelTold(
        row.state, row.courier, row.tracking_number, row.packed_at, row.handed_at, row.delivered_at
    )


def _imported(order: Order) -> ImportTold | None:
    rows = ImportRow.objects.of(order.store_id).filter(order=order).select_related("file")
    row = rows.order_by("-pk").first()
    if row is None:
        return None
    draft = row.draft or {}
    return ImportTold(
        file=row.file.name,
        row=row.row,
        links=links_in(draft),
        remarks=tuple(draft.get("remarks", [])),
        cells=tuple((str(pair[0]), str(pair[1])) for pair in draft.get("cells", [])),
    )
