"""Counting uses of vouchers: the one place beside the intake. Needs an open transaction, the counters locked before."""

from collections.abc import Sequence

from django.db.models import F

from bukapo.campaigns.models import Voucher, VoucherUse
from bukapo.campaigns.reads import offered
from bukapo.campaigns.vouchers import UsesLeft


def move_use(
    *, store_id: int, before: int | None, users_before: Sequence[str], after: int | None, users: Sequence[str]
) -> None:
    """One use less of the voucher `before`, one more of `after` (ids; None = none), by these `user_keys`.

    Locks both in order of id. Raises VoucherUsedUp, VoucherUsedByBuyer when no use of `after` is free.
    """
    if (before, tuple(users_before)) == (after, tuple(users)):
        return
    ids = [pk for pk in (before, after) if pk is not None]
    rows = Voucher.objects.of(store_id).filter(pk__in=ids).order_by("pk").select_for_update()
    vouchers = {row.pk: row for row in rows}
    if before is not None:
        _count(vouchers[before], users_before, -1)
    if after is not None:
        row = vouchers[after]
        row.refresh_from_db(fields=["used"])
        had = VoucherUse.objects.of(store_id).filter(who__in=users)
        free = offered(row)
        UsesLeft({row.pk: free.left}, dict(had.values_list("who", "used"))).check(free, users)
        _count(row, users, 1)


def _count(voucher: Voucher, users: Sequence[str], uses: int) -> None:
    """The CHECKs refuse what the caller let pass. Buyers are counted only where the voucher limits them."""
    store_id = voucher.store_id
    Voucher.objects.of(store_id).filter(pk=voucher.pk).update(used=F("used") + uses)
    if voucher.buyer_cap is None:
        return
    rows = VoucherUse.objects.of(store_id)
    for who in sorted(users):
        if not rows.filter(who=who).update(used=F("used") + uses):
            VoucherUse.objects.create(
                store_id=store_id, voucher=voucher, who=who, cap=voucher.buyer_cap, used=uses
            )
