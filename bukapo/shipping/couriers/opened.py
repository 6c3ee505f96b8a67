"""The installation's courier services by name. Adapters are known by dotted name only; keys are unsealed only here."""

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

from bukapo.kernel.refusal import NotFound
from bukapo.shipping.couriers.rows import CourierAccount
from bukapo.shipping.port import SANDBOX, Courier
from bukapo.stores.seal import unseal


def names() -> tuple[str, ...]:
    """Every courier service of this installation, in the order of the settings."""
    return tuple(settings.BUKAPO_COURIERS)


def adapter_class(name: str) -> type[Courier]:
    """Raises NotFound for a service this installation does not have."""
    if name not in settings.BUKAPO_COURIERS:
        raise NotFound()
    found: type[Courier] = import_string(settings.BUKAPO_COURIERS[name])
    return found


def title(name: str) -> str:
    """How people call it; its bare name when this installation does not have it any more."""
    return adapter_class(name).title if name in settings.BUKAPO_COURIERS else name


def open_courier(account: CourierAccount, wait: float = 0) -> Courier:
    """The adapter with this account's keys, patient for `wait` seconds (0: its own). Raises Unreadable, NotFound."""
    base = settings.GATEWAY_URLS.get(account.service, "") if account.mode == SANDBOX else ""
    return adapter_class(account.service)(unseal(account.sealed), account.mode, base, wait)


def step_outside() -> None:
    """Before waiting for somebody else's server: the pool gets its connection back, so that nobody waits with us."""
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        connection.close()
