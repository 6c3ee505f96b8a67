"""Asking on an order, answering, and saying that no answer is needed."""

from datetime import datetime
from typing import Any

from bukapo.catalog.models import Photo
from bukapo.journal.steps import move
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.readable import unreadable
from bukapo.kernel.refusal import Invalid, NotFound, gettext_noop
from bukapo.orders.models import Order, Thread, ThreadWord
from bukapo.orders.steps import lock_order
from bukapo.orders.threads.events import OrderQuestionAnswered, OrderQuestionAsked, ThreadSettled
from bukapo.orders.threads.rules import (
    ANSWERED,
    MOST_LETTERS,
    MOST_UNANSWERED,
    SETTLED,
    THREAD,
    WAITING,
    TooManyWords,
)


@write
def ask_about_order(
    *, store_id: int, order_id: int, body: str, photo: Photo | None, actor: Actor, at: datetime
) -> OrderQuestionAsked:
    """The buyer's word, with a picture or without. Raises Invalid, TooManyWords, NotFound."""
    order = lock_order(store_id=store_id, order_id=order_id)
    said = _said(body, photo)
    thread = _thread(order)
    begins = thread is None or thread.state != WAITING
    if thread is None:
        thread = Thread.objects.create(store_id=store_id, order=order, state=WAITING, since=at, last_at=at)
    else:
        if _unanswered(thread) >= MOST_UNANSWERED:
            raise TooManyWords()
        if thread.state == WAITING:
            _threads(thread).filter(pk=thread.pk).update(last_at=at)
        else:
            move(_threads(thread), pk=thread.pk, machine=THREAD, to=WAITING, since=at, last_at=at)
    word = ThreadWord.objects.create(
        store_id=store_id, thread=thread, by_seller=False, body=said, photo=photo, said_at=at
    )
    return OrderQuestionAsked(**_facts(order, thread), word_id=word.pk, begins=begins, state=WAITING)


@write
def answer_about_order(
    *, store_id: int, order_id: int, body: str, photo: Photo | None, actor: Actor, at: datetime
) -> OrderQuestionAnswered:
    """The store's word: an answer, or a word of its own accord. Raises Invalid, NotFound."""
    order = lock_order(store_id=store_id, order_id=order_id)
    said = _said(body, photo)
    thread = _thread(order)
    since = thread.since if thread else None
    if thread is None:
        thread = Thread.objects.create(store_id=store_id, order=order, state=ANSWERED, last_at=at)
    elif thread.state == ANSWERED:
        _threads(thread).filter(pk=thread.pk).update(last_at=at)
    else:
        move(_threads(thread), pk=thread.pk, machine=THREAD, to=ANSWERED, since=None, last_at=at)
    word = ThreadWord.objects.create(
        store_id=store_id, thread=thread, by_seller=True, body=said, photo=photo, said_at=at, since=since
    )
    waited = max(0, int((at - since).total_seconds())) if since else None
    return OrderQuestionAnswered(**_facts(order, thread), word_id=word.pk, waited=waited, state=ANSWERED)


@write
def settle_thread(*, store_id: int, order_id: int, actor: Actor, at: datetime) -> ThreadSettled:
    """The last word needs no answer ("oke, makasih"). It counts for no answer time. Raises WrongState, NotFound."""
    order = lock_order(store_id=store_id, order_id=order_id)
    thread = _thread(order)
    if thread is None:
        raise NotFound()
    move(_threads(thread), pk=thread.pk, machine=THREAD, to=SETTLED, since=None)
    return ThreadSettled(**_facts(order, thread), state=SETTLED)


def _said(body: str, photo: Photo | None) -> str:
    said = body.strip()
    if not said and photo is None:
        raise Invalid(field="body", why=gettext_noop("Tulis dulu pesannya."))
    if len(said) > MOST_LETTERS:
        raise Invalid(field="body", why=gettext_noop("Paling panjang 1.000 huruf."))
    if unreadable(said):
        raise Invalid(field="body", why=gettext_noop("Ada karakter yang tidak bisa dibaca."))
    return said


def _thread(order: Order) -> Thread | None:
    found: Thread | None = Thread.objects.of(order.store_id).filter(order=order).first()
    return found


def _threads(thread: Thread) -> Any:
    return Thread.objects.of(thread.store_id)


def _unanswered(thread: Thread) -> int:
    """Words of the buyer since the store's last one."""
    words = ThreadWord.objects.of(thread.store_id).filter(thread=thread)
    last = words.filter(by_seller=True).order_by("-pk").values_list("pk", flat=True).first()
    return int(words.filter(by_seller=False, pk__gt=last or 0).count())


def _facts(order: Order, thread: Thread) -> dict[str, Any]:
    return {
        "store_id": order.store_id,
        "campaign_id": order.campaign_id,
        "order_id": order.pk,
        "thread_id": thread.pk,
    }
