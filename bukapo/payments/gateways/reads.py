"""Gateways told to the seller. No key ever leaves here: only what `shown` says of it."""

from dataclasses import dataclass
from datetime import datetime

from bukapo.ledger.reads import trial_balance
from bukapo.ledger.rules import at_gateway
from bukapo.payments.gateways.opened import adapter_class, names, title
from bukapo.payments.gateways.rows import GatewayAccount, Notice, Payout
from bukapo.payments.port import SANDBOX, KeyField, Method

MOST = 20


@dataclass(frozen=True)
class AccountTold:
    """`trouble`: what the gateway said when its keys were tried last, "" when well or never tried."""

    id: int
    mode: str
    active: bool
    shown: dict[str, str]
    token: str
    methods: tuple[str, ...]
    checked_at: datetime | None
    trouble: str
    version: int
    refused: int


@dataclass(frozen=True)
class GatewayTold:
    """One gateway of the installation, with the store's account there. `there` rupiah lie with it, by the books.

    `account` is the one in use, else the one used last.
    """

    name: str
    title: str
    keys: tuple[KeyField, ...]
    methods: tuple[Method, ...]
    tells_where: bool
    account: AccountTold | None
    there: int


@dataclass(frozen=True)
class PayoutTold:
    gateway: str
    bank: str
    amount: int
    fee: int
    note: str
    paid_at: datetime


def gateways_of_store(*, store_id: int) -> tuple[GatewayTold, ...]:
    """Every gateway, whether used or not."""
    accounts: dict[str, GatewayAccount] = {}
    for row in GatewayAccount.objects.of(store_id).order_by("active", "saved_at"):
        accounts[row.gateway] = row  # the active one comes last
    books = trial_balance(store_id=store_id)
    return tuple(_told(name, accounts.get(name), books.get(at_gateway(name), 0)) for name in names())


def _told(name: str, account: GatewayAccount | None, there: int) -> GatewayTold:
    adapter = adapter_class(name)
    methods = adapter({}, SANDBOX).methods()
    told = _account(account) if account else None
    return GatewayTold(name, adapter.title, adapter.keys, methods, adapter.tells_where, told, there)


def _account(row: GatewayAccount) -> AccountTold:
    refused = Notice.objects.of(row.store_id).filter(account=row, state="refused").count()
    return AccountTold(
        row.pk, row.mode, row.active, dict(row.shown), row.token, tuple(row.methods), row.checked_at, row.trouble,
        row.version, refused,
    )  # fmt: skip


def payouts_of_store(*, store_id: int) -> tuple[PayoutTold, ...]:
    """The last ones, newest first."""
    rows = Payout.objects.of(store_id).select_related("account", "bank_account").order_by("-pk")[:MOST]
    return tuple(
        PayoutTold(title(r.account.gateway), str(r.bank_account), r.amount, r.fee, r.note, r.paid_at)
        for r in rows
    )
