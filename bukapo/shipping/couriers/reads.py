"""Courier services told to the seller. No key ever leaves here: only what `shown` says of it."""

from dataclasses import dataclass
from datetime import datetime

from bukapo.shipping.couriers.opened import adapter_class, names
from bukapo.shipping.couriers.rows import CourierAccount
from bukapo.shipping.notices.rows import CourierNotice
from bukapo.shipping.port import SANDBOX, KeyField


@dataclass(frozen=True)
class AccountTold:
    """`trouble`: what the service said when its keys were tried last, "" when well or never tried.

    `label`: how the service calls the area that parcels come from, "" where it needs no name of its own.
    """

    id: int
    mode: str
    active: bool
    shown: dict[str, str]
    token: str
    couriers: tuple[str, ...]
    from_name: str
    from_phone: str
    from_address: str
    from_city: str
    from_postal_code: str
    label: str
    checked_at: datetime | None
    trouble: str
    refused: int


@dataclass(frozen=True)
class ServiceTold:
    """One service of the installation with the store's account there: the one in use, else the one used last."""

    name: str
    title: str
    keys: tuple[KeyField, ...]
    couriers: tuple[str, ...]
    account: AccountTold | None


def services_told(*, store_id: int) -> tuple[ServiceTold, ...]:
    """Every service, whether used or not."""
    accounts: dict[str, CourierAccount] = {}
    for row in CourierAccount.objects.of(store_id).order_by("active", "saved_at"):
        accounts[row.service] = row  # the active one comes last
    return tuple(_told(name, accounts.get(name)) for name in names())


def _told(name: str, account: CourierAccount | None) -> ServiceTold:
    adapter = adapter_class(name)
    couriers = adapter({}, SANDBOX).couriers()
    return ServiceTold(name, adapter.title, adapter.keys, couriers, _account(account) if account else None)


def _account(row: CourierAccount) -> AccountTold:
    refused = CourierNotice.objects.of(row.store_id).filter(account=row, state="refused").count()
    return AccountTold(
        row.pk, row.mode, row.active, dict(row.shown), row.token, tuple(row.couriers), row.from_name, row.from_phone,
        row.from_address, row.from_city, row.from_postal_code, row.from_label, row.checked_at, row.trouble, refused,
    )  # fmt: skip
