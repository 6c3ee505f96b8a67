"""Answers about stores."""

from dataclasses import dataclass

from bukapo.accounts.models import User
from bukapo.stores.models import OWNER, BankAccount, Membership, StaticQris, Store, TaxPeriod


@dataclass(frozen=True)
class Member:
    """Somebody of the store."""

    user_id: int
    name: str
    email: str
    is_owner: bool


def stores_of(user: User) -> list[Store]:
    """The stores this person belongs to, by name (at most 100)."""
    rows = Membership.objects.across_stores("the stores of this person").filter(user=user)
    return [row.store for row in rows.select_related("store").order_by("store__name")[:100]]


def bank_accounts(store: Store, *, active_only: bool = True) -> list[BankAccount]:
    """In the seller's order, those in use first."""
    rows = BankAccount.objects.of(store).order_by("-active", "position", "id")
    return list(rows.filter(active=True) if active_only else rows)


def members(store: Store) -> list[Member]:
    """Owners first (at most 100)."""
    rows = Membership.objects.of(store).select_related("user").order_by("role", "user__name")[:100]
    return [
        Member(
            user_id=row.user_id,
            name=row.user.name,
            email=row.user.email,
            is_owner=row.role == OWNER,
        )
        for row in rows
    ]


def static_qris(store_id: int) -> StaticQris | None:
    """The QRIS in use, with its bank account."""
    found: StaticQris | None = (
        StaticQris.objects.of(store_id).filter(active=True).select_related("bank_account").first()
    )
    return found


def tax_periods(store_id: int) -> tuple[TaxPeriod, ...]:
    """When the store was PKP, oldest first."""
    return tuple(TaxPeriod.objects.of(store_id).order_by("since"))
