"""The tables of delays. (`orders.models` imports them, so that Django finds them.)"""

from django.db import models
from django.db.models import Q

from bukapo.campaigns.models import Campaign
from bukapo.journal.models import Journaled
from bukapo.orders.delays.rules import ANSWER, CHOICES, DELAY, SILENCES
from bukapo.stores.scope import StoreOwned


class Delay(Journaled, StoreOwned):
    """The `number`-th time that promised days of a PO became later while somebody waited for them.

    `moves` {what: [day it was, new day]}; `choices` are what the terms give.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="delays")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=5, default="open")
    reason = models.CharField(max_length=300)
    moves = models.JSONField()
    choices = models.JSONField()
    answer_by = models.DateTimeField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "number"], name="delay_number_once"),
            models.UniqueConstraint(
                fields=["campaign"], name="delay_one_at_a_time", condition=Q(state="open")
            ),
            models.CheckConstraint(condition=Q(state__in=list(DELAY.moves)), name="delay_state_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="delay_with_reason"),
        ]
        indexes = [models.Index(fields=["answer_by"], name="delay_to_end", condition=Q(state="open"))]


class DelayAnswer(StoreOwned):
    """One order that a delay asks. `choice` may change until `answer_by`, then it (or `silence`) becomes `state`.

    `how`: by which way it was decided (`rules.BY_LINK`, …).
    """

    delay = models.ForeignKey(Delay, on_delete=models.PROTECT, related_name="answers")
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="delay_answers")
    state = models.CharField(max_length=8, default="open")
    choice = models.CharField(max_length=6, blank=True, default="")
    silence = models.CharField(max_length=6)
    how = models.CharField(max_length=7, blank=True, default="")
    at = models.DateTimeField(null=True)
    reminded = models.BooleanField(default=False)

    class Meta:
        ordering = ["delay_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["delay", "order"], name="delay_answer_once_per_order"),
            models.CheckConstraint(condition=Q(state__in=list(ANSWER.moves)), name="delay_answer_known"),
            models.CheckConstraint(condition=Q(choice__in=["", *CHOICES]), name="delay_choice_known"),
            models.CheckConstraint(condition=Q(silence__in=SILENCES), name="delay_silence_known"),
        ]
        indexes = [
            models.Index(fields=["delay", "order"], name="delay_answer_open", condition=Q(state="open"))
        ]

    @property
    def meant(self) -> str:
        """What is carried out as things stand: what was chosen, else what silence means."""
        return str(self.choice or self.silence)
