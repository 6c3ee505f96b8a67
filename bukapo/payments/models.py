from django.db import models
from django.db.models import F, Q

from bukapo.journal.models import Journaled
from bukapo.payments.gateways.rows import GatewayAccount, Notice, Payout
from bukapo.payments.rules import ATTEMPT, CHARGE, CHARGE_KINDS, METHODS, PROOF, REFUND, STATEMENT_LINE
from bukapo.stores.scope import StoreOwned

__all__ = [
    "Attempt",
    "Charge",
    "GatewayAccount",
    "Notice",
    "Payment",
    "Payout",
    "Proof",
    "Refund",
    "StatementFile",
    "StatementLine",
]


class Charge(StoreOwned):
    """One amount the buyer agreed to pay. Rupiah: `goods` + `shipping` + unique `code` = `total`.

    `transfer_amount` is the recognisable amount now asked for: no two in a store are alike. It is empty unless the
    charge is open, untouched and carries a code. `due_at` of a planned charge is the day that was agreed when ordering;
    without one it is asked when production is finished, or at the handing over.
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
        indexes = [
            models.Index(fields=["due_at"], name="charge_due", condition=Q(state="open")),
            models.Index(
                fields=["due_at"],
                name="charge_to_ask",
                condition=Q(state="planned", due_at__isnull=False),
            ),
        ]

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


class StatementFile(Journaled, StoreOwned):
    """One statement (mutasi) of a bank account as it was imported. Balances in rupiah, None when the file has none."""

    bank_account = models.ForeignKey(
        "stores.BankAccount", on_delete=models.PROTECT, related_name="statements"
    )
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)  # SHA-256 of the bytes
    layout = models.CharField(max_length=40)
    lines = models.PositiveIntegerField()
    new = models.PositiveIntegerField()
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    opening = models.BigIntegerField(null=True)
    closing = models.BigIntegerField(null=True)
    imported_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]


class StatementLine(StoreOwned):
    """One movement on a bank account: `amount` rupiah, positive = money in. Overlapping files bring it once.

    `fingerprint`: see `payments.statements.fingerprints`. `why` says in one word what makes it doubtful or ignored.
    """

    # Store and account repeat the file's, and the audit compares.
    store = models.ForeignKey(
        "stores.Store", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    file = models.ForeignKey(StatementFile, on_delete=models.PROTECT, related_name="rows", db_index=False)
    bank_account = models.ForeignKey(
        "stores.BankAccount", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    row = models.PositiveIntegerField()  # as the file counts them
    fingerprint = models.CharField(max_length=64)
    day = models.DateField()
    amount = models.BigIntegerField()
    description = models.CharField(max_length=400)
    reference = models.CharField(max_length=60, blank=True, default="")
    sender = models.CharField(max_length=80, blank=True, default="")
    balance = models.BigIntegerField(null=True)
    state = models.CharField(max_length=8)
    why = models.CharField(max_length=20, blank=True, default="")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["bank_account", "fingerprint"], name="statement_line_once"),
            models.CheckConstraint(condition=~Q(amount=0), name="statement_line_of_something"),
            models.CheckConstraint(
                condition=Q(state__in=list(STATEMENT_LINE.moves)), name="statement_line_state_known"
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0) | Q(state="ignored"), name="statement_line_out_is_ignored"
            ),
        ]
        indexes = [
            models.Index(fields=["store", "id"], name="statement_doubtful", condition=Q(state="doubtful")),
            models.Index(fields=["file", "row"], name="statement_by_file"),
        ]


class Attempt(StoreOwned):
    """One try to pay `amount` rupiah of an order through a gateway. `reference` is ours, `external_id` is theirs.

    `told` is what the payer needs (`url`, `qr`, `va`, `steps`), as the gateway said it. `received` rupiah were paid;
    `doubted` rupiah are said to have been paid, another sum than was asked, and the seller decides. `look_at`: when
    the worker asks the gateway next. `why`: how it ended, in one word or in the gateway's.
    """

    account = models.ForeignKey(GatewayAccount, on_delete=models.PROTECT, null=True, related_name="attempts")
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="attempts")
    gateway = models.CharField(max_length=20)
    method = models.CharField(max_length=30, blank=True, default="")
    reference = models.CharField(max_length=50)
    external_id = models.CharField(max_length=80, blank=True, default="")
    amount = models.PositiveIntegerField()
    fee = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=8, default="pending")
    told = models.JSONField(default=dict)
    expires_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    received = models.PositiveIntegerField(null=True)
    doubted = models.PositiveIntegerField(null=True)
    why = models.CharField(max_length=300, blank=True, default="")
    look_at = models.DateTimeField(null=True)
    looks = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["gateway", "reference"], name="attempt_reference_once"),
            models.UniqueConstraint(
                fields=["order"], name="attempt_pending_once", condition=Q(state="pending")
            ),
            models.CheckConstraint(
                condition=~Q(state="paid") | Q(received__isnull=False), name="attempt_paid_says_how_much"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="attempt_of_something"),
            models.CheckConstraint(condition=Q(state__in=list(ATTEMPT.moves)), name="attempt_state_known"),
        ]
        indexes = [
            models.Index(fields=["look_at"], name="attempt_to_look_up", condition=Q(look_at__isnull=False))
        ]


class Payment(StoreOwned):
    """Money that arrived. Append-only. A proof pays once, an attempt pays once; a statement line may pay several."""

    # Repeats the order's, and the audit compares.
    store = models.ForeignKey(
        "stores.Store", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="payments")
    amount = models.PositiveIntegerField()
    method = models.CharField(max_length=10)
    # Accounts and lines are never deleted, and the audit compares the two.
    bank_account = models.ForeignKey(
        "stores.BankAccount", on_delete=models.PROTECT, null=True, db_index=False, db_constraint=False
    )
    proof = models.OneToOneField(Proof, on_delete=models.PROTECT, null=True)
    statement_line = models.ForeignKey(
        StatementLine, on_delete=models.PROTECT, null=True, related_name="payments", db_constraint=False
    )
    attempt = models.OneToOneField(Attempt, on_delete=models.PROTECT, null=True, related_name="payment")
    received_at = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True, default="")
    receipt_code = models.CharField(max_length=24)

    class Meta:
        ordering = ["received_at", "id"]
        indexes = [
            models.Index(
                fields=["store", "amount"], name="payment_unseen", condition=Q(statement_line__isnull=True)
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["receipt_code"], name="payment_receipt_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_of_something"),
            models.CheckConstraint(condition=Q(method__in=METHODS), name="payment_method_known"),
        ]


class Refund(StoreOwned):
    """Money promised back (`owed`), then sent (`paid`). The order's `refunded <= paid` is a CHECK on the order.

    The buyer's account is `to_bank`, `to_number` (digits), `to_holder`: personal, for the people of the store only,
    never in an event. `send_to` is what was written in one piece. `credit` is set when a credit is paid out.

    `attempt`: it goes, or went, back by the gateway that brought the money; asked for at `asked_at`, called
    `external_id` by them. `why`: what the gateway said when it refused.
    """

    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="refunds")
    amount = models.PositiveIntegerField()
    reason = models.CharField(max_length=200)
    state = models.CharField(max_length=8, default="owed")
    send_to = models.CharField(max_length=200, blank=True, default="")
    to_bank = models.CharField(max_length=40, blank=True, default="")
    to_number = models.CharField(max_length=30, blank=True, default="")
    to_holder = models.CharField(max_length=80, blank=True, default="")
    bank_account = models.ForeignKey("stores.BankAccount", on_delete=models.PROTECT, null=True)
    credit = models.ForeignKey("Credit", on_delete=models.PROTECT, null=True, related_name="paid_out")
    promised_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, null=True, related_name="refunds")
    external_id = models.CharField(max_length=80, blank=True, default="")
    asked_at = models.DateTimeField(null=True)
    look_at = models.DateTimeField(null=True)
    looks = models.PositiveSmallIntegerField(default=0)
    why = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ["promised_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="refund_of_something"),
            models.CheckConstraint(condition=Q(state__in=list(REFUND.moves)), name="refund_state_known"),
            models.CheckConstraint(
                condition=Q(to_bank="", to_number="", to_holder="")
                | (~Q(to_bank="") & ~Q(to_number="") & ~Q(to_holder="")),
                name="refund_account_whole_or_none",
            ),
        ]
        indexes = [
            models.Index(fields=["store", "promised_at"], name="refund_owed", condition=Q(state="owed")),
            models.Index(fields=["look_at"], name="refund_to_look_up", condition=Q(look_at__isnull=False)),
        ]

    @property
    def has_account(self) -> bool:
        """Somebody has said where the money goes."""
        return bool(self.to_number)


class Allowance(StoreOwned):
    """`amount` rupiah the seller took off an order after the fact (a defect, a kindness). Append-only."""

    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="allowances")
    amount = models.PositiveIntegerField()
    reason = models.CharField(max_length=200)
    granted_at = models.DateTimeField()

    class Meta:
        ordering = ["granted_at", "id"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="allowance_of_something")]


class Credit(StoreOwned):
    """Money (saldo) a buyer left with the store: `amount` rupiah from `order`, `used` of it since.

    `phone` and `email` are the buyer's as the order had them. `code` is unguessable: who knows it and orders under the
    same phone may spend it. `refund` is the promise it replaced, None when it was money too much. A `gift` is a reward
    of the store: no money of the buyer's, so it is spent and never paid out.
    """

    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="credits")
    refund = models.OneToOneField(Refund, on_delete=models.PROTECT, null=True, related_name="kept_as")
    phone = models.CharField(max_length=20)
    email = models.CharField(max_length=254, blank=True, default="")
    code = models.CharField(max_length=24)
    amount = models.PositiveIntegerField()
    used = models.PositiveIntegerField(default=0)
    gift = models.BooleanField(default=False)
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["kept_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["code"], name="credit_code_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="credit_of_something"),
            models.CheckConstraint(condition=Q(used__lte=F("amount")), name="credit_used_at_most_all"),
            models.CheckConstraint(
                condition=Q(gift=False) | Q(refund__isnull=True), name="credit_gift_is_no_refund"
            ),
        ]
        indexes = [
            models.Index(fields=["store", "phone"], name="credit_to_spend", condition=Q(used__lt=F("amount")))
        ]

    @property
    def left(self) -> int:
        """Rupiah still to spend."""
        return int(self.amount - self.used)


class CreditUse(StoreOwned):
    """`amount` rupiah of a credit that paid for an order (`payment`) or went back as money (`refund`). Append-only."""

    credit = models.ForeignKey(Credit, on_delete=models.PROTECT, related_name="uses")
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, null=True, related_name="from_credits")
    refund = models.OneToOneField(Refund, on_delete=models.PROTECT, null=True, related_name="from_credit")
    amount = models.PositiveIntegerField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="credit_use_of_something"),
            models.CheckConstraint(
                condition=Q(payment__isnull=False, refund__isnull=True)
                | Q(payment__isnull=True, refund__isnull=False),
                name="credit_use_for_one_thing",
            ),
        ]
