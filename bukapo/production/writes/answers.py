"""What a workshop answers to a work order before it says yes: a question, or no."""

from datetime import datetime

from bukapo.journal.steps import move
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import Invalid, gettext_noop
from bukapo.production.giving.events import WorkOrderAnswered, WorkOrderQuestioned, WorkOrderRefused
from bukapo.production.models import WorkOrder, WorkOrderQuestion
from bukapo.production.rules import WORK_ORDER
from bukapo.production.steps import facts, lock_work_order

QUESTION_LENGTH, ANSWER_LENGTH, REASON_LENGTH = 300, 500, 200


@write
def ask_about_work_order(
    *, store_id: int, work_order_id: int, question: str, actor: Actor, at: datetime
) -> WorkOrderQuestioned:
    """The workshop asks; the work order waits for the seller's answer. Raises Invalid, WrongState."""
    question = " ".join(question.split())[:QUESTION_LENGTH]
    if not question:
        raise Invalid(field="question", why=gettext_noop("Tulis dulu pertanyaannya."))
    order = lock_work_order(store_id, work_order_id)
    rows = WorkOrder.objects.of(store_id)
    move(rows, pk=order.pk, machine=WORK_ORDER, to="questioned", question=question)
    WorkOrderQuestion.objects.create(store_id=store_id, work_order=order, text=question, asked_at=at)
    return WorkOrderQuestioned(**facts(order), state="questioned", question=question)


@write
def answer_work_order(
    *, store_id: int, work_order_id: int, answer: str, actor: Actor, at: datetime
) -> WorkOrderAnswered:
    """The seller answers; the workshop may now accept, refuse or ask again. Raises Invalid, WrongState."""
    answer = " ".join(answer.split())[:ANSWER_LENGTH]
    if not answer:
        raise Invalid(field="answer", why=gettext_noop("Tulis dulu jawabannya."))
    order = lock_work_order(store_id, work_order_id)
    move(WorkOrder.objects.of(store_id), pk=order.pk, machine=WORK_ORDER, to="sent", question="")
    asked = WorkOrderQuestion.objects.of(store_id).filter(work_order=order, answered_at=None)
    asked.update(answer=answer, answered_at=at)
    return WorkOrderAnswered(**facts(order), state="sent", question=order.question, answer=answer)


@write
def refuse_work_order(
    *, store_id: int, work_order_id: int, reason: str, actor: Actor, at: datetime
) -> WorkOrderRefused:
    """The workshop will not make it; its pieces can be given to another. Raises Invalid, WrongState."""
    reason = " ".join(reason.split())[:REASON_LENGTH]
    if not reason:
        raise Invalid(field="reason", why=gettext_noop("Tulis alasannya supaya pemesan tahu."))
    order = lock_work_order(store_id, work_order_id)
    move(WorkOrder.objects.of(store_id), pk=order.pk, machine=WORK_ORDER, to="refused", question="")
    return WorkOrderRefused(**facts(order), state="refused", reason=reason, pieces=order.pieces)
