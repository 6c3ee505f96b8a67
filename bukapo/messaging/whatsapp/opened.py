"""A store's account, opened: its keys are unsealed only here."""

from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

from bukapo.messaging.inbound.rows import Inbound
from bukapo.messaging.port import Channel
from bukapo.messaging.whatsapp.port import Registry
from bukapo.messaging.whatsapp.rows import WhatsAppAccount
from bukapo.messaging.whatsapp.window import WINDOW
from bukapo.payments.gateways.seal import Unreadable, unseal

WHY = "the worker serves every store"


def account_of_store(store_id: int) -> WhatsAppAccount | None:
    """The store's account, whatever state it is in."""
    found: WhatsAppAccount | None = WhatsAppAccount.objects.of(store_id).first()
    return found


def keys_of(account: WhatsAppAccount) -> dict[str, str]:
    """token, app_secret, verify_token. Raises Unreadable."""
    return unseal(account.sealed)


def open_channel(account: WhatsAppAccount) -> Channel:
    """The adapter that sends. Raises Unreadable."""
    made: Channel = _adapter(account)
    return made


def open_registry(account: WhatsAppAccount) -> Registry:
    """The adapter that reads and proposes approved texts. Raises Unreadable."""
    made: Registry = _adapter(account)
    return made


def _adapter(account: WhatsAppAccount):  # type: ignore[no-untyped-def]
    keys = keys_of(account)
    own = {"phone_number_id": account.phone_number_id, "waba_id": account.waba_id, "token": keys["token"]}
    return import_string(settings.BUKAPO_CHANNELS["whatsapp_api"])(own)


def may_send(account: WhatsAppAccount | None) -> bool:
    """Whether messages go out by themselves just now."""
    return account is not None and account.active and account.halted_at is None


def halted_stores() -> list[int]:
    """Stores whose account Meta refuses: what goes to many waits for them."""
    rows = WhatsAppAccount.objects.across_stores(WHY).filter(active=True, halted_at__isnull=False)
    return list(rows.values_list("store_id", flat=True))


def window_open(store_id: int, phones: list[str], at: datetime) -> frozenset[str]:
    """Those who wrote to the store within the last 24 hours: they may get any text. One query."""
    lately = Inbound.objects.of(store_id).filter(phone__in=phones, at__gt=at - WINDOW)
    return frozenset(lately.values_list("phone", flat=True))


__all__ = [
    "Unreadable",
    "account_of_store",
    "halted_stores",
    "may_send",
    "open_channel",
    "open_registry",
    "window_open",
]
