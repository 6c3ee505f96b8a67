"""The tables of this part of shipping; `shipping.models` brings them to Django."""

from django.db import models
from django.db.models import Q

from bukapo.journal.models import Journaled
from bukapo.shipping.couriers.rows import CourierAccount
from bukapo.shipping.tariffs.rules import OPEN, SPLITS, SURVEY
from bukapo.stores.scope import StoreOwned


class FeeSurvey(Journaled, StoreOwned):
    """One question of the seller what sending costs. `rows` are [name, areas] of the fee table's rows it asks for."""

    account = models.ForeignKey(CourierAccount, on_delete=models.PROTECT, related_name="surveys")
    state = models.CharField(max_length=8, default="asking")
    split = models.CharField(max_length=9)
    couriers = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "shipping"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(SURVEY.moves)), name="fee_survey_state_known"),
            models.CheckConstraint(condition=Q(split__in=SPLITS), name="fee_survey_split_known"),
            models.UniqueConstraint(
                fields=["store"], condition=Q(state__in=OPEN), name="fee_survey_one_open"
            ),
        ]


class FeeQuestion(StoreOwned):
    """One place of a row. `place` is the service's own name of it; `light`, `heavy` its rates for LIGHT and HEAVY
    grams, None until they came; `trouble` in words. What a service says is its own: no event tells of it."""

    survey = models.ForeignKey(FeeSurvey, on_delete=models.CASCADE, related_name="questions")
    row = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=160)
    city = models.CharField(max_length=80)
    postal_code = models.CharField(max_length=5)
    place = models.CharField(max_length=60, blank=True, default="")
    light = models.JSONField(null=True)
    heavy = models.JSONField(null=True)
    trouble = models.CharField(max_length=300, blank=True, default="")
    waiting = models.BooleanField(default=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()

    class Meta:
        app_label = "shipping"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "row", "postal_code"], name="fee_question_once_per_place"
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], name="fee_question_waits", condition=Q(waiting=True)),
        ]
