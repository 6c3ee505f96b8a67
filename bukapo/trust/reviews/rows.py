"""Reviews, what they said before, who reported them. (`trust.models` imports it, so that Django finds it.)"""

from django.db import models
from django.db.models import Q

from bukapo.campaigns.models import Campaign
from bukapo.catalog.models import Photo, Product
from bukapo.orders.models import Order
from bukapo.stores.scope import StoreOwned
from bukapo.trust.reviews.rules import FITS_WORDS, NAMINGS, REASONS


class Review(StoreOwned):
    """One per order, by its buyer, after receiving it. The seller may answer, never delete.

    `satisfaction` (1 to 5, None = not answered): would order again; for the seller only. What the operator hides keeps
    its stars in every count.
    """

    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="review")
    stars = models.PositiveSmallIntegerField()
    body = models.CharField(max_length=1000, blank=True, default="")
    fit = models.CharField(max_length=5, blank=True, default="")
    satisfaction = models.PositiveSmallIntegerField(null=True)
    video = models.CharField(max_length=200, blank=True, default="")
    naming = models.CharField(max_length=8, default=NAMINGS[0])
    written_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    reply = models.CharField(max_length=500, blank=True, default="")
    replied_at = models.DateTimeField(null=True)
    reply_edited_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)
    hidden_why = models.CharField(max_length=9, blank=True, default="")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(stars__gte=1, stars__lte=5), name="review_stars_1_to_5"),
            models.CheckConstraint(condition=Q(fit__in=["", *FITS_WORDS]), name="review_fit_known"),
            models.CheckConstraint(
                condition=Q(satisfaction=None) | Q(satisfaction__gte=1, satisfaction__lte=5),
                name="review_again_1_to_5",
            ),
            models.CheckConstraint(condition=Q(naming__in=NAMINGS), name="review_naming_known"),
            models.CheckConstraint(
                condition=Q(hidden_at=None, hidden_why="")
                | Q(hidden_at__isnull=False, hidden_why__in=list(REASONS)),
                name="review_hidden_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["store", "stars"], name="review_by_stars")]


class ReviewPhoto(StoreOwned):
    """A picture of a review, at most four. One the buyer takes away is gone with its file: it may show a person."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="photos")
    photo = models.OneToOneField(Photo, on_delete=models.PROTECT)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["review_id", "position", "id"]


class ReviewVersion(StoreOwned):
    """What a review said, from the first wording on. Append-only; `digest` is what its event seals.

    `photos` are keys: of a picture that was taken away only the key is left.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    told = models.JSONField()
    digest = models.CharField(max_length=64)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["review_id", "number"]
        constraints = [models.UniqueConstraint(fields=["review", "number"], name="review_version_once")]


class ReviewReport(StoreOwned):
    """Somebody says that a review may not stand. `decision`: "" = waits for the operator, hidden, kept."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="reports")
    reason = models.CharField(max_length=9)
    note = models.CharField(max_length=300, blank=True, default="")
    reported_at = models.DateTimeField()
    decision = models.CharField(max_length=6, blank=True, default="")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(reason__in=list(REASONS)), name="report_reason_known"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None)
                | Q(decision__in=["hidden", "kept"], decided_at__isnull=False),
                name="report_decided_once",
            ),
        ]
        indexes = [
            models.Index(fields=["store", "id"], name="report_waiting", condition=Q(decision="")),
        ]


class MarkedDesign(StoreOwned):
    """Which picture of a PO's product is the design, shown beside what buyers photographed."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="marked_designs")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "product"], name="design_once_per_product")
        ]
