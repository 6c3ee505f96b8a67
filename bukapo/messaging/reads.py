"""What a seller sees of messages: the queue to tap through, the mailbox, the list of words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet

from bukapo.kernel.refusal import NotFound
from bukapo.messaging.channels import channel, letter_of
from bukapo.messaging.clocks import CLOCK_KINDS
from bukapo.messaging.compose import Shelf, Words
from bukapo.messaging.consumer import OVERTAKEN
from bukapo.messaging.kinds import BY_MAIL, KINDS, SELLER, WORKSHOP, Kind
from bukapo.messaging.models import Message, Template
from bukapo.messaging.port import Channel
from bukapo.messaging.rules import CHANNELS, EMAIL, WHATSAPP
from bukapo.stores.models import Store

PAGE = 20
BY_HAND = ["ready", "sent", "skipped"]
"""The states of a message that a person sends."""


@dataclass(frozen=True)
class Card:
    """One message. `title` says what it is about (Indonesian, to be translated); `link` opens it for sending by hand.

    `overtaken`: passed over by itself, because something newer made it untrue. `to_store`: written to the seller.
    """

    pk: int
    name: str
    address: str
    title: str
    subject: str
    body: str
    link: str
    state: str
    created_at: datetime
    sent_at: datetime | None
    attempts: int
    error: str
    overtaken: bool
    to_store: bool
    channel: str
    delivered_at: datetime | None
    read_at: datetime | None
    order_number: str
    campaign_title: str


@dataclass(frozen=True)
class Queue:
    """A page of messages sent by hand. `counts` by state and `kinds` (key, title, count) cover the whole queue."""

    cards: Sequence[Card]
    counts: dict[str, int]
    kinds: Sequence[tuple[str, str, int]]
    page: int
    has_next: bool

    @property
    def sent(self) -> int:
        return self.counts["sent"]

    @property
    def to_send(self) -> int:
        """Everything that was or is still to be sent; what was passed over does not count."""
        return self.counts["sent"] + self.counts["ready"]


@dataclass(frozen=True)
class Mails:
    """A page of a store's e-mail, newest first."""

    cards: Sequence[Card]
    page: int
    has_next: bool


@dataclass(frozen=True)
class Entry:
    """A message in the list of words: for each channel whether it goes out and whether the store has its own words."""

    kind: Kind
    channels: Sequence[tuple[str, bool, bool]]


def queue_for_seller(
    store: Store, *, campaign_id: int | None = None, show: str = "ready", kind: str = "", page: int = 1
) -> Queue:
    """Waiting ones oldest first, the others newest first; at most PAGE of them. Unknown `show` or `kind` is ignored."""
    rows = Message.objects.of(store).filter(channel=WHATSAPP)
    if campaign_id is not None:
        rows = rows.filter(campaign_id=campaign_id)
    found = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    show = show if show in BY_HAND else "ready"
    shown = rows.filter(state=show)
    kinds = list(shown.order_by("kind").values_list("kind").annotate(Count("pk")))
    if kind in KINDS:
        shown = shown.filter(kind=kind)
    cards, has_next = page_of_cards(store, shown.order_by("pk" if show == "ready" else "-pk"), page)
    return Queue(
        cards=cards,
        counts={state: found.get(state, 0) for state in BY_HAND},
        kinds=[(key, KINDS[key].title, count) for key, count in kinds if key in KINDS],
        page=page,
        has_next=has_next,
    )


def mails_for_seller(store: Store, *, page: int = 1) -> Mails:
    """What was written by e-mail to buyers and to the store itself."""
    cards, has_next = page_of_cards(
        store, Message.objects.of(store).filter(channel=EMAIL).order_by("-pk"), page
    )
    return Mails(cards=cards, page=page, has_next=has_next)


def message_for_seller(store: Store, message_id: int) -> Card:
    """Raises NotFound for another store's."""
    row = Message.objects.of(store).select_related("order", "campaign").filter(pk=message_id).first()
    if row is None:
        raise NotFound()
    return _card(store, row, channel(row.channel, store.pk))


def entries_for_seller(store: Store) -> list[Entry]:
    """Every message there is, in the order of a PO's life."""
    rows = list(Template.objects.of(store))
    own = {(row.kind, row.channel) for row in rows if row.body}
    silent = {(row.kind, row.channel) for row in rows if not row.active}
    return [
        Entry(kind, [(name, (key, name) not in silent, (key, name) in own) for name in channels_of(kind)])
        for key, kind in KINDS.items()
    ]


def channels_of(kind: Kind) -> list[str]:
    """Sellers are written to by e-mail (by WhatsApp too where a clock runs), workshops by WhatsApp only."""
    if kind.key in BY_MAIL:
        return [EMAIL]
    if kind.key in CLOCK_KINDS:
        return [*CHANNELS]
    return {SELLER: [EMAIL], WORKSHOP: [WHATSAPP]}.get(kind.reader, CHANNELS)


def words_for_seller(store: Store, *, key: str, channel: str, language: str) -> tuple[Words, bool]:
    """The words in use, and whether the message goes out on this channel."""
    shelf = Shelf(store.pk, key)
    return shelf.words(channel, language), channel not in shelf.silent


def page_of_cards(store: Store, rows: "QuerySet[Any]", page: int) -> tuple[list[Card], bool]:
    """PAGE messages, and whether there are more. The channels are opened once."""
    first = (max(1, page) - 1) * PAGE
    found = list(rows.select_related("order", "campaign")[first : first + PAGE + 1])
    opened = {name: channel(name, store.pk) for name in {row.channel for row in found}}
    return [_card(store, row, opened[row.channel]) for row in found[:PAGE]], len(found) > PAGE


def _card(store: Store, row: Message, opened: Channel) -> Card:
    kind = KINDS.get(row.kind)
    return Card(
        pk=row.pk,
        name=row.name,
        address=row.address,
        title=kind.title if kind else row.kind,
        subject=row.subject,
        body=row.body,
        link=opened.link(letter_of(row, store.name, store.email)),
        state=row.state,
        created_at=row.created_at,
        sent_at=row.sent_at,
        attempts=row.attempts,
        error="" if row.error == OVERTAKEN else row.error,
        overtaken=row.error == OVERTAKEN,
        to_store=bool(kind and kind.reader == SELLER),
        channel=row.channel,
        delivered_at=row.delivered_at,
        read_at=row.read_at,
        order_number=row.order.number if row.order else "",
        campaign_title=row.campaign.title if row.campaign else "",
    )
