"""What happens to a store's WhatsApp account. Keys are never told: only that they changed."""

from dataclasses import dataclass
from typing import ClassVar

from bukapo.journal.events import SELLER, Event


@dataclass(frozen=True, kw_only=True)
class WhatsAppEvent(Event):
    subject: ClassVar[tuple[str, str]] = ("messaging.WhatsAppAccount", "account_id")
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})

    account_id: int


@dataclass(frozen=True, kw_only=True)
class WhatsAppSaved(WhatsAppEvent):
    """`keys`: names of those entered anew."""

    kind: ClassVar[str] = "whatsapp.saved"
    keys: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class WhatsAppSwitched(WhatsAppEvent):
    kind: ClassVar[str] = "whatsapp.switched"
    active: bool


@dataclass(frozen=True, kw_only=True)
class WhatsAppChecked(WhatsAppEvent):
    """`trouble` "" = the keys open the door; a halted account goes on."""

    kind: ClassVar[str] = "whatsapp.checked"
    trouble: str


@dataclass(frozen=True, kw_only=True)
class WhatsAppHalted(WhatsAppEvent):
    """Meta refused the account itself; messages wait for the seller's tap until it is mended."""

    kind: ClassVar[str] = "whatsapp.halted"
    reason: str


@dataclass(frozen=True, kw_only=True)
class WhatsAppFormsRead(WhatsAppEvent):
    """The approved texts were read from Meta; `usable` of ours are approved."""

    kind: ClassVar[str] = "whatsapp.forms_read"
    usable: int
    listed: int


@dataclass(frozen=True, kw_only=True)
class WhatsAppFormMapped(WhatsAppEvent):
    """Which text at Meta says a message of ours, from now on. `name` "" = none."""

    kind: ClassVar[str] = "whatsapp.form_mapped"
    what: str
    language: str
    name: str
