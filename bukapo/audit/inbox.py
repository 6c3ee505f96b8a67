"""Chats, threads and questions: nothing said is lost, and what became of it is what the rows say."""

from collections import Counter
from collections.abc import Iterator

from bukapo.audit.breach import Breach
from bukapo.campaigns.models import Question
from bukapo.journal.models import EventRow
from bukapo.orders.chats.rules import draft_key
from bukapo.orders.models import ChatDraft, ChatPaste, Thread, ThreadWord

WHY = "the audit reads every store"


def chats() -> Iterator[Breach]:
    """A draft that is an order names the one that was placed for its line; every line of a paste has its draft."""
    placed = _told("chat_draft.ordered", "placed")
    known: set[tuple[int, str]] = set()
    rows = ChatDraft.objects.across_stores(WHY).select_related("order").order_by("pk")
    for row in rows.iterator(chunk_size=500):
        where = f"chat draft {row.pk}"
        known.add((row.campaign_id, row.fingerprint))
        if row.order and row.order.key != draft_key(row.campaign_id, row.fingerprint):
            yield Breach("chat", where, f"names {row.order.number}, which was placed for something else")
        if placed.get(row.pk) != row.order_id:
            yield Breach("chat", where, "is not the order that its events say")
    pastes = ChatPaste.objects.across_stores(WHY).order_by("pk")
    for pk, campaign, lines in pastes.values_list("pk", "campaign_id", "lines").iterator(chunk_size=200):
        if any((campaign, fingerprint) not in known for _row, fingerprint in lines):
            yield Breach("chat", f"paste {pk}", "has a line whose draft is gone")


def threads() -> Iterator[Breach]:
    """What was said is what the events say; a thread waits exactly since its first unanswered word."""
    said: Counter[int] = Counter()
    began: dict[int, int] = {}
    rows = EventRow.objects.filter(kind__in=["order.question_asked", "order.question_answered"]).order_by(
        "pk"
    )
    for thread, data in rows.values_list("subject_id", "data").iterator(chunk_size=2000):
        said[thread] += 1
        if data.get("begins"):
            began[thread] = data["word_id"]
    waited = _told("order.question_answered", "waited", by="word_id")
    words: dict[int, list[ThreadWord]] = {}
    for word in ThreadWord.objects.across_stores(WHY).order_by("pk").iterator(chunk_size=2000):
        words.setdefault(word.thread_id, []).append(word)
    for row in Thread.objects.across_stores(WHY).order_by("pk").iterator(chunk_size=500):
        where, own = f"thread {row.pk}", words.get(row.pk, [])
        if said[row.pk] != len(own):
            yield Breach("thread", where, f"has {len(own)} words, {said[row.pk]} were said")
        first = next((word.said_at for word in own if word.pk == began.get(row.pk)), None)
        if row.state == "waiting" and row.since != first:
            yield Breach("thread", where, "does not wait since its first unanswered word")
        for word in own:
            if word.by_seller and _seconds(word) != waited.get(word.pk):
                yield Breach("thread", where, f"word {word.pk} answered after another time than was said")


def questions() -> Iterator[Breach]:
    """An answer has its moment, not before the question; what is shown was answered by an event."""
    waited = _told("question.answered", "waited")
    rows = Question.objects.across_stores(WHY).order_by("pk")
    for row in rows.iterator(chunk_size=500):
        where = f"question {row.pk}"
        seconds = None
        if row.answered_at:
            seconds = max(0, int((row.answered_at - row.asked_at).total_seconds()))
        if seconds != waited.get(row.pk):
            yield Breach("question", where, "was answered at another moment than its events say")
        if row.edited_at and (not row.answered_at or row.edited_at < row.answered_at):
            yield Breach("question", where, "was edited before it was answered")


def _told(kind: str, field: str, *, by: str = "") -> dict[int, int | None]:
    """{subject, or the row named by `by`: what its event of this kind carries}."""
    rows = EventRow.objects.filter(kind=kind).order_by("pk").values_list("subject_id", "data")
    return {data[by] if by else subject: data[field] for subject, data in rows.iterator(chunk_size=2000)}


def _seconds(word: ThreadWord) -> int | None:
    return max(0, int((word.said_at - word.since).total_seconds())) if word.since else None
