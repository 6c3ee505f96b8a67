"""Whether a message may go out just now, as what, and if not what becomes of it. Reads only."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bukapo.kernel.refusal import gettext_noop
from bukapo.messaging.channels import channel, letter_of
from bukapo.messaging.consumer import OVERTAKEN
from bukapo.messaging.models import Message, WhatsAppForm
from bukapo.messaging.port import Channel, Form, Letter
from bukapo.messaging.quiet.reads import quiet_of, waits, when_to_send
from bukapo.messaging.quiet.rules import Quiet
from bukapo.messaging.rules import FACTS, WHATSAPP
from bukapo.messaging.stops.reads import stopped
from bukapo.messaging.stops.writes import STOPPED
from bukapo.messaging.teaser.truth import untrue
from bukapo.messaging.whatsapp.opened import window_open
from bukapo.messaging.whatsapp.rules import APPROVED
from bukapo.stores.models import Store

NO_FORM = gettext_noop(
    "Belum ada templat WhatsApp yang disetujui untuk pesan ini. Kirim sendiri lewat wa.me."
)
BAD_FORM = gettext_noop(
    "Templat WhatsApp untuk pesan ini tidak bisa dipakai Meta. Kirim sendiri lewat wa.me."
)
EMPTY_GAP = gettext_noop(
    "Templatnya tidak cocok: ada isian yang kosong di pesan ini. Kirim sendiri lewat wa.me."
)
NO_ACCOUNT = gettext_noop("WhatsApp otomatis sedang tidak jalan. Kirim sendiri lewat wa.me.")
OUTSIDE = "131047"
"""Meta said that the reader wrote too long ago: only an approved text goes out, whatever we think of the window."""
HALTED_WAIT = timedelta(hours=1)


@dataclass(frozen=True)
class Judged:
    """A message with its letter, or with the state it goes to instead: `to` and why, or put off until `send_after`."""

    message: Message
    letter: Letter | None = None
    to: str = ""
    why: str = ""
    send_after: datetime | None = None


@dataclass
class Desk:
    """What is known of one store while one handful of messages is judged."""

    store: Store
    name: str
    channel: Channel
    quiet: Quiet
    stopped: frozenset[str] = frozenset()
    open: frozenset[str] = frozenset()
    forms: dict[int, WhatsAppForm] = field(default_factory=dict)

    @property
    def by_api(self) -> bool:
        return self.name == WHATSAPP and self.channel.born == "queued"


def judge(messages: Sequence[Message], at: datetime) -> list[Judged]:
    """What becomes of these messages of one channel; a fixed number of queries per store."""
    desks: dict[int, Desk] = {}
    for store_id in sorted({message.store_id for message in messages}):
        desks[store_id] = _desk(store_id, [m for m in messages if m.store_id == store_id], at)
    gone = untrue(messages, at)
    return [
        Judged(message, to="skipped", why=OVERTAKEN)
        if message.pk in gone
        else _judged(message, desks[message.store_id], at)
        for message in messages
    ]


def _desk(store_id: int, messages: Sequence[Message], at: datetime) -> Desk:
    name = messages[0].channel
    store = Store.objects.get(pk=store_id)
    desk = Desk(store, name, channel(name, store_id), quiet_of([store_id])[store_id])
    if news := [m.address for m in messages if m.purpose != FACTS]:
        desk.stopped = stopped(store_id, news)
    if desk.by_api:
        desk.open = window_open(store_id, [m.address for m in messages], at)
        rows = WhatsAppForm.objects.of(store_id).filter(
            pk__in=[m.form.get("form") for m in messages if m.form]
        )
        desk.forms = {row.pk: row for row in rows}
    return desk


def _judged(message: Message, desk: Desk, at: datetime) -> Judged:
    if message.purpose != FACTS and message.address in desk.stopped:
        return Judged(message, to="skipped", why=STOPPED)
    if waits(message.kind, message.purpose) and (morning := _morning(message, desk, at)) > at:
        return Judged(message, to="queued", why=message.error, send_after=morning)
    if message.channel == WHATSAPP and not desk.by_api:
        if message.priority:  # nobody should find fifty thousand messages to tap
            return Judged(message, to="queued", why=NO_ACCOUNT, send_after=at + HALTED_WAIT)
        return Judged(message, to="ready", why=NO_ACCOUNT)
    if desk.by_api:
        return _by_api(message, desk)
    return Judged(message, letter_of(message, desk.store.name, desk.store.email))


def _by_api(message: Message, desk: Desk) -> Judged:
    """In one's own words while the reader's window is open, else by an approved text, else by hand."""
    if message.address in desk.open and message.code != OUTSIDE:
        return Judged(message, letter_of(message, desk.store.name))
    if "lacks" in message.form:
        return Judged(message, to="failed" if message.priority else "ready", why=EMPTY_GAP)
    row = desk.forms.get(message.form.get("form", 0))
    if row is None or row.state != APPROVED:
        why = NO_FORM if row is None or not row.state else BAD_FORM
        return Judged(message, to="failed" if message.priority else "ready", why=why)
    form = Form(row.name, row.code, tuple(message.form["values"]), str(message.form.get("button", "")))
    return Judged(message, letter_of(message, desk.store.name, form=form))


def _morning(message: Message, desk: Desk, at: datetime) -> datetime:
    code = message.order.postal_code if message.order else ""
    return when_to_send(
        kind=message.kind, purpose=message.purpose, store=desk.store, quiet=desk.quiet, postal_code=code,
        key=f"{message.recipient}:{message.event_id}", at=at,
    )  # fmt: skip
