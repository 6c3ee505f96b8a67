"""Questions about a PO. (`campaigns.models` imports it, so that Django finds it.)"""

from django.db import models
from django.db.models import Q

from bukapo.campaigns.questions.rules import QUESTION
from bukapo.journal.models import Journaled
from bukapo.stores.scope import StoreOwned


class Question(Journaled, StoreOwned):
    """`phone` (E.164) and `email` are where its asker wants to hear the answer; either may be empty.

    `answered_at` is the first answer's moment, which the answer time counts; `edited_at` the last change of it.
    """

    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, related_name="questions")
    state = models.CharField(max_length=8, default="asked")
    name = models.CharField(max_length=60)
    text = models.CharField(max_length=500)
    phone = models.CharField(max_length=20, blank=True, default="")
    email = models.CharField(max_length=254, blank=True, default="")
    language = models.CharField(max_length=2, default="id")
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=1000, blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    edited_at = models.DateTimeField(null=True)
    pinned = models.BooleanField(default=False)
    hidden_why = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(QUESTION.moves)), name="question_state_known"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="question_answered_at",
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | ~Q(answer=""), name="question_has_answer"
            ),
            models.CheckConstraint(condition=~Q(state="asked") | Q(answer=""), name="question_open_has_none"),
            models.CheckConstraint(
                condition=Q(pinned=False) | Q(state="answered"), name="question_pinned_shown"
            ),
        ]
        indexes = [
            models.Index(fields=["store", "state", "asked_at"], name="question_by_state"),
            models.Index(fields=["campaign", "state"], name="question_by_campaign"),
        ]
