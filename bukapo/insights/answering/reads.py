"""The answer time of a store, from what was asked and answered. For its record and its inbox."""

from datetime import datetime, timedelta

from bukapo.campaigns.models import Campaign, Question
from bukapo.campaigns.questions.rules import ASKED, HIDDEN
from bukapo.insights.answering.rules import AnswerTime, Wait, answer_time
from bukapo.orders.models import Thread, ThreadWord
from bukapo.orders.threads.rules import WAITING
from bukapo.stores.models import Store

WINDOW = timedelta(days=90)
MOST = 5000


def answer_time_of(store: Store, *, at: datetime) -> AnswerTime:
    """Of the last 90 days, and of everything that still waits. Four queries, whatever the number of questions."""
    return answer_time(_waits(store, at), at=at, zone=store.zone)


def answer_time_about(campaign: Campaign, *, at: datetime) -> AnswerTime:
    """Of everything asked about a PO and its orders. Three queries."""
    store_id = campaign.store_id
    words = ThreadWord.objects.of(store_id).filter(since__isnull=False, thread__order__campaign=campaign)
    waits = [Wait(began, ended) for began, ended in words.values_list("since", "said_at")[:MOST]]
    threads = Thread.objects.of(store_id).filter(state=WAITING, order__campaign=campaign)
    waits += [Wait(began) for began in threads.values_list("since", flat=True)[:MOST] if began]
    rows = Question.objects.of(store_id).filter(campaign=campaign).exclude(state=HIDDEN)
    waits += [Wait(*row) for row in rows.values_list("asked_at", "answered_at")[:MOST]]
    return answer_time(waits, at=at, zone=campaign.store.zone)


def _waits(store: Store, at: datetime) -> list[Wait]:
    since = at - WINDOW
    words = ThreadWord.objects.of(store).filter(since__isnull=False, said_at__gte=since)
    told = words.order_by("-said_at").values_list("since", "said_at")[:MOST]
    waits = [Wait(began, ended) for began, ended in told]
    threads = Thread.objects.of(store).filter(state=WAITING).values_list("since", flat=True)[:MOST]
    waits += [Wait(began) for began in threads if began]
    rows = Question.objects.of(store).filter(answered_at__gte=since).exclude(state=HIDDEN)
    answered = rows.order_by("-answered_at").values_list("asked_at", "answered_at")[:MOST]
    waits += [Wait(began, ended) for began, ended in answered]
    asked = Question.objects.of(store).filter(state=ASKED).values_list("asked_at", flat=True)[:MOST]
    return waits + [Wait(began) for began in asked]
