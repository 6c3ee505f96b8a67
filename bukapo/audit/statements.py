"""Bank statements: every rupiah of a matched line is payments, and no payment hangs on another line."""

from collections.abc import Iterator

from django.db.models import BigIntegerField, Count, Exists, F, OuterRef, Q, Sum
from django.db.models.functions import Coalesce

from bukapo.audit.breach import Breach
from bukapo.journal.models import EventRow
from bukapo.payments.models import Payment, StatementFile, StatementLine
from bukapo.stores.models import BankAccount

WHY = "the audit reads every store"


def lines() -> Iterator[Breach]:
    """A matched line's payments sum to it; a doubtful or ignored one has none; a line stands once per account."""
    paid = Coalesce(Sum("payments__amount"), 0, output_field=BigIntegerField())
    rows = StatementLine.objects.across_stores(WHY).annotate(paid=paid).order_by("pk")
    short = rows.filter(state="matched").exclude(paid=F("amount"))
    for pk, amount, payments in short.values_list("pk", "amount", "paid"):
        says = f"is {amount} rupiah, its payments are {payments}"
        yield Breach("statement", f"statement line {pk}", says)
    for pk, state, payments in (
        rows.exclude(state="matched").filter(paid__gt=0).values_list("pk", "state", "paid")
    ):
        says = f"is {state}, and payments of {payments} rupiah name it"
        yield Breach("statement", f"statement line {pk}", says)
    twice = StatementLine.objects.across_stores(WHY).values("bank_account_id", "fingerprint").order_by()
    for row in twice.annotate(times=Count("pk")).filter(times__gt=1):
        where = f"account {row['bank_account_id']}, line {row['fingerprint'][:12]}"
        yield Breach("statement", where, f"stands {row['times']} times")


def owners() -> Iterator[Breach]:
    """A line is of its file's account, a payment came to its line's account, by transfer."""
    strays = StatementLine.objects.across_stores(WHY).filter(
        ~Q(bank_account_id=F("file__bank_account_id")) | ~Q(store_id=F("file__store_id"))
    )
    for pk in strays.values_list("pk", flat=True):
        yield Breach("statement", f"statement line {pk}", "is of another account than its file")
    payments = Payment.objects.across_stores(WHY).filter(statement_line__isnull=False)
    elsewhere = payments.exclude(
        bank_account_id=F("statement_line__bank_account_id"), method__in=["transfer", "qris"]
    )
    for pk in elsewhere.values_list("pk", flat=True):
        yield Breach("statement", f"payment {pk}", "did not come to the account of its statement line")
    for field, model in (("statement_line", StatementLine), ("bank_account", BankAccount)):
        there = model.objects.across_stores(WHY).filter(pk=OuterRef(f"{field}_id"))
        named = Payment.objects.across_stores(WHY).filter(**{f"{field}_id__isnull": False})
        for pk in named.filter(~Exists(there)).values_list("pk", flat=True):
            yield Breach("statement", f"payment {pk}", f"names a {field} that does not exist")


def files() -> Iterator[Breach]:
    """A file counts as many new lines as it brought, and its events tell of as many."""
    told: dict[int, int] = {}
    for file_id, data in EventRow.objects.filter(kind="statement.imported").values_list("subject_id", "data"):
        told[file_id] = told.get(file_id, 0) + data["new"]
    rows = StatementFile.objects.across_stores(WHY).annotate(held=Count("rows"))
    for pk, new, held in rows.values_list("pk", "new", "held"):
        if not new == held == told.get(pk, 0):
            says = f"counts {new} new lines, holds {held}, its events tell of {told.get(pk, 0)}"
            yield Breach("statement", f"statement {pk}", says)
