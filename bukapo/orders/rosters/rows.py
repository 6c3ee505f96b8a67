"""Groups and their members. (`orders.models` imports it, so that Django finds it.)"""

from django.db import models
from django.db.models import Q

from bukapo.catalog.models import PersonalizationField
from bukapo.journal.models import Journaled
from bukapo.orders.rosters.rules import MEMBER_STATES, PAYERS, REMOVED, ROSTER, Pick
from bukapo.shipping.models import Zone
from bukapo.shipping.rules import COURIER, PICKUP
from bukapo.stores.scope import StoreOwned


class Roster(Journaled, StoreOwned):
    """A group in one PO. `secret` is the coordinator's link, `join_secret` the members', `key` names the submission.

    `products` are ids: every member gets one of each. Numbers of `number_field` are given out once. `order` is the
    latest of a group with one payer. `tries` counts orders begun, so that a new one is a new submission.
    """

    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, related_name="rosters")
    code = models.CharField(max_length=16, unique=True)
    key = models.CharField(max_length=64)
    state = models.CharField(max_length=10, default="open")
    name = models.CharField(max_length=80)
    coordinator = models.CharField(max_length=80)
    phone = models.CharField(max_length=20)
    email = models.CharField(max_length=254, blank=True, default="")
    language = models.CharField(max_length=2, default="id")
    secret = models.CharField(max_length=32, unique=True)
    join_secret = models.CharField(max_length=32, unique=True)
    payer = models.CharField(max_length=4)
    products = models.JSONField()
    number_field = models.ForeignKey(
        PersonalizationField, on_delete=models.PROTECT, null=True, related_name="+"
    )
    shows_names = models.BooleanField(default=False)
    fulfilment = models.CharField(max_length=8)
    address = models.CharField(max_length=400, blank=True, default="")
    city = models.CharField(max_length=80, blank=True, default="")
    postal_code = models.CharField(max_length=5, blank=True, default="")
    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, null=True, related_name="+")
    deadline_at = models.DateTimeField()
    order = models.OneToOneField("orders.Order", on_delete=models.PROTECT, null=True, related_name="roster")
    tries = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "key"], name="roster_key_once"),
            models.CheckConstraint(condition=Q(state__in=list(ROSTER.moves)), name="roster_state_known"),
            models.CheckConstraint(condition=Q(payer__in=PAYERS), name="roster_payer_known"),
            models.CheckConstraint(condition=Q(fulfilment__in=[PICKUP, COURIER]), name="roster_way_known"),
        ]
        indexes = [
            models.Index(
                fields=["deadline_at"],
                name="roster_to_remind",
                condition=Q(state="open", reminded_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.name


class RosterMember(StoreOwned):
    """Somebody of a group. `secret` opens their own page; `picks` is their wish (`rules.Pick`), in order of products.

    `number` repeats the text of the group's number field, for the constraint. `settled`: the coordinator has ticked
    their money as handed over. `order` is the latest of their own, where each pays.
    """

    roster = models.ForeignKey(Roster, on_delete=models.PROTECT, related_name="members")
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10)
    name = models.CharField(max_length=80)
    name_key = models.CharField(max_length=80)
    phone = models.CharField(max_length=20, blank=True, default="")
    secret = models.CharField(max_length=32, unique=True)
    picks = models.JSONField(default=list)
    number = models.CharField(max_length=40, blank=True, default="")
    settled = models.BooleanField(default=False)
    order = models.OneToOneField(
        "orders.Order", on_delete=models.PROTECT, null=True, related_name="roster_member"
    )
    tries = models.PositiveSmallIntegerField(default=0)
    filled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["roster", "position"], name="roster_position_once"),
            models.UniqueConstraint(
                fields=["roster", "name_key"], name="roster_name_once", condition=~Q(state=REMOVED)
            ),
            models.UniqueConstraint(
                fields=["roster", "number"],
                name="roster_number_once",
                condition=~Q(state=REMOVED) & ~Q(number=""),
            ),
            models.CheckConstraint(condition=Q(state__in=MEMBER_STATES), name="roster_member_state_known"),
        ]

    @property
    def wishes(self) -> tuple[Pick, ...]:
        return tuple(Pick.of(row) for row in self.picks)

    def __str__(self) -> str:
        return self.name


class RosterPiece(StoreOwned):
    """Which line of an order is whose. A line that is rewritten (a change before closing) is linked anew."""

    member = models.ForeignKey(RosterMember, on_delete=models.PROTECT, related_name="pieces")
    line = models.OneToOneField("orders.OrderLine", on_delete=models.CASCADE, related_name="roster_piece")
