"""The installation's gateways by name. Adapters are known by dotted name only; keys are unsealed only here."""

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

from bukapo.kernel.refusal import NotFound
from bukapo.payments.gateways.rows import GatewayAccount
from bukapo.payments.gateways.seal import unseal
from bukapo.payments.port import SANDBOX, Gateway


def names() -> tuple[str, ...]:
    """Every gateway of this installation, in the order of the settings."""
    return tuple(settings.BUKAPO_GATEWAYS)


def adapter_class(name: str) -> type[Gateway]:
    """Raises NotFound for a gateway this installation does not have."""
    if name not in settings.BUKAPO_GATEWAYS:
        raise NotFound()
    found: type[Gateway] = import_string(settings.BUKAPO_GATEWAYS[name])
    return found


def title(name: str) -> str:
    """How people call it; its bare name when this installation does not have it any more."""
    return adapter_class(name).title if name in settings.BUKAPO_GATEWAYS else name


def open_gateway(account: GatewayAccount) -> Gateway:
    """The adapter with this account's keys. Raises Unreadable, NotFound."""
    base = settings.GATEWAY_URLS.get(account.gateway, "") if account.mode == SANDBOX else ""
    return adapter_class(account.gateway)(unseal(account.sealed), account.mode, base)


def step_outside() -> None:
    """Before waiting for somebody else's server: the pool gets its connection back, so that nobody waits with us."""
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        connection.close()
