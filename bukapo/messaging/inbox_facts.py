"""What fills the gaps about questions and their answers. Events name the words by id, so they are looked up here."""

from collections.abc import Mapping
from typing import Any

from bukapo.campaigns.models import Question
from bukapo.journal.models import EventRow
from bukapo.orders.models import Order, ThreadWord
from bukapo.stores.models import Store

Data = Mapping[str, Any]


def asked_words(data: Data, store: Store) -> str:
    """What somebody asked: of a PO, on their order, or as a workshop, whose words stand in the event."""
    if data.get("question"):
        return str(data["question"])
    if data.get("question_id"):
        return _of_question(data, store, "text")
    return _of_thread(data, store, by_seller=False)


def answer_words(data: Data, store: Store) -> str:
    """What the store answered."""
    if data.get("answer"):
        return str(data["answer"])
    if data.get("question_id"):
        return _of_question(data, store, "answer")
    return _of_thread(data, store, by_seller=True)


def inbox_place(event: EventRow, store: Store, order: Order | None) -> tuple[str, ...] | None:
    """Route and parts of the seller's page on which what was asked is answered."""
    if event.kind.startswith("question."):
        return "dashboard:inbox_question", store.slug, str(event.subject_id)
    if event.kind == "order.question_asked" and order:
        return "dashboard:inbox_order", store.slug, order.number
    return None


def question_of(event: EventRow) -> Question | None:
    """The question that an event is about."""
    if not event.kind.startswith("question."):
        return None
    rows = Question.objects.of(event.store_id).select_related("campaign")
    found: Question | None = rows.filter(pk=event.subject_id).first()
    return found


def _of_question(data: Data, store: Store, field: str) -> str:
    rows = Question.objects.of(store).filter(pk=data["question_id"])
    return str(rows.values_list(field, flat=True).first() or "")


def _of_thread(data: Data, store: Store, *, by_seller: bool) -> str:
    rows = ThreadWord.objects.of(store).filter(pk=data.get("word_id") or 0, by_seller=by_seller)
    return str(rows.values_list("body", flat=True).first() or "")
