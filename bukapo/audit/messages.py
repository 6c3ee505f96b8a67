"""What people were told: a message's state and its times agree; whoever wants no more was told no news since."""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower

from bukapo.audit.breach import Breach
from bukapo.messaging.models import Message, Stop
from bukapo.messaging.rules import FACTS

WHY = "the audit reads every store"
MOST = 200
GONE = ["sent", "delivered", "read"]
WAITS = ["queued", "sending", "ready"]

WRONG: tuple[tuple[Q, str], ...] = (
    (Q(state__in=GONE, sent_at=None), "went out and nobody knows when"),
    (Q(state__in=WAITS) & ~Q(sent_at=None), "waits and has a time at which it went out"),
    (Q(state="delivered", delivered_at=None), "was delivered and nobody knows when"),
    (Q(state="read", read_at=None), "was read and nobody knows when"),
    (Q(state__in=["queued", "sending"], send_after=None), "is never due"),
    (Q(state="sending", attempts=0), "is being sent and was never tried"),
    (~Q(order=None) & ~Q(order__store=F("store")), "is about another store's order"),
    (~Q(event__store_id=F("store_id")), "tells of another store's event"),
)


def told() -> Iterator[Breach]:
    """State and times of every message agree, and it is of its own store."""
    for wrong, words in WRONG:
        rows = Message.objects.across_stores(WHY).filter(wrong).order_by("pk")
        for pk, state in rows.values_list("pk", "state")[:MOST]:
            yield Breach("message", f"message {pk}", f"is {state}: {words}")


def stops() -> Iterator[Breach]:
    """No news and no offer was made for an address while its owner wanted none."""
    then = Stop.objects.across_stores(WHY).filter(store=OuterRef("store"), address=OuterRef("low"))
    then = then.filter(asked_at__lt=OuterRef("created_at"))
    then = then.filter(Q(ended_at=None) | Q(ended_at__gt=OuterRef("created_at")))
    news = Message.objects.across_stores(WHY).exclude(purpose=FACTS).exclude(state="skipped")
    rows = news.annotate(low=Lower("address")).filter(Exists(then)).order_by("pk")
    for pk, purpose in rows.values_list("pk", "purpose")[:MOST]:
        yield Breach("message", f"message {pk}", f"is {purpose} to somebody who had stopped it")


def repeats() -> Iterator[Breach]:
    """One thing at a channel is one message: two rows never carry the same name."""
    first = Message.objects.across_stores(WHY).filter(
        store=OuterRef("store"),
        channel=OuterRef("channel"),
        reference=OuterRef("reference"),
        pk__lt=OuterRef("pk"),
    )
    named = Message.objects.across_stores(WHY).exclude(reference="")
    for pk, reference in named.filter(Exists(first)).values_list("pk", "reference")[:MOST]:
        yield Breach("message", f"message {pk}", f"carries the name of another one: {reference}")
