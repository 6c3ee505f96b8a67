from django.db import models
from django.db.models import Q

from bukapo.catalog.models import Photo
from bukapo.orders.models import Order
from bukapo.stores.scope import StoreOwned
from bukapo.trust.claims.rows import Claim, ClaimedPiece, ClaimPhoto
from bukapo.trust.guarantees.rows import GuaranteeRemedy

__all__ = ["Claim", "ClaimPhoto", "ClaimedPiece", "GuaranteeRemedy", "Review"]


class Review(StoreOwned):
    """One per order, by its buyer, after receiving it. The seller may answer, never delete."""

    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="review")
    stars = models.PositiveSmallIntegerField()
    body = models.CharField(max_length=1000, blank=True, default="")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, null=True)
    written_at = models.DateTimeField()
    reply = models.CharField(max_length=500, blank=True, default="")
    replied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(stars__gte=1, stars__lte=5), name="review_stars_1_to_5")
        ]
