"""Partners and what buyers are promised for inviting. (`campaigns.models` imports it, so that Django finds it.)"""

from django.db import models
from django.db.models import Q

from bukapo.campaigns.partners.rules import BUYER, KINDS, MOST_BP, PARTNER, PER_ORDER, PERCENT, WAYS
from bukapo.journal.models import Journaled
from bukapo.stores.scope import StoreOwned


class Partner(Journaled, StoreOwned):
    """Who brings buyers, by `code`, in one PO or in all (`campaign` empty). `secret` opens the page of own numbers.

    `rate`: basis points of the net goods (`way` percent), else rupiah per order or per piece. A buyer who invites
    friends is one too: `order` is theirs, `rate` the reward per friend. What is promised is never edited.
    """

    kind = models.CharField(max_length=8, default=PARTNER)
    campaign = models.ForeignKey(
        "campaigns.Campaign", on_delete=models.PROTECT, null=True, related_name="partners"
    )
    order = models.OneToOneField("orders.Order", on_delete=models.PROTECT, null=True, related_name="invites")
    name = models.CharField(max_length=80)
    code = models.CharField(max_length=24)
    phone = models.CharField(max_length=20, blank=True, default="")
    email = models.CharField(max_length=254, blank=True, default="")
    way = models.CharField(max_length=8)
    rate = models.PositiveIntegerField()
    secret = models.CharField(max_length=32, null=True, unique=True)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["store", "code"], name="partner_code_once"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="partner_kind_known"),
            models.CheckConstraint(
                condition=Q(way__in=WAYS, rate__gt=0), name="partner_is_promised_something"
            ),
            models.CheckConstraint(
                condition=~Q(way=PERCENT) | Q(rate__lte=MOST_BP), name="partner_gets_a_part"
            ),
            models.CheckConstraint(
                condition=Q(kind=PARTNER, order__isnull=True)
                | Q(kind=BUYER, order__isnull=False, campaign__isnull=False, way=PER_ORDER),
                name="partner_who_buys_has_an_order",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class FriendReward(StoreOwned):
    """A PO whose buyers may invite friends: `reward` rupiah of credit for each friend's order. 0: switched off."""

    campaign = models.OneToOneField(
        "campaigns.Campaign", on_delete=models.PROTECT, related_name="friend_reward"
    )
    reward = models.PositiveIntegerField(default=0)
