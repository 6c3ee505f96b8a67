from django.db import models
from django.db.models import F, Q

from bukapo.campaigns.models import Bundle, Campaign, Interest, Partner, Terms, Voucher
from bukapo.catalog.models import Product, Variant
from bukapo.journal.models import Journaled
from bukapo.orders.allotment.rows import Allocation, Allotment, ShortPiece
from bukapo.orders.bulk.rows import GroupParcel
from bukapo.orders.chats.rows import ChatDraft, ChatPaste
from bukapo.orders.commissions.rows import CommissionPayout, CommissionShare
from bukapo.orders.delays.rows import Delay, DelayAnswer
from bukapo.orders.handover.rows import Handover
from bukapo.orders.making.rows import Job, OrderPromise
from bukapo.orders.packing.rows import Packing, PackingRule, PackScan
from bukapo.orders.parcels.rows import NotArrived
from bukapo.orders.parts.rows import DroppedRest, PartShipment
from bukapo.orders.pickup.rows import PickupChoice, PickupSlot
from bukapo.orders.pricing.rows import Proposal, ProposalAnswer, Settlement
from bukapo.orders.reminders.rows import Reminder
from bukapo.orders.rosters.rows import Roster, RosterMember, RosterPiece
from bukapo.orders.routes.rows import DeliveryRoute, RouteStop
from bukapo.orders.rules import ORDER, SOURCES
from bukapo.orders.shortage.rows import Shortage
from bukapo.orders.threads.rows import Thread, ThreadWord
from bukapo.orders.waiting.rules import ENTRY, LIVE
from bukapo.orders.weighing.rows import Weighing
from bukapo.shipping.models import Zone
from bukapo.shipping.rules import FULFILMENTS
from bukapo.stores.scope import StoreOwned

__all__ = [
    "Allocation",
    "Allotment",
    "ChatDraft",
    "ChatPaste",
    "CommissionPayout",
    "CommissionShare",
    "Delay",
    "DelayAnswer",
    "DeliveryRoute",
    "DroppedRest",
    "GroupParcel",
    "Handover",
    "ImportFile",
    "ImportRow",
    "Job",
    "NotArrived",
    "Order",
    "OrderLine",
    "OrderPromise",
    "PackScan",
    "Packing",
    "PackingRule",
    "PartShipment",
    "PickupChoice",
    "PickupSlot",
    "Proposal",
    "ProposalAnswer",
    "RouteStop",
    "Reminder",
    "Roster",
    "RosterMember",
    "RosterPiece",
    "SavedMapping",
    "Settlement",
    "ShortPiece",
    "Shortage",
    "Thread",
    "ThreadWord",
    "WaitingEntry",
    "Weighing",
]


class Order(Journaled, StoreOwned):
    """One buyer's order in one campaign. Money in whole rupiah.

    `charged`, `paid`, `refunded` repeat what the ledger says so that lists and the CHECK below need no sums; the audit
    compares them. Outstanding = charged - paid + refunded. `goods` are at the price of the moment of acceptance;
    `discount` of it was taken off by a voucher.
    """

    # The hot path writes every index of this table: those that another one begins with are left out.
    store = models.ForeignKey("stores.Store", on_delete=models.PROTECT, related_name="+", db_index=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="orders", db_index=False)
    number = models.CharField(max_length=16)
    secret = models.CharField(max_length=32)
    key = models.CharField(max_length=64)
    body_digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, default="placed")
    source = models.CharField(max_length=8)
    language = models.CharField(max_length=2, default="id")
    buyer_name = models.CharField(max_length=80)
    phone = models.CharField(max_length=20)
    email = models.CharField(max_length=254, blank=True, default="")
    early = models.BooleanField(default=False)  # came with the early-access code
    interest = models.ForeignKey(
        Interest, on_delete=models.PROTECT, null=True, db_index=False
    )  # by their code
    begun_at = models.DateTimeField(null=True)  # of a checkout finished in the grace after closing
    fulfilment = models.CharField(max_length=8)
    address = models.CharField(max_length=400, blank=True, default="")
    city = models.CharField(max_length=80, blank=True, default="")
    postal_code = models.CharField(max_length=5, blank=True, default="")
    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, null=True, db_index=False)
    note = models.CharField(max_length=300, blank=True, default="")
    pieces = models.PositiveIntegerField()
    weight = models.PositiveIntegerField()  # grams
    goods = models.PositiveIntegerField()
    shipping_fee = models.PositiveIntegerField()
    discount = models.PositiveIntegerField(default=0)
    voucher = models.ForeignKey(Voucher, on_delete=models.PROTECT, null=True, db_index=False)
    # Who brought it, decided when it was placed.
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, null=True, db_index=False, related_name="brought"
    )
    charged = models.PositiveIntegerField(default=0)
    paid = models.PositiveIntegerField(default=0)
    refunded = models.PositiveIntegerField(default=0)
    forgiven = models.PositiveIntegerField(default=0)  # of goods and shipping, by the seller
    terms = models.ForeignKey(Terms, on_delete=models.PROTECT, null=True, db_index=False)
    if_short = models.CharField(max_length=8, blank=True, default="")  # campaigns.minimums.rules.FALLBACKS
    second_choice = models.CharField(max_length=40, blank=True, default="")  # another colour, by its name
    pay_by = models.DateTimeField(null=True)  # empty: does not expire by itself
    placed_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number"], name="order_number_once"),
            models.UniqueConstraint(fields=["secret"], name="order_secret_once"),
            models.UniqueConstraint(fields=["key"], name="order_key_once"),
            models.CheckConstraint(condition=Q(state__in=list(ORDER.moves)), name="order_state_known"),
            models.CheckConstraint(condition=Q(source__in=SOURCES), name="order_source_known"),
            models.CheckConstraint(condition=Q(fulfilment__in=FULFILMENTS), name="order_fulfilment_known"),
            models.CheckConstraint(condition=Q(pieces__gt=0), name="order_of_something"),
            models.CheckConstraint(condition=Q(refunded__lte=F("paid")), name="order_refunds_at_most_paid"),
            models.CheckConstraint(
                condition=Q(discount=0) | Q(discount__lt=F("goods"), voucher__isnull=False),
                name="order_discount_is_a_part",
            ),
        ]
        indexes = [
            models.Index(fields=["campaign", "phone"], name="order_by_phone"),
            models.Index(fields=["campaign", "id"], name="order_by_campaign"),
            models.Index(fields=["store", "id"], name="order_by_store"),
            models.Index(fields=["pay_by"], name="order_to_expire", condition=Q(state="placed")),
            models.Index(fields=["interest"], name="order_by_interest", condition=Q(interest__isnull=False)),
            models.Index(fields=["voucher"], name="order_by_voucher", condition=Q(voucher__isnull=False)),
            models.Index(fields=["partner"], name="order_by_partner", condition=Q(partner__isnull=False)),
        ]

    @property
    def net_goods(self) -> int:
        """Rupiah of goods that the buyer pays: less the voucher's discount."""
        return int(self.goods - self.discount)

    @property
    def outstanding(self) -> int:
        """Rupiah still to come (negative: paid too much)."""
        return int(self.charged - self.paid + self.refunded)

    def __str__(self) -> str:
        return self.number


class OrderLine(StoreOwned):
    """`qty` alike pieces. `unit_price` holds price and surcharge, `extra` the personalization, both per piece.

    `personalization` is {field name: text}; `label` is the variant as it read when ordered. A package is one line per
    piece of it: lines of one `bundle_no` are the same package, `bundle_slot` says which of its pieces a line is.
    """

    # Repeats the order's, and the audit compares: a constraint of its own would only look up the same shop again.
    store = models.ForeignKey(
        "stores.Store", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lines", db_index=False)
    position = models.PositiveSmallIntegerField()
    product = models.ForeignKey(Product, on_delete=models.PROTECT, db_index=False)
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT)
    product_name = models.CharField(max_length=100)
    label = models.CharField(max_length=200)
    values = models.JSONField(default=list)
    qty = models.PositiveIntegerField()
    unit_price = models.PositiveIntegerField()
    extra = models.PositiveIntegerField(default=0)
    personalization = models.JSONField(default=dict)
    total = models.PositiveIntegerField()
    bundle = models.ForeignKey(Bundle, on_delete=models.PROTECT, null=True, db_index=False)
    bundle_no = models.PositiveSmallIntegerField(default=0, db_default=0)  # counts from 1; 0 = no package
    bundle_slot = models.PositiveSmallIntegerField(default=0, db_default=0)

    class Meta:
        ordering = ["order_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="line_position_once"),
            models.CheckConstraint(condition=Q(qty__gt=0), name="line_of_something"),
            models.CheckConstraint(
                condition=Q(total=F("qty") * (F("unit_price") + F("extra"))), name="line_total_is_its_product"
            ),
            models.CheckConstraint(
                condition=Q(bundle__isnull=True, bundle_no=0) | Q(bundle__isnull=False, bundle_no__gt=0),
                name="line_of_a_bundle_is_numbered",
            ),
        ]

    @property
    def bundle_name(self) -> str:
        """Of the package it is a piece of, "" for an ordinary line (`bundle` should be loaded)."""
        return self.bundle.name if self.bundle else ""


class WaitingEntry(Journaled, StoreOwned):
    """One buyer's whole wish, in line for pieces that come free or for a draw.

    `wish` is the order as it was sent (`waiting.wish`), with its `key`; `lines` [variant id, pieces, product, variant]
    say what it needs. `position` in line is given under the campaign's lock; `rank` by the draw. `code` is public.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="waiting")
    code = models.CharField(max_length=16)
    secret = models.CharField(max_length=32)
    key = models.CharField(max_length=64)
    body_digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10)
    language = models.CharField(max_length=2, default="id")
    buyer_name = models.CharField(max_length=80)
    phone = models.CharField(max_length=20)
    email = models.CharField(max_length=254, blank=True, default="")
    wish = models.JSONField()
    lines = models.JSONField()
    pieces = models.PositiveIntegerField()
    position = models.PositiveIntegerField(null=True)
    rank = models.PositiveIntegerField(null=True)
    order = models.OneToOneField(Order, on_delete=models.PROTECT, null=True, related_name="waited")
    joined_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], name="waiting_key_once"),
            models.UniqueConstraint(fields=["code"], name="waiting_code_once"),
            models.UniqueConstraint(fields=["secret"], name="waiting_secret_once"),
            models.UniqueConstraint(fields=["campaign", "position"], name="waiting_position_once"),
            models.UniqueConstraint(
                fields=["campaign", "phone"], name="waiting_once_per_phone", condition=Q(state__in=LIVE)
            ),
            models.UniqueConstraint(
                fields=["campaign", "email"],
                name="waiting_once_per_email",
                condition=Q(state__in=LIVE) & ~Q(email=""),
            ),
            models.CheckConstraint(condition=Q(state__in=list(ENTRY.moves)), name="waiting_state_known"),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(position__isnull=False), name="waiting_has_a_position"
            ),
            models.CheckConstraint(
                condition=Q(state="ordered", order__isnull=False)
                | (~Q(state="ordered") & Q(order__isnull=True)),
                name="waiting_ordered_names_its_order",
            ),
            models.CheckConstraint(condition=Q(pieces__gt=0), name="waiting_for_something"),
        ]
        indexes = [
            models.Index(
                fields=["campaign", "position"], name="waiting_in_line", condition=Q(state="waiting")
            ),
        ]

    def __str__(self) -> str:
        return self.code


class ImportFile(StoreOwned):
    """One run of an import: which file, with which mapping, what came of it."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="imports")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    layout = models.CharField(max_length=64)
    mapping = models.JSONField()
    report = models.JSONField()
    imported_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]


class ImportRow(StoreOwned):
    """One answer of a form, known by `fingerprint` (its content): the same answer never becomes two orders.

    `state`: order | replaced | doubtful | dismissed. A doubtful row keeps what was understood in `draft`.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="import_rows")
    file = models.ForeignKey(ImportFile, on_delete=models.PROTECT, related_name="rows")
    fingerprint = models.CharField(max_length=64)
    row = models.PositiveIntegerField()
    state = models.CharField(max_length=10)
    why = models.CharField(max_length=300, blank=True, default="")
    draft = models.JSONField(default=dict)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, null=True, related_name="import_rows")

    class Meta:
        ordering = ["row", "id"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "fingerprint"], name="import_row_once"),
            models.CheckConstraint(
                condition=Q(state__in=["order", "replaced", "doubtful", "dismissed"]),
                name="import_row_state_known",
            ),
        ]


class SavedMapping(StoreOwned):
    """How a store reads a form of this layout, remembered from the last time."""

    layout = models.CharField(max_length=64)
    mapping = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["store", "layout"], name="mapping_once_per_layout")]
