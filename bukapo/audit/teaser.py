"""Who signed up for a teaser: as their events say, voting for what there was, told and let in only if they said yes."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import F

from bukapo.audit.batches import origins
from bukapo.audit.breach import Breach
from bukapo.campaigns.models import Interest, Vote
from bukapo.campaigns.teaser.rules import BY_EMAIL
from bukapo.journal.models import EventRow
from bukapo.messaging.models import Message
from bukapo.messaging.rules import OFFER
from bukapo.orders.models import Order, Reminder

WHY = "the audit reads every store"
TOLD = ("interest.signed_up", "interest.changed")
_SAID = {
    "interest.signed_up": "signed_up_at",
    "interest.confirmed": "confirmed_at",
    "interest.opened": "opened_at",
    "interest.withdrawn": "withdrawn_at",
}


@dataclass
class Told:
    """What the events say of one person: moments by column, the last answer about offers, the last votes."""

    moments: dict[str, Any] = field(default_factory=dict)
    offers: str = ""
    votes: set[tuple[Any, ...]] = field(default_factory=set)

    def hear(self, kind: str, at: datetime, data: dict[str, Any]) -> None:
        if kind in _SAID:
            self.moments.setdefault(_SAID[kind], at)
        if kind in TOLD:
            self.offers = data["offers"]
            self.votes = {(design, "", "") for design in data["designs"]}
            self.votes |= {(None, *pick) for pick in data["picks"].items()}
        if kind == "interest.withdrawn":
            self.offers, self.votes = "", set()


def interests() -> Iterator[Breach]:
    """Moments and consent are those of the events; votes are the last ones given, for designs of this very teaser."""
    told: dict[int, Told] = defaultdict(Told)
    rows = EventRow.objects.filter(subject="campaigns.Interest").order_by("id")
    for pk, kind, at, data in rows.values_list("subject_id", "kind", "at", "data").iterator(chunk_size=2000):
        told[pk].hear(kind, at, data)
    cast: dict[int, set[tuple[Any, ...]]] = defaultdict(set)
    votes = Vote.objects.across_stores(WHY)
    for pk, *vote in votes.values_list("interest_id", "design_id", "option", "value"):
        cast[pk].add(tuple(vote))
    for row in Interest.objects.across_stores(WHY).order_by("pk").iterator(chunk_size=2000):
        where, said = f"interest {row.pk}", told[row.pk]
        wrong = [name for name in _SAID.values() if getattr(row, name) != said.moments.get(name)]
        if wrong:
            yield Breach("teaser", where, f"says otherwise than its events: {', '.join(wrong)}")
        if (row.wants_offers, row.offers_text) != (bool(said.offers), said.offers):
            yield Breach("teaser", where, "wants offers otherwise than it was said")
        if cast[row.pk] != said.votes:
            yield Breach("teaser", where, "has other votes than it gave")
    strangers = votes.filter(design__isnull=False).exclude(design__teaser__campaign=F("interest__campaign"))
    for pk in strangers.values_list("pk", flat=True):
        yield Breach("teaser", f"vote {pk}", "is for a design of another PO")


def early_orders() -> Iterator[Breach]:
    """An order by a personal code is of the same PO, of somebody who had signed up and, by e-mail, confirmed."""
    home = origins()
    orders = Order.objects.across_stores(WHY).filter(interest__isnull=False).select_related("interest")
    for order in orders.order_by("pk").iterator(chunk_size=2000):
        one, where = order.interest, f"order {order.number}"
        if one.campaign_id != home.get(order.pk, order.campaign_id):
            yield Breach("teaser", where, "came by the code of another PO's sign-up")
        since = one.confirmed_at if one.way == BY_EMAIL else one.signed_up_at
        if since is None or order.placed_at < since:
            yield Breach("teaser", where, "came by the code of somebody who had not confirmed")


def messages() -> Iterator[Breach]:
    """Nothing but the letter that asks goes to who has not confirmed, no offer to who wants none, and each once."""
    told = Message.objects.across_stores(WHY).filter(recipient__startswith="interest:")
    people = {
        pk: (way, confirmed)
        for pk, way, confirmed in Interest.objects.across_stores(WHY).values_list("pk", "way", "confirmed_at")
    }
    agreed: dict[int, list[tuple[Any, bool]]] = defaultdict(list)
    rows = EventRow.objects.filter(subject="campaigns.Interest", kind__in=TOLD).order_by("id")
    for pk, at, offers in rows.values_list("subject_id", "at", "data__offers"):
        agreed[pk].append((at, bool(offers)))
    seen: set[tuple[str, str, str]] = set()
    columns = ("pk", "recipient", "kind", "channel", "purpose", "created_at")
    for pk, recipient, kind, channel, purpose, at in told.order_by("pk").values_list(*columns):
        number = int(recipient.removeprefix("interest:") or 0)
        way, confirmed = people.get(number, ("", None))
        where = f"message {pk}"
        if kind != "interest.confirm" and way == BY_EMAIL and (confirmed is None or at < confirmed):
            yield Breach("teaser", where, "went to an address that had not confirmed")
        if purpose == OFFER and not ([said for when, said in agreed[number] if when <= at] or [False])[-1]:
            yield Breach("teaser", where, "offers something to who does not want offers")
        if kind.startswith("campaign.") and (recipient, kind, channel) in seen:
            yield Breach("teaser", where, "reminds somebody twice")
        seen.add((recipient, kind, channel))


def reminders() -> Iterator[Breach]:
    """A reminder was said by one event, of its own PO."""
    told = {
        pk: (kind.removeprefix("campaign."), campaign, at)
        for pk, kind, campaign, at in EventRow.objects.filter(subject="orders.Reminder", seq=1).values_list(
            "subject_id", "kind", "campaign_id", "at"
        )
    }
    for row in Reminder.objects.across_stores(WHY).order_by("pk"):
        if told.get(row.pk) != (row.what, row.campaign_id, row.said_at):
            yield Breach("teaser", f"reminder {row.pk}", "is not the one that was told")
