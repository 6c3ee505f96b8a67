"""What a seller does with an account at a courier service. No network here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.ids import secret
from bukapo.kernel.machine import WrongState
from bukapo.kernel.phone import PhoneUnusable, normalise_phone
from bukapo.kernel.refusal import Invalid, NotFound, gettext_noop
from bukapo.shipping.couriers.events import CourierChecked, CourierSaved, CourierSwitchedOff
from bukapo.shipping.couriers.opened import adapter_class
from bukapo.shipping.couriers.rows import CourierAccount
from bukapo.shipping.port import LIVE, SANDBOX, KeyField
from bukapo.stores.models import Store
from bukapo.stores.seal import Unreadable, seal, unseal

LONGEST_KEY = 300
_TYPED = (
    "sealed", "shown", "couriers", "active", "trouble", "saved_at", "from_name", "from_phone", "from_address",
    "from_city", "from_postal_code", "from_place", "from_label",
)  # fmt: skip


@dataclass(frozen=True)
class Origin:
    """Where parcels are fetched. `place`, `label`: the service's own id and name of the area."""

    name: str
    phone: str
    address: str
    city: str = ""
    postal_code: str = ""
    place: str = ""
    label: str = ""


@write
def save_courier(
    *,
    store_id: int,
    service: str,
    mode: str,
    keys: Mapping[str, str],
    couriers: Sequence[str],
    origin: Origin,
    actor: Actor,
    at: datetime,
) -> CourierSaved:
    """Use these keys from now on, in this mode; the other mode is no longer used. An empty key keeps the one there is.

    Raises Invalid (`field` is the key's name, `couriers`, or `from_…`), NotFound.
    """
    adapter = adapter_class(service)
    if mode not in (SANDBOX, LIVE):
        raise Invalid(field="mode", why=gettext_noop("Pilih uji coba atau sungguhan."))
    Store.objects.select_for_update().get(pk=store_id)
    accounts = CourierAccount.objects.of(store_id).filter(service=service)
    account = accounts.filter(mode=mode).first() or CourierAccount(
        store_id=store_id, service=service, mode=mode, token=secret(), saved_at=at
    )
    typed = {name: " ".join(value.split()) for name, value in keys.items() if value.strip()}
    wanted = _whole(adapter.keys, {**_known(account), **typed})
    _place(account, origin, needs_place=adapter.needs_place)
    account.couriers = [code for code in adapter({}, mode).couriers() if code in couriers]
    if not account.couriers:
        raise Invalid(field="couriers", why=gettext_noop("Pilih paling sedikit satu kurir."))
    account.sealed = seal(wanted)
    account.shown = {f.name: last_four(wanted[f.name]) if f.secret else wanted[f.name] for f in adapter.keys}
    account.active, account.trouble, account.saved_at = True, "", at
    accounts.exclude(mode=mode).update(active=False)
    # Not the whole row: its journal columns are the journal's.
    account.save(update_fields=[*_TYPED] if account.pk else None)
    return CourierSaved(**facts(account), keys=tuple(typed), couriers=tuple(account.couriers))


def last_four(key: str) -> str:
    """What may be seen of a key, and nothing of one that is too short for it."""
    return f"…{key[-4:]}" if len(key) >= 12 else "…" if key else ""


def _whole(fields: Sequence[KeyField], known: Mapping[str, str]) -> dict[str, str]:
    for field in fields:
        if (field.needed and not known.get(field.name)) or len(known.get(field.name, "")) > LONGEST_KEY:
            raise Invalid(
                field=field.name, why=gettext_noop("Isi kunci ini seperti di dashboard layanannya.")
            )
    if not any(known.get(field.name) for field in fields):
        raise Invalid(field=fields[0].name, why=gettext_noop("Isi paling sedikit satu kunci."))
    return {field.name: known.get(field.name, "") for field in fields}


def _place(account: CourierAccount, origin: Origin, *, needs_place: bool) -> None:
    try:
        account.from_phone = normalise_phone(origin.phone)
    except PhoneUnusable:
        raise Invalid(field="from_phone", why=gettext_noop("Nomor telepon pengirim belum benar.")) from None
    lengths = {"name": 80, "address": 400, "city": 80, "place": 60, "label": 160}
    for name, most in lengths.items():
        setattr(account, f"from_{name}", " ".join(getattr(origin, name).split())[:most])
    account.from_postal_code = origin.postal_code.strip()
    if not account.from_name or not account.from_address:
        field = "from_address" if account.from_name else "from_name"
        raise Invalid(field=field, why=gettext_noop("Tulis nama dan alamat tempat kurir menjemput."))
    if not (len(account.from_postal_code) == 5 and account.from_postal_code.isdecimal()):
        raise Invalid(field="from_postal_code", why=gettext_noop("Kode pos terdiri dari 5 angka."))
    if not needs_place:
        account.from_place = account.from_label = ""


def _known(account: CourierAccount) -> dict[str, str]:
    try:
        return unseal(account.sealed) if account.sealed else {}
    except Unreadable:
        return {}


@write
def switch_courier_off(*, store_id: int, account_id: int, actor: Actor, at: datetime) -> CourierSwitchedOff:
    """Nothing new is booked there. What is under way is followed to its end. Raises NotFound, WrongState."""
    account = account_of(store_id, account_id)
    if CourierAccount.objects.of(store_id).filter(pk=account_id, active=True).update(active=False) != 1:
        raise WrongState(state="off")
    return CourierSwitchedOff(**facts(account))


@write
def note_check(
    *, store_id: int, account_id: int, trouble: str, actor: Actor, at: datetime, place: str = "", label: str = ""
) -> CourierChecked:  # fmt: skip
    """What the service said when its keys were tried, and how it calls the place parcels come from ("" = as before)."""
    account = account_of(store_id, account_id)
    account.checked_at, account.trouble = at, trouble[:300]
    if place:
        account.from_place, account.from_label = place[:60], label[:160]
    account.save(update_fields=["checked_at", "trouble", "from_place", "from_label"])
    return CourierChecked(**facts(account), trouble=account.trouble)


def account_of(store_id: int, account_id: int) -> CourierAccount:
    """Raises NotFound for another store's."""
    found: CourierAccount | None = CourierAccount.objects.of(store_id).filter(pk=account_id).first()
    if found is None:
        raise NotFound()
    return found


def facts(account: CourierAccount) -> dict[str, Any]:
    """The fields every CourierEvent shares."""
    return {
        "store_id": account.store_id, "account_id": account.pk, "service": account.service, "mode": account.mode
    }  # fmt: skip
