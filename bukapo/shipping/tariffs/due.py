"""The worker's questions what sending costs. Uses the network: never in a transaction.

Each place is claimed before it is asked, and kept as soon as it is answered: a worker that dies loses one answer, and
several workers share the work. An account is asked AT_ONCE places at a time; whoever says "too many" is left alone as
long as it says, with everything else at the same account.
"""

from collections import Counter
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db.models import Exists, F, OuterRef

from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import gettext_noop
from bukapo.shipping.couriers.opened import open_courier, step_outside
from bukapo.shipping.couriers.places import nearest, question_of
from bukapo.shipping.couriers.rows import CourierAccount
from bukapo.shipping.port import Courier, Piece, Point, RateAsk, Refused, Unavailable
from bukapo.shipping.tariffs.rows import FeeQuestion, FeeSurvey
from bukapo.shipping.tariffs.rules import HEAVY, LIGHT, TRIES, next_try
from bukapo.shipping.tariffs.writes import end_survey
from bukapo.stores.seal import Unreadable

BATCH = 8
AT_ONCE, PACE = 2, timedelta(seconds=1)
"""Places that one account is asked, and the rest after them: at most six questions a second."""
LEASE = timedelta(minutes=3)
"""Longer than three questions take; the wait after a killed worker."""
WORTH = 100_000
"""Rupiah that the asked parcel is said to hold."""
AWAY = gettext_noop("Layanan kurirnya tidak menjawab.")
NOBODY = gettext_noop("Tidak ada kurir ke sana.")
NO_PLACE = gettext_noop("Daerah ini tidak dikenal layanan kurirnya.")
WHY = "the worker serves every store"

log = structlog.get_logger("bukapo.couriers")


def ask_for_fees(at: datetime) -> int:
    """Some places more, and the end of the surveys that have all their answers."""
    due = FeeQuestion.objects.across_stores(WHY).filter(waiting=True, next_at__lte=at)
    done, asked = 0, Counter[int]()
    for pk in list(due.order_by("next_at", "pk").values_list("pk", flat=True)[:BATCH]):
        if due.filter(pk=pk).update(next_at=at + LEASE, tries=F("tries") + 1) != 1:
            continue  # another worker has it, the account rests, or the survey was dropped
        question = (
            FeeQuestion.objects.across_stores("claimed above").select_related("survey__account").get(pk=pk)
        )
        done += _ask(question, at)
        asked[question.survey_id] += 1
        if asked[question.survey_id] >= AT_ONCE:
            due.filter(survey=question.survey_id).update(next_at=at + PACE)
    return done + _end(at)


def _ask(question: FeeQuestion, at: datetime) -> int:
    account = question.survey.account
    try:
        _fill(question, account, open_courier(account))
    except Unavailable as away:
        log.info("a courier service did not tell its fees", said=away.said, question=question.pk)
        _put_off(question, at, away.wait)
        return 0
    except Refused as refused:
        _close(question, refused.said or AWAY)
    except Unreadable as unreadable:
        _close(question, unreadable.sentence)
    else:
        _close(question, "" if question.light else NOBODY)
    waiting = FeeQuestion.objects.of(question.store_id).filter(survey=question.survey_id, waiting=True)
    waiting.filter(tries__gt=0).update(tries=0)
    return 1


def _fill(question: FeeQuestion, account: CourierAccount, courier: Courier) -> None:
    """What is not known yet, each part kept as it comes. Raises Unavailable, Refused."""
    step_outside()
    if courier.needs_place and not question.place:
        found = courier.places(question_of(question.postal_code, question.city))
        place = nearest(found, question.city, question.postal_code)
        if place is None:
            raise Refused(NO_PLACE)
        _keep(question, place=place.id[:60])
    for name, grams in (("light", LIGHT), ("heavy", HEAVY)):
        if getattr(question, name) is None:
            rates = courier.quote(_rate_ask(question, account, grams))
            _keep(question, **{name: [asdict(rate) for rate in rates]})


def _rate_ask(question: FeeQuestion, account: CourierAccount, grams: int) -> RateAsk:
    there = Point("Pembeli", account.from_phone, "", question.city, question.postal_code, question.place)
    pieces = (Piece("Paket", WORTH, 1, grams),)
    return RateAsk(account.origin, there, pieces, grams, tuple(question.survey.couriers), value=WORTH)


def _keep(question: FeeQuestion, **facts: Any) -> None:
    for name, value in facts.items():
        setattr(question, name, value)
    FeeQuestion.objects.of(question.store_id).filter(pk=question.pk).update(**facts)


def _close(question: FeeQuestion, trouble: str) -> None:
    _keep(question, waiting=False, trouble=trouble[:300])


def _put_off(question: FeeQuestion, at: datetime, wait: int) -> None:
    """Leave the account alone for a while, ever longer; after TRIES in a row all that waits is told as a trouble."""
    waiting = FeeQuestion.objects.of(question.store_id).filter(survey=question.survey_id, waiting=True)
    if question.tries >= TRIES:
        waiting.update(waiting=False, trouble=AWAY)
    else:
        waiting.update(next_at=at + next_try(question.tries, wait=wait), tries=question.tries)


def _end(at: datetime) -> int:
    waiting = FeeQuestion.objects.across_stores(WHY).filter(survey=OuterRef("pk"), waiting=True)
    rows = FeeSurvey.objects.across_stores(WHY).filter(~Exists(waiting), state="asking")
    ended = 0
    for survey in rows[:BATCH]:
        try:
            end_survey(store_id=survey.store_id, survey_id=survey.pk, actor=SYSTEM_ACTOR, at=at)
        except WrongState:
            log.info("a survey ended meanwhile", survey=survey.pk)
        else:
            ended += 1
    return ended
