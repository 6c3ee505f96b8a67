"""The tables of packing by scans. (`orders.models` imports them, so that Django finds them.)"""

from django.db import models
from django.db.models import Q

from bukapo.journal.models import Journaled
from bukapo.orders.packing.rules import HOWS, PACKING, RULES
from bukapo.orders.parts.rows import PartShipment
from bukapo.shipping.models import Parcel
from bukapo.stores.scope import StoreOwned


class PackingRule(StoreOwned):
    """What a store asks of its packers; none: everything is free. Its changes are events of the store."""

    rule = models.CharField(max_length=4)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["store"], name="packing_rule_once"),
            models.CheckConstraint(condition=Q(rule__in=RULES), name="packing_rule_known"),
        ]


class Packing(Journaled, StoreOwned):
    """One parcel being filled at one desk (`desk`: a key kept in that browser's session; `packer`: who sits there).

    A closed one names its parcel, or the part sent ahead.
    """

    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="packings")
    state = models.CharField(max_length=8, default="open")
    desk = models.CharField(max_length=32)
    packer = models.CharField(max_length=120)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    parcel = models.OneToOneField(Parcel, on_delete=models.PROTECT, null=True, related_name="packing")
    part = models.OneToOneField(PartShipment, on_delete=models.PROTECT, null=True, related_name="packing")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(PACKING.moves)), name="packing_state_known"),
            models.UniqueConstraint(
                fields=["order"], condition=Q(state="open"), name="packing_open_once_per_order"
            ),
            models.CheckConstraint(
                condition=Q(state="closed", parcel__isnull=False, part__isnull=True)
                | Q(state="closed", parcel__isnull=True, part__isnull=False)
                | (~Q(state="closed") & Q(parcel__isnull=True, part__isnull=True)),
                name="packing_closed_has_its_parcel",
            ),
        ]


class PackScan(StoreOwned):
    """One piece that went in: `place` counts the pieces of the order line at `position`. `key`: sent with the scan.

    The line is named by its place, and not by its id: an order changed meanwhile has other lines.
    """

    packing = models.ForeignKey(Packing, on_delete=models.PROTECT, related_name="scans")
    key = models.CharField(max_length=64)
    position = models.PositiveSmallIntegerField()
    variant_id = models.BigIntegerField()
    place = models.PositiveIntegerField()
    code = models.CharField(max_length=64)
    how = models.CharField(max_length=4)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["packing", "key"], name="scan_key_once"),
            models.UniqueConstraint(
                fields=["packing", "position", "variant_id", "place"], name="scan_piece_once"
            ),
            models.CheckConstraint(condition=Q(place__gt=0), name="scan_place_counts_from_one"),
            models.CheckConstraint(condition=Q(how__in=HOWS), name="scan_how_known"),
        ]
