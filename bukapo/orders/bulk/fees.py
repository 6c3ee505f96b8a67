"""What the coordinator owes for the parcel is paid, or let go."""

from datetime import datetime
from typing import Any

from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.entry import Line
from bukapo.kernel.refusal import Invalid, NotFound, gettext_noop
from bukapo.ledger.rules import RECEIVABLE, cash
from bukapo.orders.bulk.events import RosterFeePaid, RosterFeeWaived
from bukapo.orders.bulk.rules import ASKED, PAID, WAIVED, NoFeeAsked
from bukapo.orders.bulk.steps import asked_lines, cause_of, facts_of
from bukapo.orders.models import GroupParcel
from bukapo.stores.models import BankAccount

MOST_REASON = 200


@write
def pay_fee(
    *, store_id: int, parcel_id: int, bank_account_id: int | None, actor: Actor, at: datetime
) -> RosterFeePaid:
    """The coordinator paid the parcel's fee, all of it, to a bank account (in cash when None).

    Raises NotFound, NoFeeAsked (paid or let go already), Invalid.
    """
    if (
        bank_account_id is not None
        and not BankAccount.objects.of(store_id).filter(pk=bank_account_id).exists()
    ):
        raise Invalid(field="bank_account", why=gettext_noop("Pilih rekening toko yang menerima uangnya."))
    parcel = _settled(store_id, parcel_id, PAID, at, bank_account_id=bank_account_id)
    line = Line(RECEIVABLE, cash(bank_account_id), parcel.fee, cause_of(parcel))
    return RosterFeePaid(**_told(parcel), bank_account_id=bank_account_id, postings=(line,))


@write
def waive_fee(*, store_id: int, parcel_id: int, reason: str, actor: Actor, at: datetime) -> RosterFeeWaived:
    """The seller does not want the fee: what was booked for it is taken back. Raises NotFound, NoFeeAsked, Invalid."""
    why = " ".join(reason.split())[:MOST_REASON]
    if len(why) < 5:
        raise Invalid(field="reason", why=gettext_noop("Tulis alasannya."))
    parcel = _settled(store_id, parcel_id, WAIVED, at)
    back = tuple(line.reversed() for line in asked_lines(parcel))
    return RosterFeeWaived(**_told(parcel), reason=why, postings=back)


def _settled(store_id: int, parcel_id: int, to: str, at: datetime, **changes: Any) -> GroupParcel:
    rows = GroupParcel.objects.of(store_id).filter(pk=parcel_id)
    if not rows.exists():
        raise NotFound()
    if rows.filter(fee_state=ASKED).update(fee_state=to, settled_at=at, **changes) != 1:
        raise NoFeeAsked()
    parcel: GroupParcel = rows.select_related("roster").get()
    return parcel


def _told(parcel: GroupParcel) -> dict[str, Any]:
    return {**facts_of(parcel), "parcel_id": parcel.pk, "fee": parcel.fee}
