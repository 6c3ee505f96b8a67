"""What buyers say of parcels. (`orders.models` imports it, so that Django finds it.)"""

from django.db import models

from bukapo.shipping.models import Parcel
from bukapo.stores.scope import StoreOwned


class NotArrived(StoreOwned):
    """The buyer says that the parcel has not come: lastly `said_at`, with a `note`. Over once it is received."""

    parcel = models.OneToOneField(Parcel, on_delete=models.PROTECT, related_name="not_arrived")
    note = models.CharField(max_length=300, blank=True, default="")
    said_at = models.DateTimeField()
