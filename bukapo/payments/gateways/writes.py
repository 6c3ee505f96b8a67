"""What a seller does with a gateway account, and what comes into its inbox. No network here."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from bukapo.journal.steps import move
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.entry import Line
from bukapo.kernel.ids import secret
from bukapo.kernel.machine import WrongState
from bukapo.kernel.money import rupiah
from bukapo.kernel.refusal import Invalid, NotFound, Refusal, gettext_noop
from bukapo.ledger.reads import trial_balance
from bukapo.ledger.rules import FEES, at_gateway, cash
from bukapo.payments.gateways.events import (
    GatewayChecked,
    GatewaySaved,
    GatewaySwitchedOff,
    NoticeJudged,
    NoticeTaken,
    PayoutRecorded,
)
from bukapo.payments.gateways.opened import adapter_class
from bukapo.payments.gateways.rows import GatewayAccount, Notice, Payout
from bukapo.payments.gateways.rules import MOST_BODY, NOTICE, REFUSED_AN_HOUR, REFUSED_IN_ALL
from bukapo.payments.gateways.seal import Unreadable, seal, unseal
from bukapo.payments.port import LIVE, SANDBOX, NoticeRead
from bukapo.stores.models import BankAccount, Store

LONGEST_KEY = 300
_TYPED = ("sealed", "shown", "methods", "active", "trouble", "saved_at")


class KnownNotice(Refusal):
    """A copy of a notice that is here already: nothing is to do."""

    code = "known_notice"


class TooManyRefused(Refusal):
    """Enough notices with a wrong signature are kept; this one is only counted in the log."""

    code = "too_many_refused"
    http_status = 429


class NotSoMuch(Refusal):
    code = "not_so_much_at_gateway"
    sentence = gettext_noop("Menurut buku kas, di gateway ini hanya ada {most}.")


@write
def save_gateway(
    *,
    store_id: int,
    gateway: str,
    mode: str,
    keys: Mapping[str, str],
    methods: Sequence[str],
    actor: Actor,
    at: datetime,
) -> GatewaySaved:
    """Use these keys and offer these methods from now on, in this mode; the other mode is no longer offered.

    An empty key keeps the one that is there. Raises Invalid (`field` is the key's name), NotFound.
    """
    adapter = adapter_class(gateway)
    if mode not in (SANDBOX, LIVE):
        raise Invalid(field="mode", why=gettext_noop("Pilih uji coba atau sungguhan."))
    Store.objects.select_for_update().get(pk=store_id)
    accounts = GatewayAccount.objects.of(store_id).filter(gateway=gateway)
    account = accounts.filter(mode=mode).first() or GatewayAccount(
        store_id=store_id, gateway=gateway, mode=mode, token=secret(), saved_at=at
    )
    typed = {name: " ".join(value.split()) for name, value in keys.items() if value.strip()}
    whole = {**_known(account), **typed}
    for field in adapter.keys:
        if not whole.get(field.name) or len(whole[field.name]) > LONGEST_KEY:
            raise Invalid(field=field.name, why=gettext_noop("Isi kunci ini seperti di dashboard gateway."))
    known = [method.code for method in adapter({}, mode).methods()]
    account.methods = [code for code in known if code in methods]
    if not account.methods:
        raise Invalid(field="methods", why=gettext_noop("Pilih paling sedikit satu cara bayar."))
    wanted = {field.name: whole[field.name] for field in adapter.keys}
    account.sealed = seal(wanted)
    account.shown = {
        f.name: wanted[f.name] if not f.secret else last_four(wanted[f.name]) for f in adapter.keys
    }
    account.active, account.trouble, account.saved_at = True, "", at
    accounts.exclude(mode=mode).update(active=False)
    # Not the whole row: its journal columns are the journal's.
    account.save(update_fields=[*_TYPED] if account.pk else None)
    return GatewaySaved(**_facts(account), keys=tuple(typed), methods=tuple(account.methods))


def last_four(key: str) -> str:
    """What may be seen of a key, and nothing of one that is too short for it."""
    return f"…{key[-4:]}" if len(key) >= 12 else "…"


def _known(account: GatewayAccount) -> dict[str, str]:
    try:
        return unseal(account.sealed) if account.sealed else {}
    except Unreadable:
        return {}


@write
def switch_gateway_off(*, store_id: int, account_id: int, actor: Actor, at: datetime) -> GatewaySwitchedOff:
    """No buyer is offered it any more. What was begun with it goes on. Raises NotFound, WrongState."""
    account = account_of(store_id, account_id)
    if GatewayAccount.objects.of(store_id).filter(pk=account_id, active=True).update(active=False) != 1:
        raise WrongState(state="off")
    return GatewaySwitchedOff(**_facts(account))


@write
def note_check(*, store_id: int, account_id: int, trouble: str, actor: Actor, at: datetime) -> GatewayChecked:
    """What the gateway said when its keys were tried."""
    account = account_of(store_id, account_id)
    account.checked_at, account.trouble = at, trouble[:300]
    account.save(update_fields=["checked_at", "trouble"])
    return GatewayChecked(**_facts(account), trouble=account.trouble)


@write
def take_notice(
    *,
    account: GatewayAccount,
    read: NoticeRead,
    body: str,
    headers: Mapping[str, str],
    actor: Actor,
    at: datetime,
) -> NoticeTaken:
    """Keep a notice whose signature holds; the worker acts on it. Raises KnownNotice for a copy."""
    try:
        with transaction.atomic():
            notice = Notice.objects.create(
                store_id=account.store_id,
                account=account,
                key=read.key[:120],
                body=body[:MOST_BODY],
                headers=dict(headers),
                verified=True,
                reference=read.reference[:80],
                external_id=read.external_id[:80],
                claims=read.claims,
                state="new",
                next_at=at,
                received_at=at,
            )
    except IntegrityError:
        raise KnownNotice() from None
    return NoticeTaken(**_of(notice, account), state="new", claims=read.claims)


@write
def take_refused_notice(
    *, account: GatewayAccount, body: str, why: str, actor: Actor, at: datetime
) -> NoticeTaken:
    """Keep a little of a notice that nobody may act on, so that it can be seen. Raises TooManyRefused."""
    refused = Notice.objects.of(account.store_id).filter(account=account, state="refused")
    lately = refused.filter(received_at__gt=at - timedelta(hours=1)).count()
    if lately >= REFUSED_AN_HOUR or refused.count() >= REFUSED_IN_ALL:
        raise TooManyRefused()
    notice = Notice.objects.create(
        store_id=account.store_id,
        account=account,
        key=f"refused:{secret()}",
        body=body.replace("\x00", "")[:2_000],
        verified=False,
        state="refused",
        why=why,
        received_at=at,
    )
    return NoticeTaken(**_of(notice, account), state="refused", claims="")


@write
def judge_notice(
    *, store_id: int, notice_id: int, to: str, why: str, actor: Actor, at: datetime
) -> NoticeJudged:
    """What came of a notice. Raises WrongState when somebody was faster."""
    notice = Notice.objects.of(store_id).select_related("account").filter(pk=notice_id).first()
    if notice is None:
        raise NotFound()
    move(
        Notice.objects.of(store_id),
        pk=notice_id,
        machine=NOTICE,
        to=to,
        why=why[:40],
        decided_at=at,
        next_at=None,
    )
    return NoticeJudged(**_of(notice, notice.account), state=to, why=why[:40])


@write
def record_payout(
    *,
    store_id: int,
    account_id: int,
    amount: int,
    fee: int,
    bank_account_id: int,
    note: str,
    actor: Actor,
    at: datetime,
    seen: int | None = None,
) -> PayoutRecorded:
    """The gateway sent `amount` rupiah to the bank and kept `fee`. `seen` is the account's version: a form acts once.

    Raises Invalid, NotSoMuch (more than the books say lies there), WrongState (the form was sent before).
    """
    account = account_of(store_id, account_id, lock=True)
    if seen is not None and account.version != seen:
        raise WrongState(state="moved")
    if amount <= 0 or fee < 0:
        raise Invalid(field="amount", why=gettext_noop("Tulis jumlah yang masuk ke rekening, dalam rupiah."))
    if not BankAccount.objects.of(store_id).filter(pk=bank_account_id).exists():
        raise Invalid(field="bank", why=gettext_noop("Pilih rekening toko yang menerima uangnya."))
    there = trial_balance(store_id=store_id).get(at_gateway(account.gateway), 0)
    if amount + fee > there:
        raise NotSoMuch(most=rupiah(max(0, there)))
    payout = Payout.objects.create(
        store_id=store_id, account=account, bank_account_id=bank_account_id, amount=amount, fee=fee,
        note=note.strip()[:200], paid_at=at,
    )  # fmt: skip
    source, cause = at_gateway(account.gateway), f"payout:{payout.pk}"
    lines = [Line(source, cash(bank_account_id), amount, cause)]
    if fee:
        lines.append(Line(source, FEES, fee, cause))
    return PayoutRecorded(
        **_facts(account), payout_id=payout.pk, amount=amount, fee=fee, postings=tuple(lines)
    )


def account_of(store_id: int, account_id: int, *, lock: bool = False) -> GatewayAccount:
    """Raises NotFound for another store's."""
    rows: Any = GatewayAccount.objects.of(store_id)
    found: GatewayAccount | None = (rows.select_for_update() if lock else rows).filter(pk=account_id).first()
    if found is None:
        raise NotFound()
    return found


def _facts(account: GatewayAccount) -> dict[str, Any]:
    return {
        "store_id": account.store_id,
        "account_id": account.pk,
        "gateway": account.gateway,
        "mode": account.mode,
    }


def _of(notice: Notice, account: GatewayAccount) -> dict[str, Any]:
    return {
        "store_id": notice.store_id,
        "notice_id": notice.pk,
        "gateway": account.gateway,
        "reference": notice.reference,
    }
