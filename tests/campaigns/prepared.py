"""A store with a tee, ready to open a PO: made by the real writes."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from bukapo.accounts.models import User
from bukapo.accounts.writes import sign_up
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.plan import Item, Plan
from bukapo.campaigns.writes import draft_campaign, publish_campaign
from bukapo.catalog.models import Product, Variant
from bukapo.catalog.rules import FieldDraft, OptionDraft, ProductDraft, Value
from bukapo.catalog.writes import save_product
from bukapo.kernel.actor import STAFF, Actor
from bukapo.shipping.fee_table import ZoneDraft
from bukapo.shipping.writes import save_zones
from bukapo.stores.models import Store
from bukapo.stores.rules import Bank, StoreDetails
from bukapo.stores.writes import open_store

AT = datetime(2026, 11, 1, 3, 0, tzinfo=UTC)
TEE = ProductDraft(
    name="Kaos Reuni",
    normal_price=120_000,
    size_chart={"columns": ["Ukuran", "Lebar"], "rows": [["S", "48"], ["XL", "55"]], "note": ""},
    options=(
        OptionDraft("Ukuran", (Value("S"), Value("XL", 5_000)), is_size=True),
        OptionDraft("Lengan", (Value("Pendek", 0, True), Value("Panjang", 10_000))),
    ),
    personalizations=(FieldDraft("Nama punggung", price=15_000),),
)


@dataclass
class Prepared:
    owner: User
    seller: Actor
    store: Store
    product: Product

    def plan(self, **changes: Any) -> Plan:
        """A plan that lacks nothing."""
        whole: dict[str, Any] = {
            "items": [Item(self.product.pk, 95_000)],
            "story": "Kaos untuk reuni.",
            "opens_at": AT,
            "closes_at": datetime(2026, 11, 30, 14, 0, tzinfo=UTC),
            "cap": 200,
            "caps": {self.variant("S / Pendek"): 20},
            "pay_mode": "deposit",
            "deposit_bp": 5000,
            "produced": date(2026, 12, 20),
            "ship_from": date(2026, 12, 21),
            "ship_until": date(2026, 12, 28),
            "pickup": True,
            "pickup_place": "Sekretariat",
            "courier": True,
        }
        return whole | changes  # type: ignore[return-value]

    def variant(self, label: str) -> int:
        found: int = Variant.objects.of(self.store).get(label=label).pk
        return found

    def draft(self, title: str = "Kaos Reuni", **changes: Any) -> Campaign:
        event = draft_campaign(
            actor=self.seller, at=AT, store=self.store, title=title, plan=self.plan(**changes)
        )
        return self.fresh(event.campaign_id)

    def published(self, **changes: Any) -> Campaign:
        pk = self.draft(**changes).pk
        publish_campaign(actor=self.seller, at=AT, store=self.store, campaign_id=pk)
        return self.fresh(pk)

    def fresh(self, pk: int | None) -> Campaign:
        found: Campaign = Campaign.objects.of(self.store).select_related("store").get(pk=pk)
        return found


def prepare(slug: str = "") -> Prepared:
    owner = sign_up(name="Sari", email=f"sari{slug}@contoh.id", password="kata-sandi-panjang")
    seller = Actor(kind=STAFF, label=owner.name, id=owner.pk)
    event = open_store(
        actor=seller,
        at=AT,
        owner=owner,
        slug=slug,
        details=StoreDetails(name="Angkatan 11", city="Bandung", phone="081234567890"),
        banks=[Bank(bank="BCA", number="1234567890", holder="Sari")],
    )
    store = Store.objects.get(pk=event.store_id)
    save_zones(actor=seller, at=AT, store=store, zones=[ZoneDraft("Jawa", 12_000, 9_000, courier="JNE")])
    made = save_product(actor=seller, at=AT, store=store, draft=TEE)
    return Prepared(owner, seller, store, Product.objects.of(store).get(pk=made.product_id))
