"""A PO of tees and caps with two packages, for every test that sells them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bukapo.campaigns.bundles.rules import BundleDraft, SlotDraft
from bukapo.campaigns.bundles.writes import save_bundle
from bukapo.campaigns.models import Bundle, Campaign
from bukapo.campaigns.plan import Item
from bukapo.campaigns.writes.draft import draft_campaign
from bukapo.campaigns.writes.publish import publish_campaign
from bukapo.catalog.models import Product, Variant
from bukapo.catalog.rules import OptionDraft, ProductDraft, Value
from bukapo.catalog.writes import save_product
from bukapo.orders.intake.packages import WantedBundle, WantedSlot
from bukapo.orders.models import Order
from tests.world import PROMISED, World, make_world

CAP = ProductDraft(
    name="Topi",
    weight=100,
    options=(OptionDraft("Warna", (Value("Hitam", is_default=True), Value("Krem", 3_000))),),
)
TEE_PRICE, CAP_PRICE = 95_000, 40_000
FAMILY = 200_001
"""Rupiah for two tees and a black cap; surcharges come on top."""
PAIR = 120_000
"""Rupiah for a tee and a cap of any colour, whatever the size."""


class Bundled(World):
    """A World whose `campaign` sells packages: `family` (tee, tee, black cap) and `pair` (tee, cap)."""

    family: Bundle
    pair: Bundle
    cap: Product
    caps: dict[str, int]

    def tee(self, size: str = "L", colour: str = "Hitam", name: str = "") -> WantedSlot:
        return WantedSlot(self.variant(size, colour), {self.name_field.pk: name})

    def hat(self, colour: str = "Hitam") -> WantedSlot:
        return WantedSlot(self.caps[colour], {})

    def families(self, qty: int = 1, *slots: WantedSlot) -> WantedBundle:
        return WantedBundle(self.family.pk, qty, slots or (self.tee("L"), self.tee("M"), self.hat()))

    def pairs(self, qty: int = 1, *slots: WantedSlot) -> WantedBundle:
        return WantedBundle(self.pair.pk, qty, slots or (self.tee("L"), self.hat("Krem")))

    def order(self, *bundles: WantedBundle, lines: Any = (), **changes: Any) -> Order:
        return self.place(**({"bundles": bundles, "lines": tuple(lines)} | changes))


def make_bundled(*, at: datetime | None = None, items: Any = None, **plan: Any) -> Bundled:
    """`items(tee id, cap id)` gives the campaign's items where they are other ones."""
    at = at or datetime.now(UTC)
    world = make_world(at=at)
    who: dict[str, Any] = {"actor": world.seller, "at": at - timedelta(days=3), "store": world.store}
    cap = Product.objects.of(world.store).get(pk=save_product(**who, draft=CAP).product_id)
    goods = items or (lambda tee, hat: [Item(tee, TEE_PRICE, 120_000), Item(hat, CAP_PRICE)])
    facts: dict[str, Any] = {
        "items": goods(world.product.pk, cap.pk),
        "opens_at": at - timedelta(days=1),
        "closes_at": at + timedelta(days=7),
        "pickup": True,
        "pickup_place": "Sekretariat",
        "courier": True,
        **{what: (at + timedelta(days=n)).date() for what, n in PROMISED.items()},
    }
    drafted = draft_campaign(**who, title="Kaos dan Topi", plan=facts | plan)  # type: ignore[arg-type]
    tee_slot, hat_slot = SlotDraft(world.product.pk), SlotDraft(cap.pk)
    family = BundleDraft(
        "Keluarga", FAMILY, (tee_slot, tee_slot, replace(hat_slot, fixed={"Warna": "Hitam"}))
    )
    pair = BundleDraft("Berdua", PAIR, (tee_slot, hat_slot), adds_surcharges=False)
    made = [
        save_bundle(**who, campaign_id=drafted.campaign_id, draft=draft).bundle_id for draft in (family, pair)
    ]
    publish_campaign(**who, campaign_id=drafted.campaign_id)
    found = Bundled(**vars(world))
    found.campaign = Campaign.objects.of(world.store).get(pk=drafted.campaign_id)
    found.family, found.pair = (Bundle.objects.of(world.store).get(pk=pk) for pk in made)
    found.cap = cap
    found.caps = {row.values[0]: row.pk for row in Variant.objects.of(world.store).filter(product=cap)}
    return found
