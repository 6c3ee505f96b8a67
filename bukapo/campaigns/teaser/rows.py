"""A teaser, its designs and pictures, who signed up and what they voted. (`campaigns.models` imports it.)"""

from django.db import models
from django.db.models import Q

from bukapo.campaigns.teaser.rules import INTEREST, WAYS
from bukapo.catalog.models import Photo, Product
from bukapo.journal.models import Journaled
from bukapo.stores.scope import StoreOwned


class Teaser(StoreOwned):
    """What a PO says before it opens, from `shown_from` on (empty: hidden).

    `opens_at` is planned: the PO's own opening counts as soon as it has one. `gives_early`: who signed up may order
    from the PO's `early_opens_at` on. `options` are [name, [values]] to vote for, beside the designs.
    """

    campaign = models.OneToOneField("campaigns.Campaign", on_delete=models.PROTECT, related_name="teaser")
    text = models.TextField(blank=True, default="")
    opens_at = models.DateTimeField(null=True)
    shown_from = models.DateTimeField(null=True)
    gives_early = models.BooleanField(default=True)
    voucher = models.ForeignKey("campaigns.Voucher", on_delete=models.PROTECT, null=True, related_name="+")
    bonus = models.CharField(max_length=200, blank=True, default="")
    options = models.JSONField(default=list)
    made_at = models.DateTimeField()


class TeaserPhoto(StoreOwned):
    """A sneak peek."""

    teaser = models.ForeignKey(Teaser, on_delete=models.CASCADE, related_name="photos")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]


class TeaserDesign(StoreOwned):
    """Something to vote for: a product of the PO, or an idea with a name. One with votes is put away, not deleted."""

    teaser = models.ForeignKey(Teaser, on_delete=models.PROTECT, related_name="designs")
    name = models.CharField(max_length=80)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, related_name="+")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, null=True, related_name="+")
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["teaser", "name"], name="design_once_per_teaser")]


class Interest(Journaled, StoreOwned):
    """Somebody who wants to hear when a PO opens: one row per address and PO.

    The address and the name are erased when they withdraw. `consent_text` is what they ticked, `offers_text` what they
    ticked beside it ("" when they did not). `letters` counts what was sent because of a sign-up, the last `told_at`.
    """

    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, related_name="interests")
    secret = models.CharField(max_length=32, unique=True)
    state = models.CharField(max_length=10, default="waiting")
    way = models.CharField(max_length=5)
    address = models.CharField(max_length=254, blank=True, default="")
    name = models.CharField(max_length=80, blank=True, default="")
    language = models.CharField(max_length=2, default="id")
    consent_text = models.CharField(max_length=400)
    wants_offers = models.BooleanField(default=False)
    offers_text = models.CharField(max_length=400, blank=True, default="")
    letters = models.PositiveSmallIntegerField(default=1)
    told_at = models.DateTimeField()
    signed_up_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)  # went on to the order form by the personal link
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "address"], condition=~Q(address=""), name="interest_once_per_address"
            ),
            models.CheckConstraint(condition=Q(state__in=list(INTEREST.moves)), name="interest_state_known"),
            models.CheckConstraint(condition=Q(way__in=WAYS), name="interest_way_known"),
            models.CheckConstraint(
                condition=Q(state="withdrawn", address="", name="")
                | (~Q(state="withdrawn") & ~Q(address="")),
                name="interest_erased_when_withdrawn",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(confirmed_at__isnull=False),
                name="interest_confirmed_when",
            ),
        ]
        indexes = [
            models.Index(fields=["signed_up_at"], name="interest_to_lapse", condition=Q(state="waiting"))
        ]


class Vote(StoreOwned):
    """What somebody would like: a design, or a value of an option."""

    interest = models.ForeignKey(Interest, on_delete=models.PROTECT, related_name="votes")
    design = models.ForeignKey(TeaserDesign, on_delete=models.PROTECT, null=True, related_name="votes")
    option = models.CharField(max_length=40, blank=True, default="")
    value = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["interest", "design"], condition=Q(option=""), name="vote_once_per_design"
            ),
            models.UniqueConstraint(
                fields=["interest", "option"], condition=~Q(option=""), name="vote_once_per_option"
            ),
            models.CheckConstraint(
                condition=Q(design__isnull=False, option="", value="")
                | (Q(design__isnull=True) & ~Q(option="") & ~Q(value="")),
                name="vote_of_one_thing",
            ),
        ]
