"""A store's WhatsApp account told to its seller. No key ever leaves here: only what `shown` says of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bukapo.messaging.clocks import CLOCK_KINDS
from bukapo.messaging.kinds import BY_MAIL, KINDS, SELLER, Kind
from bukapo.messaging.whatsapp.opened import account_of_store, may_send
from bukapo.messaging.whatsapp.rows import WhatsAppForm


@dataclass(frozen=True)
class AccountTold:
    """`runs`: messages go out by it just now. `halted`: Meta refuses it."""

    phone_number_id: str
    waba_id: str
    shown: dict[str, str]
    hook: str
    active: bool
    runs: bool
    halted: bool
    trouble: str
    checked_at: datetime | None
    synced_at: datetime | None


@dataclass(frozen=True)
class FormTold:
    """One message of ours and the text at Meta that says it; `name` "" = none chosen."""

    kind: Kind
    language: str
    name: str = ""
    code: str = ""
    gaps: Sequence[str] = ()
    button: bool = False
    state: str = ""
    category: str = ""
    why: str = ""


def whatsapp_of_store(store_id: int) -> AccountTold | None:
    """None where the store never entered one."""
    row = account_of_store(store_id)
    if row is None:
        return None
    return AccountTold(
        row.phone_number_id, row.waba_id, dict(row.shown), row.hook, row.active, may_send(row),
        row.halted_at is not None, row.trouble, row.checked_at, row.synced_at,
    )  # fmt: skip


def forms_of_store(store_id: int, language: str) -> list[FormTold]:
    """Every message that may go by WhatsApp, in the order of a PO's life. One query."""
    rows = {row.kind: row for row in WhatsAppForm.objects.of(store_id).filter(language=language)}
    told = [kind for kind in KINDS.values() if kind.reader != SELLER or kind.key in CLOCK_KINDS]
    kinds = [kind for kind in told if kind.key not in BY_MAIL]
    return [_form(kind, language, rows.get(kind.key)) for kind in kinds]


def form_of_store(store_id: int, kind: Kind, language: str) -> FormTold:
    return _form(
        kind, language, WhatsAppForm.objects.of(store_id).filter(kind=kind.key, language=language).first()
    )


def _form(kind: Kind, language: str, row: WhatsAppForm | None) -> FormTold:
    if row is None or not row.name:
        return FormTold(kind, language)
    return FormTold(
        kind, language, row.name, row.code, tuple(row.gaps), row.button, row.state, row.category, row.why
    )
