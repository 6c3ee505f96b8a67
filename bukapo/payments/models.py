from django.db import models
from django.db.models import F, Q

from bukapo.payments.rules import CHARGE, CHARGE_KINDS, METHODS, PROOF, REFUND
from bukapo.stores.scope import StoreOwned


class Charge(StoreOwned):
    """One amount the buyer agreed to pay. Rupiah: `goods` + `shipping` + unique `code` = `total`.

    `transfer_amount` is the recognisable amount now asked for: no two in a store are alike. It is empty unless the
    charge is open, untouched and carries a code.
    """

    # Repeats the order's, and the audit compares.
    store = models.ForeignKey(
        "stores.Store", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    order = models.ForeignKey(
        "orders.Order", on_delete=models.PROTECT, related_name="charges", db_index=False
    )
    kind = models.CharField(max_length=10)
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, default="planned")
    goods = models.PositiveIntegerField(default=0)
    shipping = models.PositiveIntegerField(default=0)
    code = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveIntegerField()
    paid = models.PositiveIntegerField(default=0)
    transfer_amount = models.PositiveIntegerField(null=True)
    due_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    reminded = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="charge_position_once"),
            models.UniqueConstraint(fields=["store", "transfer_amount"], name="charge_amount_recognisable"),
            models.CheckConstraint(
                condition=Q(total=F("goods") + F("shipping") + F("code")), name="charge_parts_sum_to_total"
            ),
            models.CheckConstraint(condition=Q(paid__lte=F("total")), name="charge_paid_at_most_total"),
            models.CheckConstraint(
                condition=~Q(state="paid") | Q(paid=F("total")), name="charge_paid_in_full"
            ),
            models.CheckConstraint(condition=Q(code__lte=999), name="charge_code_three_digits"),
            models.CheckConstraint(condition=Q(kind__in=CHARGE_KINDS), name="charge_kind_known"),
            models.CheckConstraint(condition=Q(state__in=list(CHARGE.moves)), name="charge_state_known"),
        ]
        indexes = [models.Index(fields=["due_at"], name="charge_due", condition=Q(state="open"))]

    @property
    def rest(self) -> int:
        """Rupiah still to pay on this charge."""
        return int(self.total - self.paid)


class Proof(StoreOwned):
    """A picture of a transfer, sent by the buyer. It says nothing until the seller decides."""

    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="proofs")
    photo = models.ForeignKey("catalog.Photo", on_delete=models.PROTECT)
    bank_account = models.ForeignKey("stores.BankAccount", on_delete=models.PROTECT, null=True)
    claimed = models.PositiveIntegerField(null=True)
    sender = models.CharField(max_length=80, blank=True, default="")
    state = models.CharField(max_length=8, default="pending")
    reason = models.CharField(max_length=200, blank=True, default="")
    seen_before = models.BooleanField(default=False)  # the same picture came with another order or proof
    sent_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["sent_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(PROOF.moves)), name="proof_state_known"),
            models.CheckConstraint(
                condition=~Q(state="rejected") | ~Q(reason=""), name="proof_rejected_with_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["store", "sent_at"], name="proof_waiting", condition=Q(state="pending"))
        ]


class Payment(StoreOwned):
    """Money that arrived. Append-only. A proof pays once."""

    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="payments")
    amount = models.PositiveIntegerField()
    method = models.CharField(max_length=10)
    bank_account = models.ForeignKey("stores.BankAccount", on_delete=models.PROTECT, null=True)
    proof = models.OneToOneField(Proof, on_delete=models.PROTECT, null=True)
    received_at = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True, default="")
    receipt_code = models.CharField(max_length=24, unique=True)

    class Meta:
        ordering = ["received_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_of_something"),
            models.CheckConstraint(condition=Q(method__in=METHODS), name="payment_method_known"),
        ]


class Refund(StoreOwned):
    """Money promised back (`owed`), then sent (`paid`). The order's `refunded <= paid` is a CHECK on the order."""

    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="refunds")
    amount = models.PositiveIntegerField()
    reason = models.CharField(max_length=200)
    state = models.CharField(max_length=8, default="owed")
    send_to = models.CharField(max_length=200, blank=True, default="")
    bank_account = models.ForeignKey("stores.BankAccount", on_delete=models.PROTECT, null=True)
    promised_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["promised_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="refund_of_something"),
            models.CheckConstraint(condition=Q(state__in=list(REFUND.moves)), name="refund_state_known"),
        ]
