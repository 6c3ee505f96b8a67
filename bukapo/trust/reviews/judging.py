"""Who says that a review may not stand, and what the operator makes of it. A seller decides nothing here."""

from datetime import datetime

from bukapo.accounts.models import User
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.readable import unreadable
from bukapo.kernel.refusal import Invalid, NotFound, Refusal, gettext_noop
from bukapo.orders.events import facts
from bukapo.orders.models import Order
from bukapo.orders.steps import lock_order
from bukapo.trust.models import Review, ReviewReport
from bukapo.trust.reviews.events import ReviewHidden, ReviewReported, ReviewShown
from bukapo.trust.reviews.rules import MOST_NOTE, MOST_OPEN_REPORTS, REASONS


class ReportedEnough(Refusal):
    code = "reported_enough"
    sentence = gettext_noop("Testimoni ini sudah dilaporkan dan sedang menunggu diperiksa. Terima kasih.")


@write
def report_review(
    *, store_id: int, review_id: int, reason: str, note: str, actor: Actor, at: datetime
) -> ReviewReported:
    """Anybody may; it changes nothing until the operator decides. Raises NotFound, ReportedEnough, Invalid."""
    review, order = _locked(store_id, review_id)
    if review.hidden_at:
        raise NotFound()
    if reason not in REASONS:
        raise Invalid(field="reason", why=gettext_noop("Pilih alasannya."))
    tidy = note.strip()
    if len(tidy) > MOST_NOTE or unreadable(tidy):
        raise Invalid(field="note", why=gettext_noop("Keterangan paling panjang 300 huruf."))
    waiting = ReviewReport.objects.of(store_id).filter(review=review, decision="")
    if waiting.count() >= MOST_OPEN_REPORTS:
        raise ReportedEnough()
    report = ReviewReport.objects.create(
        store_id=store_id, review=review, reason=reason, note=tidy, reported_at=at
    )
    return ReviewReported(**facts(order), review_id=review.pk, report_id=report.pk, reason=reason)


@write
def hide_review(
    *, store_id: int, review_id: int, reason: str, operator: User, actor: Actor, at: datetime
) -> ReviewHidden:
    """Words and pictures are shown to nobody, the reason is; its stars keep counting. The operator only.

    Raises NotFound (also for who is no operator), Invalid, WrongState.
    """
    _refuse_unless_operator(operator)
    review, order = _locked(store_id, review_id)
    if reason not in REASONS:
        raise Invalid(field="reason", why=gettext_noop("Pilih alasannya."))
    rows = Review.objects.of(store_id).filter(pk=review.pk, hidden_at=None)
    if not rows.update(hidden_at=at, hidden_why=reason):
        raise WrongState(state="hidden")
    return ReviewHidden(
        **facts(order), review_id=review.pk, reason=reason, reports=_decide(review, "hidden", at)
    )


@write
def show_review(*, store_id: int, review_id: int, operator: User, actor: Actor, at: datetime) -> ReviewShown:
    """It may stand: its reports are decided, and what was hidden shows again. The operator only.

    Raises NotFound, WrongState where there is nothing to decide.
    """
    _refuse_unless_operator(operator)
    review, order = _locked(store_id, review_id)
    decided = _decide(review, "kept", at)
    was_hidden = Review.objects.of(store_id).filter(pk=review.pk, hidden_at__isnull=False)
    if not was_hidden.update(hidden_at=None, hidden_why="") and not decided:
        raise WrongState(state="shown")
    return ReviewShown(**facts(order), review_id=review.pk, reports=decided)


def _refuse_unless_operator(operator: User) -> None:
    if not (operator.is_active and operator.is_superuser):
        raise NotFound()


def _decide(review: Review, decision: str, at: datetime) -> int:
    """Decide what waits; returns how many reports that were."""
    waiting = ReviewReport.objects.of(review.store_id).filter(review=review, decision="")
    return int(waiting.update(decision=decision, decided_at=at))


def _locked(store_id: int, review_id: int) -> tuple[Review, Order]:
    found = Review.objects.of(store_id).filter(pk=review_id).first()
    if found is None:
        raise NotFound()
    order = lock_order(store_id=store_id, order_id=found.order_id)
    return Review.objects.of(store_id).get(pk=review_id), order
