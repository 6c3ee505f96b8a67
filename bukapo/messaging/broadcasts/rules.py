"""What a broadcast may be, whom it reaches by which way, and how long that takes. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta

from bukapo.kernel.machine import machine
from bukapo.kernel.refusal import Refusal, gettext_noop
from bukapo.messaging.rules import EMAIL, WHATSAPP

BROADCAST = machine(
    "broadcast",
    "queued",
    queued="paused cancelled made",
    paused="queued cancelled",
    made="paused cancelled",
    cancelled="",
)
"""queued: its list stands, the worker turns it into messages; made: all of them are written (not yet all sent)."""

EMAIL_FIRST, BOTH = "email_first", "both"
WAYS = [EMAIL_FIRST, WHATSAPP, EMAIL, BOTH]
"""email_first: by e-mail whoever gave one, the others by WhatsApp."""

NEWS_KIND, OFFER_KIND, UPDATE_KIND = "broadcast.news", "broadcast.offer", "update.sent"
KINDS = [NEWS_KIND, OFFER_KIND, UPDATE_KIND]
"""Which message of `messaging.kinds` it is."""

PRIORITY = 5
"""After whatever an event causes."""
GROUP, AHEAD = 300, 600
"""Messages the worker writes in one transaction, and how many may wait for their channel (or a tap) before it writes
more: so a pause stops a broadcast within seconds, and nobody else's message stands behind fifty thousand."""

STOPPED, MOVED = "stopped", "moved"
LEFT = ["", STOPPED, MOVED]
"""Why somebody on the list was left out after all: they asked for no more news meanwhile; they left the group."""

HELD, CALLED_OFF = "paused", "cancelled"
"""Kept in `error` of a message that waits for its broadcast to go on, or will not be sent."""

PER_SECOND: Mapping[str, int] = {WHATSAPP: 80, EMAIL: 10}
"""Messages a second where the channel does not say. WhatsApp Cloud API: 80 (indonesia.md, section 3); e-mail: what
providers give a small sender."""


class CountChanged(Refusal):
    """Somebody came or left between the count that was shown and the tap."""

    code = "count_changed"
    http_status = 409
    sentence = gettext_noop("Penerimanya baru saja berubah. Periksa angkanya lagi, lalu kirim.")


class NobodyToTell(Refusal):
    code = "nobody_to_tell"
    http_status = 422
    sentence = gettext_noop("Belum ada yang bisa dikirimi di kelompok ini.")


class AlreadyQueued(Refusal):
    """The same form was sent before. `broadcast` is what it became."""

    code = "already_queued"
    sentence = gettext_noop("Siaran ini sudah dikirim.")


class NotForOffers(Refusal):
    """An offer may only go to a group of people who said that they want offers."""

    code = "not_for_offers"
    http_status = 422
    sentence = gettext_noop("Penawaran hanya boleh dikirim ke orang yang sudah bilang mau menerimanya.")


@dataclass(frozen=True)
class Count:
    """Who a broadcast reaches. `orders` of the group belong to `people`; of these `stopped` want no news, `unreachable`
    have no address for the chosen way, and the rest get `by_whatsapp` and `by_email` messages."""

    orders: int = 0
    people: int = 0
    stopped: int = 0
    unreachable: int = 0
    reached: int = 0
    by_whatsapp: int = 0
    by_email: int = 0

    @property
    def twice(self) -> int:
        """Orders of people who get one message all the same."""
        return self.orders - self.people

    @property
    def messages(self) -> int:
        return self.by_whatsapp + self.by_email

    @property
    def stamp(self) -> str:
        """What the seller confirms: `120-80-40`."""
        return f"{self.reached}-{self.by_whatsapp}-{self.by_email}"


def uses(way: str, silent: Collection[str] = ()) -> tuple[bool, bool, bool]:
    """(by WhatsApp, by e-mail, WhatsApp only without an e-mail). `silent`: channels the store switched off for it."""
    whatsapp = way != EMAIL and WHATSAPP not in silent
    email = way != WHATSAPP and EMAIL not in silent
    return whatsapp, email, way == EMAIL_FIRST and email


def takes(messages: int, per_second: int) -> timedelta:
    """How long a channel needs, rounded up to whole seconds."""
    return timedelta(seconds=-(-messages // max(1, per_second)))
