"""Payments, proofs and refunds told to the seller. Orders are named by relation only: they live a storey above."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet, Sum

from bukapo.catalog.models import Photo
from bukapo.kernel.refusal import NotFound
from bukapo.payments.models import Charge, Payment, Proof, Refund
from bukapo.payments.rules import GATEWAY

MOST = 50
"""Rows of a list on a money page; the page says when there are more."""


@dataclass(frozen=True)
class ProofTold:
    """A picture somebody sent as proof. `asked` rupiah were asked for, `claimed` is what the sender says.

    `seen_before`: the very same picture came before.
    """

    id: int
    order_number: str
    buyer_name: str
    order_state: str
    asked: int
    claimed: int | None
    sender: str
    bank: str
    bank_account_id: int | None
    state: str
    reason: str
    seen_before: bool
    sent_at: datetime
    decided_at: datetime | None

    @property
    def differs(self) -> bool:
        return self.claimed is not None and self.asked > 0 and self.claimed != self.asked


@dataclass(frozen=True)
class PaymentTold:
    """Money that came in. `bank`: the account or the gateway it came to, "" = cash in hand."""

    id: int
    order_number: str
    buyer_name: str
    amount: int
    method: str
    bank: str
    note: str
    received_at: datetime
    receipt_code: str


@dataclass(frozen=True)
class RefundTold:
    """Money owed back, or sent. `to_bank`, `to_number`, `to_holder` are the buyer's account, `send_to` what was typed.

    `kept`: the buyer left it with the store as credit.
    """

    id: int
    order_number: str
    buyer_name: str
    phone: str
    amount: int
    reason: str
    state: str
    send_to: str
    to_bank: str
    to_number: str
    to_holder: str
    bank: str
    promised_at: datetime
    paid_at: datetime | None

    @property
    def has_account(self) -> bool:
        return bool(self.to_number)

    @property
    def kept(self) -> bool:
        return self.state == "credited"


def masked_account(refund: Any) -> str:
    """`BCA •••• 7890` for whoever need not read the whole number; "" when no account is known."""
    return f"{refund.to_bank} •••• {refund.to_number[-4:]}" if refund.to_number else ""


def proofs_waiting(*, store_id: int, campaign_id: int, limit: int = MOST) -> tuple[ProofTold, ...]:
    """The queue, longest waiting first."""
    rows = Proof.objects.of(store_id).filter(order__campaign_id=campaign_id, state="pending")
    return _proofs(store_id, rows.order_by("sent_at", "pk")[:limit])


def proofs_of(*, store_id: int, order_id: int) -> tuple[ProofTold, ...]:
    """All proofs of an order, newest first."""
    return _proofs(
        store_id, Proof.objects.of(store_id).filter(order_id=order_id).order_by("-sent_at", "-pk")[:MOST]
    )


def proof_picture(*, store_id: int, proof_id: int) -> Photo:
    """The private picture of a proof of this store. Raises NotFound."""
    proof = Proof.objects.of(store_id).select_related("photo").filter(pk=proof_id).first()
    if proof is None:
        raise NotFound()
    photo: Photo = proof.photo
    return photo


def payments_of(*, store_id: int, order_id: int) -> tuple[PaymentTold, ...]:
    """What came in for an order, oldest first."""
    rows = Payment.objects.of(store_id).filter(order_id=order_id).select_related("bank_account", "order")
    return tuple(_payment(row) for row in rows.order_by("received_at", "pk"))


def payments_received(*, store_id: int, campaign_id: int, limit: int = MOST) -> tuple[PaymentTold, ...]:
    """The last payments of a PO, newest first."""
    rows = Payment.objects.of(store_id).filter(order__campaign_id=campaign_id)
    rows = rows.select_related("bank_account", "order").order_by("-received_at", "-pk")[:limit]
    return tuple(_payment(row) for row in rows)


def refunds_of(*, store_id: int, order_id: int) -> tuple[RefundTold, ...]:
    """What is owed or was sent back for an order, oldest first."""
    rows = Refund.objects.of(store_id).filter(order_id=order_id).select_related("bank_account", "order")
    return tuple(refund_told(row) for row in rows.order_by("promised_at", "pk"))


def refunds_owed(*, store_id: int, campaign_id: int, limit: int = MOST) -> tuple[RefundTold, ...]:
    """Refunds that still have to be sent, oldest promise first."""
    rows = Refund.objects.of(store_id).filter(order__campaign_id=campaign_id, state="owed")
    rows = rows.select_related("bank_account", "order").order_by("promised_at", "pk")[:limit]
    return tuple(refund_told(row) for row in rows)


def _proofs(store_id: int, rows: "QuerySet[Any]") -> tuple[ProofTold, ...]:
    found = list(rows.select_related("order", "bank_account"))
    asked = _asked(store_id, [proof.order_id for proof in found])
    return tuple(
        ProofTold(
            id=proof.pk,
            order_number=proof.order.number,
            buyer_name=proof.order.buyer_name,
            order_state=proof.order.state,
            asked=asked.get(proof.order_id, 0),
            claimed=proof.claimed,
            sender=proof.sender,
            bank=str(proof.bank_account) if proof.bank_account else "",
            bank_account_id=proof.bank_account_id,
            state=proof.state,
            reason=proof.reason,
            seen_before=proof.seen_before,
            sent_at=proof.sent_at,
            decided_at=proof.decided_at,
        )
        for proof in found
    )


def _asked(store_id: int, order_ids: list[int]) -> dict[int, int]:
    """Order id -> rupiah asked for now."""
    if not order_ids:
        return {}
    rows = Charge.objects.of(store_id).filter(Q(order_id__in=order_ids), state="open").order_by()
    return dict(rows.values_list("order_id").annotate(rest=Sum(F("total") - F("paid"))))


def _payment(row: Any) -> PaymentTold:
    return PaymentTold(
        id=row.pk,
        order_number=row.order.number,
        buyer_name=row.order.buyer_name,
        amount=row.amount,
        method=row.method,
        bank=row.note if row.method == GATEWAY else str(row.bank_account or ""),
        note="" if row.method == GATEWAY else row.note,
        received_at=row.received_at,
        receipt_code=row.receipt_code,
    )


def refund_told(row: Any) -> RefundTold:
    """A refund whose `order` and `bank_account` are loaded."""
    return RefundTold(
        id=row.pk,
        order_number=row.order.number,
        buyer_name=row.order.buyer_name,
        phone=row.order.phone,
        amount=row.amount,
        reason=row.reason,
        state=row.state,
        send_to=row.send_to,
        to_bank=row.to_bank,
        to_number=row.to_number,
        to_holder=row.to_holder,
        bank=str(row.bank_account) if row.bank_account else "",
        promised_at=row.promised_at,
        paid_at=row.paid_at,
    )
