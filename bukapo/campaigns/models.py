from django.db import models
from django.db.models import F, Q

from bukapo.campaigns.bundles.rows import Bundle, BundleSlot
from bukapo.campaigns.captions.rows import CopiedCaption
from bukapo.campaigns.cloning.rows import CampaignOrigin
from bukapo.campaigns.guarantees.rows import FrozenGuarantee, Ladder
from bukapo.campaigns.links.rows import LinkDay, ShortLink
from bukapo.campaigns.linting.rows import OverruledSentence
from bukapo.campaigns.locks.rows import LockNotice
from bukapo.campaigns.made.rows import MadeToOrder
from bukapo.campaigns.minimums.rows import Minimum
from bukapo.campaigns.partners.rows import FriendReward, Partner
from bukapo.campaigns.questions.rows import Question
from bukapo.campaigns.rules import CAMPAIGN, FIRST, KINDS, PROMISES, SHORT_RULES
from bukapo.campaigns.series.rows import Series
from bukapo.campaigns.teaser.rows import Interest, Teaser, TeaserDesign, TeaserPhoto, Vote
from bukapo.campaigns.vouchers import MOST_BP
from bukapo.catalog.models import Photo, Product, Variant
from bukapo.journal.models import Journaled
from bukapo.payments.plans import BALANCES, MODES
from bukapo.stores.scope import StoreOwned

__all__ = [
    "Bundle",
    "BundleSlot",
    "BuyerCounter",
    "Campaign",
    "CampaignItem",
    "CampaignOrigin",
    "CampaignPhoto",
    "CopiedCaption",
    "Draw",
    "FriendReward",
    "FrozenGuarantee",
    "Ladder",
    "Interest",
    "LinkDay",
    "LockNotice",
    "MadeToOrder",
    "Minimum",
    "OverruledSentence",
    "Partner",
    "PieceCounter",
    "PriceTier",
    "Promise",
    "Question",
    "Series",
    "ShortLink",
    "Teaser",
    "TeaserDesign",
    "TeaserPhoto",
    "Terms",
    "Vote",
    "Voucher",
    "VoucherUse",
    "YieldDraw",
]


class Campaign(Journaled, StoreOwned):
    """One PO. Money in rupiah, instants in UTC.

    `pay_hours`: an unpaid order gives its pieces back after so many hours. `balance_days`: the balance is due so many
    days after production is declared finished, where `balance_due` says so. `deposit_bp` basis points of the goods, or
    `deposit_fixed` per piece. `instalments`: see `payments.plans.terms_of`. Until `early_until` the items' early prices
    count. A batch is number `batch` of its `series`; a draft's `rhythm` begins one when it is published.

    Below its minimum a PO is put off once by `extension_days` (`extended_at`), a batch `rolled` so many times; or it
    does not run (`fell_short_at`), unless the seller said that it does all the same (`waived_at`).
    """

    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=100)
    kind = models.CharField(max_length=16, default="window")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, null=True, related_name="batches")
    batch = models.PositiveIntegerField(null=True)
    rhythm = models.JSONField(default=dict)
    rolled = models.PositiveSmallIntegerField(default=0)
    extension_days = models.PositiveSmallIntegerField(default=0)
    offers_colour = models.BooleanField(default=False)
    offers_next = models.BooleanField(default=False)
    extended_at = models.DateTimeField(null=True)
    fell_short_at = models.DateTimeField(null=True)
    waived_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, default="draft")
    story = models.TextField(blank=True, default="")
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    early_opens_at = models.DateTimeField(null=True)  # for those with `early_code`
    early_code = models.CharField(max_length=32, blank=True, default="")
    draw_at = models.DateTimeField(null=True)  # until then buyers register; then a draw decides
    drawn_at = models.DateTimeField(null=True)  # when it did
    grace_minutes = models.PositiveSmallIntegerField(default=0)  # for checkouts begun before closing
    target = models.PositiveIntegerField(null=True)  # pieces hoped for
    buyer_cap = models.PositiveIntegerField(null=True)  # pieces per buyer
    early_until = models.DateTimeField(null=True)
    pay_mode = models.CharField(max_length=10, default="full")
    deposit_bp = models.PositiveIntegerField(default=5000)
    deposit_fixed = models.PositiveIntegerField(default=0)
    instalments = models.JSONField(default=list)
    balance_due = models.CharField(max_length=8, default="produced")
    balance_day = models.DateField(null=True)
    shipping_with = models.CharField(max_length=8, default="order")
    pay_hours = models.PositiveIntegerField(default=24)
    balance_days = models.PositiveIntegerField(default=5)
    pickup = models.BooleanField(default=False)
    pickup_place = models.CharField(max_length=200, blank=True, default="")
    courier = models.BooleanField(default=False)
    address_days = models.PositiveSmallIntegerField(default=3)  # before `ship_from`: addresses are locked
    groups = models.BooleanField(default=False)  # one coordinator may collect many people's wishes
    group_least = models.PositiveSmallIntegerField(default=0)  # members without whom a group can't order
    group_note = models.CharField(max_length=300, blank=True, default="")
    extra_terms = models.TextField(blank=True, default="")
    short_rule = models.CharField(max_length=5, default=FIRST)
    cover = models.ForeignKey(Photo, on_delete=models.PROTECT, null=True)
    workshop_name = models.CharField(max_length=80, blank=True, default="")
    published_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    produced_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["store", "slug"], name="campaign_slug_once"),
            models.CheckConstraint(condition=Q(state__in=list(CAMPAIGN.moves)), name="campaign_state_known"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="campaign_kind_known"),
            models.UniqueConstraint(fields=["series", "batch"], name="campaign_batch_once"),
            models.CheckConstraint(
                condition=Q(kind="batch", series__isnull=False, batch__isnull=False)
                | (
                    Q(series__isnull=True, batch__isnull=True)
                    & (~Q(kind="batch") | Q(state__in=["draft", "cancelled"]))
                ),
                name="campaign_batch_of_a_series",
            ),
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True)
                | Q(closes_at__isnull=True)
                | Q(closes_at__gt=F("opens_at")),
                name="campaign_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "cancelled"])
                | Q(opens_at__isnull=False, closes_at__isnull=False),
                name="campaign_published_with_window",
            ),
            models.CheckConstraint(condition=Q(deposit_bp__lte=10000), name="campaign_deposit_at_most_all"),
            models.CheckConstraint(
                condition=Q(early_opens_at__isnull=True) | ~Q(early_code=""), name="campaign_early_with_code"
            ),
            models.CheckConstraint(
                condition=Q(draw_at__isnull=True) | Q(draw_at__gt=F("opens_at"), draw_at__lt=F("closes_at")),
                name="campaign_draw_within_window",
            ),
            models.CheckConstraint(
                condition=Q(drawn_at__isnull=True) | Q(draw_at__isnull=False, drawn_at__gte=F("draw_at")),
                name="campaign_drawn_when_announced",
            ),
            models.CheckConstraint(condition=Q(grace_minutes__lte=60), name="campaign_grace_at_most_an_hour"),
            models.CheckConstraint(condition=Q(pay_mode__in=MODES), name="campaign_pay_mode_known"),
            models.CheckConstraint(condition=Q(balance_due__in=BALANCES), name="campaign_balance_due_known"),
            models.CheckConstraint(condition=Q(short_rule__in=SHORT_RULES), name="campaign_short_rule_known"),
        ]
        indexes = [
            models.Index(fields=["closes_at"], name="campaign_to_close", condition=Q(state="published"))
        ]

    def __str__(self) -> str:
        return self.title


class CampaignItem(StoreOwned):
    """A product in a PO: the PO price beside the normal price (rupiah, before surcharges).

    `early_price` counts until the campaign's `early_until`; 0 = none. With price tiers `counted` pieces of the product
    were held at closing, and `settled_price` is what each of them costs since (`campaigns.tiers`).
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="items")
    product = models.ForeignKey(Product, on_delete=models.PROTECT)
    price = models.PositiveIntegerField()
    normal_price = models.PositiveIntegerField(default=0)
    early_price = models.PositiveIntegerField(default=0)
    position = models.PositiveSmallIntegerField(default=0)
    counted = models.PositiveIntegerField(null=True)
    settled_price = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "product"], name="item_once_per_campaign"),
            models.CheckConstraint(
                condition=Q(settled_price__isnull=True) | Q(settled_price__lte=F("price")),
                name="item_settled_price_is_not_higher",
            ),
            models.CheckConstraint(
                condition=Q(early_price=0) | Q(early_price__lt=F("price")),
                name="item_early_price_is_lower",
            ),
        ]


class PriceTier(StoreOwned):
    """From `from_pieces` of the product in the whole PO on, a piece costs `price` rupiah before surcharges."""

    item = models.ForeignKey(CampaignItem, on_delete=models.CASCADE, related_name="tiers")
    from_pieces = models.PositiveIntegerField()
    price = models.PositiveIntegerField()

    class Meta:
        ordering = ["item_id", "from_pieces"]
        constraints = [
            models.UniqueConstraint(fields=["item", "from_pieces"], name="tier_once_per_pieces"),
            models.CheckConstraint(condition=Q(from_pieces__gt=1, price__gt=0), name="tier_of_something"),
        ]


class PieceCounter(StoreOwned):
    """Pieces held by orders: one row for the campaign (`variant` empty) and one per variant on offer.

    These rows are the campaign's lock: taken FOR UPDATE in order of id before anything is accepted or closed.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="counters")
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, null=True)
    cap = models.PositiveIntegerField(null=True)
    taken = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "variant"], name="counter_once_per_variant"),
            models.UniqueConstraint(
                fields=["campaign"], condition=Q(variant__isnull=True), name="counter_once_per_campaign"
            ),
            models.CheckConstraint(
                condition=Q(cap__isnull=True) | Q(taken__lte=F("cap")), name="counter_never_over_cap"
            ),
            models.CheckConstraint(condition=Q(taken__gte=0), name="counter_never_negative"),
        ]


class BuyerCounter(StoreOwned):
    """Pieces that one buyer holds in a PO with a limit per buyer: one row per phone number and one per e-mail.

    `who` carries the campaign's id too (`campaigns.rules.buyer_keys`): a lookup by one unique column stays a lookup
    even while the planner knows nothing of a PO made a minute ago. `cap` repeats the campaign's limit for the CHECK.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="buyer_counters")
    who = models.CharField(max_length=300)
    cap = models.PositiveIntegerField(null=True)
    taken = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["who"], name="buyer_counter_once"),
            models.CheckConstraint(
                condition=Q(cap__isnull=True) | Q(taken__lte=F("cap")), name="buyer_never_over_cap"
            ),
            models.CheckConstraint(condition=Q(taken__gte=0), name="buyer_never_negative"),
        ]


class Voucher(StoreOwned):
    """A code that takes something off the goods: in one PO, or in every PO of the store when `campaign` is empty.

    `bp` basis points but at most `most` rupiah (0 = without limit), or `fixed` rupiah; from `least` rupiah of goods on.
    `cap` uses by orders that hold their pieces, `buyer_cap` of them by one buyer (None = without limit). What it gives
    is never edited: an order's discount can be derived again. Orders that use it count for its `partner`.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, null=True, related_name="vouchers")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True, related_name="vouchers")
    code = models.CharField(max_length=24)
    bp = models.PositiveIntegerField(default=0)
    most = models.PositiveIntegerField(default=0)
    fixed = models.PositiveIntegerField(default=0)
    least = models.PositiveIntegerField(default=0)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    cap = models.PositiveIntegerField(null=True)
    buyer_cap = models.PositiveIntegerField(null=True)
    used = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["store", "code"], name="voucher_code_once"),
            models.CheckConstraint(
                condition=Q(cap__isnull=True) | Q(used__lte=F("cap")), name="voucher_never_over_cap"
            ),
            models.CheckConstraint(
                condition=Q(bp__gt=0, bp__lte=MOST_BP, fixed=0)
                | Q(bp=0, most=0, fixed__gt=0, least__gt=F("fixed")),
                name="voucher_gives_a_part",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class VoucherUse(StoreOwned):
    """How often one buyer uses a voucher that has a limit per buyer: a row per phone number and one per e-mail.

    `who` carries the voucher's id (`campaigns.vouchers.user_keys`); `cap` repeats its limit for the CHECK.
    """

    voucher = models.ForeignKey(Voucher, on_delete=models.PROTECT, related_name="uses")
    who = models.CharField(max_length=300)
    cap = models.PositiveIntegerField()
    used = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["who"], name="voucher_use_once"),
            models.CheckConstraint(condition=Q(used__lte=F("cap")), name="voucher_use_never_over_cap"),
        ]


class Draw(StoreOwned):
    """The draw of a PO (`kernel.draw`). `commitment` is public from publishing on, `seed` only when it was held.

    `digest` is of all codes that took part, `entries` how many they were.
    """

    campaign = models.OneToOneField(Campaign, on_delete=models.PROTECT, related_name="draw")
    seed = models.CharField(max_length=64)
    commitment = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, blank=True, default="")
    entries = models.PositiveIntegerField(default=0)


class YieldDraw(StoreOwned):
    """The sealed seed of a PO whose short yield is given out by lot. `commitment` stands in the terms from publishing
    on; `seed` is opened by the allocation.
    """

    campaign = models.OneToOneField(Campaign, on_delete=models.PROTECT, related_name="yield_draw")
    seed = models.CharField(max_length=64)
    commitment = models.CharField(max_length=64)


class Promise(StoreOwned):
    """A date told to buyers. Append-only: the last row per `what` counts, the earlier ones stay public."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="promises")
    what = models.CharField(max_length=12)
    day = models.DateField()
    reason = models.CharField(max_length=300, blank=True, default="")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=Q(what__in=PROMISES), name="promise_kind_known")]


class Terms(StoreOwned):
    """The rules as a buyer read them. Never edited; an order names the version it agreed to.

    `document` holds them as data (`campaigns.terms.document`; {} before there were data), `digest` seals both. `before`
    are the terms of the store's PO before this one.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="terms")
    text = models.TextField()
    document = models.JSONField(default=dict)
    before = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    digest = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["campaign", "digest"], name="terms_once")]
        indexes = [models.Index(fields=["digest"], name="terms_by_digest")]


class CampaignPhoto(StoreOwned):
    """Pictures of the PO beyond its products' own."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="photos")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
