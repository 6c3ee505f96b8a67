"""What a seller sees of broadcasts: how far each one is, whom it left out, what it costs and how long it takes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Count as Counted

from bukapo.kernel.refusal import NotFound
from bukapo.messaging.broadcasts.exits import born_of, pace_of
from bukapo.messaging.broadcasts.groups import GROUPS, Group
from bukapo.messaging.broadcasts.rows import Broadcast, BroadcastRecipient, TellingHabit
from bukapo.messaging.broadcasts.rules import EMAIL_FIRST, Count, takes
from bukapo.messaging.broadcasts.writes import messages_of
from bukapo.messaging.kinds import KINDS
from bukapo.messaging.rules import CHANNELS, EMAIL, OFFER, WHATSAPP
from bukapo.stores.models import Store

SHOWN = 50
ON_THE_WAY = ("queued", "sending", "ready")
ARRIVED = ("sent", "delivered", "read")


@dataclass(frozen=True)
class Effort:
    """What a broadcast takes: rupiah, and how long the channels need; `by_hand` messages are tapped by a person,
    `kept` ones stay in the mailbox; `by_api` go by the WhatsApp Cloud API, which takes one's own words only within a
    day of the reader's last message."""

    cost: int = 0
    lasts: timedelta = timedelta()
    by_hand: int = 0
    kept: int = 0
    by_api: int = 0


@dataclass(frozen=True)
class ShownBroadcast:
    """`states` counts its messages; `left` the people who got nothing after all, by reason."""

    row: Broadcast
    group: Group
    states: dict[str, int] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)

    @property
    def messages(self) -> int:
        return self.row.by_whatsapp + self.row.by_email

    @property
    def gone(self) -> int:
        """Messages that left."""
        return sum(self.states.get(state, 0) for state in ARRIVED)

    @property
    def waits(self) -> int:
        return sum(self.states.get(state, 0) for state in ON_THE_WAY)

    @property
    def is_over(self) -> bool:
        return self.row.state == "cancelled" or (self.row.state == "made" and not self.waits)


def effort_of(store: Store, count: Count, *, kind: str) -> Effort:
    """At this store's prices and the channels' own pace; both channels work at the same time. One query."""
    habit = habit_of(store)
    price = habit.offer_price if KINDS[kind].purpose == OFFER else habit.news_price
    wanted = {WHATSAPP: count.by_whatsapp, EMAIL: count.by_email}
    born = {name: born_of(store.pk, name) for name in CHANNELS}
    queued = {name: wanted[name] for name in CHANNELS if born[name] == "queued"}
    return Effort(
        cost=price * queued.get(WHATSAPP, 0),
        lasts=max(
            (takes(many, pace_of(store.pk, name)) for name, many in queued.items()), default=timedelta()
        ),
        by_hand=sum(wanted[name] for name in CHANNELS if born[name] == "ready"),
        kept=sum(wanted[name] for name in CHANNELS if born[name] == "sent"),
        by_api=queued.get(WHATSAPP, 0),
    )


def usual_way(store: Store) -> str:
    """Where WhatsApp is sent by hand, e-mail spares the taps."""
    return EMAIL_FIRST if born_of(store.pk, WHATSAPP) == "ready" else WHATSAPP


def habit_of(store: Store) -> TellingHabit:
    """The store's own habit, or what everybody begins with (unsaved)."""
    return TellingHabit.objects.of(store).first() or TellingHabit(store=store)


def broadcasts_of(store: Store, *, campaign_id: int | None = None) -> Sequence[ShownBroadcast]:
    """The newest first, at most SHOWN; without their counts."""
    rows = Broadcast.objects.of(store).select_related("campaign")
    if campaign_id is not None:
        rows = rows.filter(campaign_id=campaign_id)
    return [ShownBroadcast(row, GROUPS[row.group]) for row in rows.order_by("-pk")[:SHOWN]]


def broadcast_for_seller(store: Store, broadcast_id: int) -> ShownBroadcast:
    """With its counts, in three queries. Raises NotFound."""
    row = Broadcast.objects.of(store).select_related("campaign").filter(pk=broadcast_id).first()
    if row is None:
        raise NotFound()
    states = messages_of(row).order_by().values_list("state").annotate(Counted("pk"))
    gone = BroadcastRecipient.objects.of(store).filter(broadcast=row).exclude(left="").order_by()
    return ShownBroadcast(
        row, GROUPS[row.group], dict(states), dict(gone.values_list("left").annotate(Counted("pk")))
    )
