"""A statement imported the usual way: line by line, a query for the charge, rows by `create`, a transaction each.

What pretix's importer and its kin do, with everything that a payment of ours consists of. It uses the product's models
and reader and nothing of its booking, so it stays what it is while the product changes.
"""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from bukapo.journal.models import Delivery, EventRow
from bukapo.journal.write import event_digest
from bukapo.kernel.ids import secret
from bukapo.ledger.models import Account, Posting
from bukapo.orders.models import Order
from bukapo.payments.models import Charge, Payment, StatementFile, StatementLine
from bukapo.payments.statements.fingerprints import fingerprints
from bukapo.payments.statements.read import read_statement
from bukapo.payments.statements.statement import Movement
from bukapo.stores.models import BankAccount


def import_lines(content: bytes, store_id: int) -> tuple[int, int]:
    """How many lines there were and how many of them paid an order."""
    now = datetime.now(UTC)
    read = read_statement(content, name="mutasi.csv", today=now.date())
    account = BankAccount.objects.of(store_id).get()
    file = StatementFile.objects.create(
        store_id=store_id, bank_account=account, name="mutasi.csv", digest="0" * 64, layout=read.layout,
        lines=len(read.lines), new=len(read.lines), imported_at=now,
    )  # fmt: skip
    marks = fingerprints(str(account.pk), read.lines)
    paid = [_line(file, account, line, mark, now) for line, mark in zip(read.lines, marks, strict=True)]
    return len(paid), sum(paid)


def _line(file: StatementFile, account: BankAccount, line: Movement, mark: str, now: datetime) -> bool:
    if StatementLine.objects.of(file.store_id).filter(bank_account=account, fingerprint=mark).exists():
        return False
    with transaction.atomic():
        charges = Charge.objects.of(file.store_id).select_for_update().select_related("order")
        charge = charges.filter(transfer_amount=line.amount, state="open").first()
        row = StatementLine.objects.create(
            store_id=file.store_id, file=file, bank_account=account, row=line.row, fingerprint=mark, day=line.day,
            amount=line.amount, description=line.description, sender=line.sender, balance=line.balance,
            state="matched" if charge else "doubtful",
        )  # fmt: skip
        if charge:
            _pay(charge, row, account, now)
    return charge is not None


def _pay(charge: Charge, line: StatementLine, account: BankAccount, now: datetime) -> None:
    order: Order = charge.order
    payment = Payment.objects.create(
        store_id=order.store_id, order=order, amount=line.amount, method="transfer", bank_account=account,
        statement_line=line, received_at=now, receipt_code=secret()[:20],
    )  # fmt: skip
    charge.paid, charge.state, charge.transfer_amount = charge.total, "paid", None
    charge.save(update_fields=["paid", "state", "transfer_amount"])
    order.paid += line.amount
    order.state, order.confirmed_at = "confirmed", now
    _tell(order, payment, account, now)
    order.save(update_fields=["paid", "state", "confirmed_at", "version", "chain"])


def _tell(order: Order, payment: Payment, account: BankAccount, now: datetime) -> None:
    codes = "receivable", f"cash:{account.pk}"
    source, destination = (
        Account.objects.of(order.store_id).get_or_create(store_id=order.store_id, code=code)[0]
        for code in codes
    )
    cause = f"payment:{payment.pk}"
    data: dict[str, Any] = {
        "number": order.number, "outstanding": order.outstanding, "state": "confirmed", "payment_id": payment.pk,
        "amount": payment.amount, "method": "transfer", "first": True, "late": False,
        "postings": [[*codes, payment.amount, cause, order.pk]],
    }  # fmt: skip
    order.version += 1
    event = EventRow(
        store_id=order.store_id, campaign_id=order.campaign_id, order_id=order.pk, kind="order.payment_received",
        subject="orders.Order", subject_id=order.pk, seq=order.version, at=now, actor_kind="system",
        actor_label="BukaPO", data=data,
    )  # fmt: skip
    event.digest = order.chain = event_digest(event, previous=order.chain)
    event.save()
    Posting.objects.create(
        store_id=order.store_id, event=event, source=source, destination=destination, amount=payment.amount,
        cause=cause, order=order, at=now,
    )  # fmt: skip
    for consumer in import_string(settings.BUKAPO_REACTIONS)(event.kind):
        Delivery.objects.create(event=event, consumer=consumer, run_after=now)
