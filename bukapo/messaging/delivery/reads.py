"""The delivery report of a PO or of one broadcast: a fixed number of questions, each answered from an index."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet

from bukapo.messaging.broadcasts.rows import Broadcast, BroadcastRecipient
from bukapo.messaging.broadcasts.rules import CALLED_OFF, HELD
from bukapo.messaging.broadcasts.writes import messages_of
from bukapo.messaging.consumer import OVERTAKEN
from bukapo.messaging.kinds import KINDS
from bukapo.messaging.models import Message
from bukapo.stores.models import Store

MOST_REASONS = 8
WAITING = ("queued", "sending", "ready")
GONE = ("sent", "delivered", "read")


@dataclass(frozen=True)
class Tally:
    """Messages by state. `gone` left; `arrived` of them were confirmed by the channel."""

    states: dict[str, int] = field(default_factory=dict)

    def of(self, *states: str) -> int:
        return sum(self.states.get(state, 0) for state in states)

    @property
    def all(self) -> int:
        return sum(self.states.values())

    @property
    def waiting(self) -> int:
        return self.of(*WAITING)

    @property
    def gone(self) -> int:
        return self.of(*GONE)

    @property
    def arrived(self) -> int:
        return self.of("delivered", "read")

    @property
    def read(self) -> int:
        return self.of("read")

    @property
    def failed(self) -> int:
        return self.of("failed")

    @property
    def unknown(self) -> int:
        return self.of("unknown")

    @property
    def skipped(self) -> int:
        return self.of("skipped")


@dataclass(frozen=True)
class KindRow:
    """One message of `messaging.kinds` on one channel. `title` is to be translated."""

    title: str
    channel: str
    tally: Tally


@dataclass(frozen=True)
class Report:
    """`why_failed` and `why_skipped` are (reason, count), most first; reasons of our own are OVERTAKEN, HELD,
    CALLED_OFF and "" (passed over by hand). `left`: people on lists who asked for no news before their turn."""

    channels: dict[str, Tally]
    kinds: Sequence[KindRow]
    why_failed: Sequence[tuple[str, int]]
    why_skipped: Sequence[tuple[str, int]]
    left: int

    @property
    def all(self) -> int:
        return sum(tally.all for tally in self.channels.values())


OWN_REASONS = (OVERTAKEN, HELD, CALLED_OFF, "")


def report_of_campaign(store: Store, campaign_id: int) -> Report:
    """Of everything a PO told anybody. Four queries."""
    rows = Message.objects.of(store).filter(campaign_id=campaign_id)
    lists = Broadcast.objects.of(store).filter(campaign_id=campaign_id)
    return _report(rows, BroadcastRecipient.objects.of(store).filter(broadcast__in=lists))


def report_of_broadcast(store: Store, row: Broadcast) -> Report:
    """Four queries."""
    return _report(messages_of(row), BroadcastRecipient.objects.of(store).filter(broadcast=row))


def _report(rows: "QuerySet[Message]", listed: "QuerySet[BroadcastRecipient]") -> Report:
    counted = rows.order_by().values_list("kind", "channel", "state").annotate(Count("pk"))
    kinds: dict[tuple[str, str], dict[str, int]] = {}
    channels: dict[str, dict[str, int]] = {}
    for kind, channel, state, count in counted:
        kinds.setdefault((kind, channel), {})[state] = count
        of_channel = channels.setdefault(channel, {})
        of_channel[state] = of_channel.get(state, 0) + count
    order = {key: place for place, key in enumerate(KINDS)}
    told = sorted(kinds.items(), key=lambda item: (order.get(item[0][0], len(order)), item[0][1]))
    return Report(
        channels={channel: Tally(states) for channel, states in sorted(channels.items())},
        kinds=[
            KindRow(KINDS[kind].title if kind in KINDS else kind, channel, Tally(states))
            for (kind, channel), states in told
        ],
        why_failed=_reasons(rows, "failed"),
        why_skipped=_reasons(rows, "skipped"),
        left=listed.filter(left="stopped").count(),
    )


def _reasons(rows: "QuerySet[Message]", state: str) -> list[tuple[str, int]]:
    found = rows.order_by().filter(state=state).values_list("error").annotate(many=Count("pk"))
    return [(error, many) for error, many in found.order_by("-many", "error")[:MOST_REASONS]]


@dataclass(frozen=True)
class Line:
    """One message as the file lists it."""

    title: str
    name: str
    address: str
    channel: str
    state: str
    order: str
    created_at: datetime
    sent_at: datetime | None
    delivered_at: datetime | None
    read_at: datetime | None
    error: str


def lines_of(
    store: Store, *, campaign_id: int | None = None, broadcast: Broadcast | None = None
) -> Iterator[Line]:
    """Every message of a PO or of a broadcast, oldest first, read piece by piece."""
    rows: QuerySet[Any] = messages_of(broadcast) if broadcast else Message.objects.of(store)
    if campaign_id is not None:
        rows = rows.filter(campaign_id=campaign_id)
    values = rows.order_by("pk").values_list(
        "kind", "name", "address", "channel", "state", "order__number", "created_at", "sent_at", "delivered_at",
        "read_at", "error",
    )  # fmt: skip
    for kind, name, address, channel, state, number, *rest in values.iterator(chunk_size=2000):
        title = KINDS[kind].title if kind in KINDS else kind
        yield Line(title, name, address, channel, state, number or "", *rest)
