"""What a seller does with their WhatsApp account and its approved texts. No network here."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.ids import secret
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, NotFound, gettext_noop
from bukapo.messaging.kinds import KINDS
from bukapo.messaging.rules import LANGUAGES
from bukapo.messaging.whatsapp.events import (
    WhatsAppChecked,
    WhatsAppFormMapped,
    WhatsAppFormsRead,
    WhatsAppHalted,
    WhatsAppSaved,
    WhatsAppSwitched,
)
from bukapo.messaging.whatsapp.port import Approved
from bukapo.messaging.whatsapp.rows import WhatsAppAccount, WhatsAppForm
from bukapo.messaging.whatsapp.rules import MISSING, STATES, check_form, variables_of
from bukapo.payments.gateways.seal import Unreadable, seal, unseal
from bukapo.payments.gateways.writes import last_four
from bukapo.stores.models import Store

KEYS = ("token", "app_secret", "verify_token")
LONGEST_KEY = 500
_TYPED = ("phone_number_id", "waba_id", "sealed", "shown", "active", "trouble", "halted_at", "saved_at")


@write
def save_whatsapp(
    *,
    store_id: int,
    phone_number_id: str,
    waba_id: str,
    keys: Mapping[str, str],
    actor: Actor,
    at: datetime,
) -> WhatsAppSaved:
    """Send by this number from now on. An empty key keeps the one that is there. Raises Invalid (`field` names it)."""
    Store.objects.select_for_update().get(pk=store_id)
    account = WhatsAppAccount.objects.of(store_id).first() or WhatsAppAccount(
        store_id=store_id, hook=secret()
    )
    account.phone_number_id, account.waba_id = phone_number_id.strip(), waba_id.strip()
    for name in ("phone_number_id", "waba_id"):
        value = getattr(account, name)
        if not (value.isascii() and value.isdigit() and len(value) <= 40):
            raise Invalid(field=name, why=gettext_noop("Isi angka ID-nya seperti di dashboard Meta."))
    typed = {name: keys[name].strip() for name in KEYS if keys.get(name, "").strip()}
    whole = {**_known(account), **typed}
    for name in KEYS:
        if not whole.get(name) or len(whole[name]) > LONGEST_KEY or not whole[name].isprintable():
            raise Invalid(field=name, why=gettext_noop("Isi kunci ini seperti di dashboard Meta."))
    account.sealed = seal({name: whole[name] for name in KEYS})
    account.shown = {name: last_four(whole[name]) for name in KEYS}
    account.active, account.trouble, account.halted_at, account.saved_at = True, "", None, at
    account.save(update_fields=[*_TYPED] if account.pk else None)  # the journal's columns are the journal's
    return WhatsAppSaved(store_id=store_id, account_id=account.pk, keys=tuple(typed))


def _known(account: WhatsAppAccount) -> dict[str, str]:
    try:
        return unseal(account.sealed) if account.sealed else {}
    except Unreadable:
        return {}


@write
def switch_whatsapp(*, store_id: int, active: bool, actor: Actor, at: datetime) -> WhatsAppSwitched:
    """By the number, or by links to tap again. Raises NotFound, WrongState when it is so already."""
    account = _account(store_id)
    changed = WhatsAppAccount.objects.of(store_id).filter(pk=account.pk).exclude(active=active)
    if changed.update(active=active, halted_at=None) != 1:
        raise WrongState(state="on" if active else "off")
    return WhatsAppSwitched(store_id=store_id, account_id=account.pk, active=active)


@write
def note_whatsapp_check(*, store_id: int, trouble: str, actor: Actor, at: datetime) -> WhatsAppChecked:
    """What Meta said when the keys were tried; a door that opens ends a halt. Raises NotFound."""
    account = _account(store_id)
    account.checked_at, account.trouble = at, trouble[:300]
    account.halted_at = account.halted_at if trouble else None
    account.save(update_fields=["checked_at", "trouble", "halted_at"])
    return WhatsAppChecked(store_id=store_id, account_id=account.pk, trouble=account.trouble)


@write
def halt_whatsapp(*, store_id: int, why: str, actor: Actor, at: datetime) -> WhatsAppHalted:
    """Nothing goes out by the number until the seller has mended it. Raises WrongState when it is halted already."""
    account = _account(store_id)
    rows = WhatsAppAccount.objects.of(store_id).filter(pk=account.pk, active=True, halted_at=None)
    if rows.update(halted_at=at, trouble=why[:300]) != 1:
        raise WrongState(state="halted")
    return WhatsAppHalted(store_id=store_id, account_id=account.pk, reason=why[:300])


@write
def map_form(
    *,
    store_id: int,
    kind: str,
    language: str,
    name: str,
    code: str,
    gaps: Sequence[str],
    button: bool,
    body: str = "",
    state: str = MISSING,
    actor: Actor,
    at: datetime,
) -> WhatsAppFormMapped:
    """This text at Meta says this message of ours; an empty `name` takes the mapping away.

    `state`: what Meta answered to a proposal; a mapping by hand learns it at the next reading. Raises NotFound,
    BadForm.
    """
    account = _account(store_id)
    if kind not in KINDS or language not in LANGUAGES:
        raise NotFound()
    rows = WhatsAppForm.objects.of(store_id).filter(kind=kind, language=language)
    if name:
        check_form(name=name, gaps=gaps, known=KINDS[kind].gaps, body=body)
        told: dict[str, Any] = {
            "name": name, "code": (code or language)[:12], "gaps": list(gaps), "button": button, "body": body,
            "state": state if state in STATES else MISSING, "why": "", "seen_at": None,
        }  # fmt: skip
        rows.update_or_create(
            kind=kind, language=language, defaults=told,
            create_defaults={**told, "store_id": store_id, "kind": kind, "language": language},
        )  # fmt: skip
    else:  # messages that were written with it go by hand
        rows.update(state=MISSING, name="", seen_at=None)
    return WhatsAppFormMapped(
        store_id=store_id, account_id=account.pk, what=kind, language=language, name=name
    )


@write
def note_forms(*, store_id: int, listed: Sequence[Approved], actor: Actor, at: datetime) -> WhatsAppFormsRead:
    """What Meta has: each of our mappings learns its state, a text of other size than ours counts as not there."""
    account = _account(store_id)
    there = {(one.name, one.code): one for one in listed}
    usable = 0
    for row in WhatsAppForm.objects.of(store_id).exclude(name="").select_for_update():
        one = there.get((row.name, row.code))
        fits = one is not None and variables_of(one.body) == len(row.gaps) and one.button == row.button
        row.state = one.state if one and fits and one.state in STATES else MISSING
        row.category, row.seen_at = (one.category[:14] if one else ""), at
        row.why = "" if one is None else (one.why[:300] if fits else str(SIZE_DIFFERS))
        row.save(update_fields=["state", "category", "why", "seen_at"])
        usable += row.state == "APPROVED"
    account.synced_at = at
    account.save(update_fields=["synced_at"])
    return WhatsAppFormsRead(store_id=store_id, account_id=account.pk, usable=usable, listed=len(listed))


SIZE_DIFFERS = gettext_noop("Jumlah variabel atau tombolnya di Meta lain dari yang dipetakan.")


def _account(store_id: int) -> WhatsAppAccount:
    found: WhatsAppAccount | None = (
        WhatsAppAccount.objects.of(store_id).select_for_update(of=("self",)).first()
    )
    if found is None:
        raise NotFound()
    return found
