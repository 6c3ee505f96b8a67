"""The cast every test shares: a shop with a PO of tees that is open, a buyer, a stranger who must see nothing."""

import itertools
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bukapo.accounts.models import User
from bukapo.campaigns.models import Campaign, PieceCounter
from bukapo.campaigns.plan import Item
from bukapo.campaigns.writes.draft import draft_campaign
from bukapo.campaigns.writes.publish import publish_campaign
from bukapo.catalog.models import PersonalizationField, Photo, Product, Variant
from bukapo.catalog.rules import FieldDraft, OptionDraft, ProductDraft, Value
from bukapo.catalog.writes import save_product
from bukapo.kernel.actor import BUYER_ACTOR, STAFF, Actor
from bukapo.orders.intake.draft import Wanted, WantedLine
from bukapo.orders.models import Order
from bukapo.orders.writes.place import place_order
from bukapo.shipping.fee_table import ZoneDraft
from bukapo.shipping.models import Zone
from bukapo.shipping.writes import save_zones
from bukapo.stores.models import BankAccount, Store
from bukapo.stores.rules import Bank, StoreDetails
from bukapo.stores.writes import open_store

NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
"""22 November 2026, 12.00 WIB."""

SIZES = (
    Value("S", is_default=True), Value("M"), Value("L"), Value("XL", 5_000), Value("XXL", 10_000), Value("3XL", 15_000)
)  # fmt: skip
TEE = ProductDraft(
    name="Kaos",
    weight=200,
    normal_price=120_000,
    size_chart={"columns": ["Ukuran", "Lebar", "Panjang"], "rows": [["L", "52", "72"]], "note": ""},
    options=(
        OptionDraft("Ukuran", SIZES, is_size=True),
        OptionDraft("Warna", (Value("Hitam", is_default=True), Value("Navy"))),
    ),
    personalizations=(FieldDraft("Nama punggung", max_length=15, price=15_000),),
)
PROMISED = {"produced": 21, "ship_from": 22, "ship_until": 26}
"""Days after `at`."""

_numbers = itertools.count(1)


@dataclass
class World:
    """`variant("L", "Hitam")` is a variant's id; `want()` is a valid order; `place()` places one."""

    store: Store
    owner: User
    seller: Actor
    bank: BankAccount
    product: Product
    campaign: Campaign
    zone: Zone
    name_field: PersonalizationField
    variants: dict[tuple[str, ...], int] = field(default_factory=dict)

    def variant(self, *values: str) -> int:
        return self.variants[values]

    def want(self, *lines: WantedLine, **changes: Any) -> Wanted:
        """A pickup order of one black L unless told otherwise; every call is another submission by another buyer."""
        number = next(_numbers)
        facts: dict[str, Any] = {
            "key": f"key-{number}",
            "source": "form",
            "buyer_name": f"Pembeli {number}",
            "phone": f"0812{number:08d}",
            "fulfilment": "pickup",
            "lines": lines or (WantedLine(self.variant("L", "Hitam"), 1, {}),),
        }
        return Wanted(**(facts | changes))

    def by_courier(self, *lines: WantedLine, **changes: Any) -> Wanted:
        where = {
            "address": "Jl. Contoh 12",
            "city": "Bandung",
            "postal_code": "40132",
            "zone_id": self.zone.pk,
        }
        return self.want(*lines, **({"fulfilment": "courier"} | where | changes))

    def place(self, *lines: WantedLine, **changes: Any) -> Order:
        return place_order(
            store_id=self.store.pk,
            campaign_id=self.campaign.pk,
            wanted=self.want(*lines, **changes),
            actor=BUYER_ACTOR,
        )

    def line(self, size: str, colour: str = "Hitam", qty: int = 1, name: str = "") -> WantedLine:
        return WantedLine(self.variant(size, colour), qty, {self.name_field.pk: name})

    def fresh(self, row: Any) -> Any:
        """The row as the database now has it."""
        return type(row)._base_manager.get(pk=row.pk)

    def counter(self, *values: str) -> PieceCounter:
        rows = PieceCounter.objects.of(self.store).filter(campaign=self.campaign)
        found: PieceCounter = rows.get(variant_id=self.variants[values] if values else None)
        return found

    def picture(self, place: str = "proof", fingerprint: str = "") -> Photo:
        """A photo row without files, for tests of money."""
        number = next(_numbers)
        photo: Photo = Photo.objects.create(
            store=self.store, key=f"picture{number}", place=place, widths=[360], width=360, height=360,
            fingerprint=fingerprint or f"{number:064d}",
        )  # fmt: skip
        return photo


def make_world(
    *,
    slug: str = "toko-contoh",
    at: datetime | None = None,
    cap: int | None = None,
    variant_caps: dict[tuple[str, ...], int] | None = None,
    early_price: int = 0,
    draft: ProductDraft = TEE,
    **plan: Any,
) -> World:
    """A store with an open PO of tees (opened a day before `at`, closes a week after; `at` = now by default)."""
    at = at or datetime.now(UTC)
    early = at - timedelta(days=3)
    owner = User.objects.create_user(f"{slug}@example.com", "rahasia-contoh", name="Pemilik Contoh")
    seller = Actor(kind=STAFF, label=owner.name, id=owner.pk)
    who: dict[str, Any] = {"actor": seller, "at": early}
    details = StoreDetails(name="Toko Contoh", city="Bandung", phone="081200000000", email="toko@example.com")
    banks = [Bank(bank="BCA", number="1234567890", holder="Toko Contoh")]
    store = Store.objects.get(
        pk=open_store(**who, owner=owner, details=details, banks=banks, slug=slug).store_id
    )
    zone = ZoneDraft(name="Jawa", areas="Bandung, Jakarta", courier="JNE", first_kg=18_000, next_kg=12_000)
    save_zones(**who, store=store, zones=[zone])
    product = Product.objects.of(store).get(pk=save_product(**who, store=store, draft=draft).product_id)
    variants = {tuple(row.values): row.pk for row in Variant.objects.of(store).filter(product=product)}
    facts: dict[str, Any] = {
        "items": [Item(product.pk, 95_000, 120_000, early_price)],
        "opens_at": at - timedelta(days=1),
        "closes_at": at + timedelta(days=7),
        "cap": cap,
        "caps": {variants[values]: most for values, most in (variant_caps or {}).items()},
        "pickup": True,
        "pickup_place": "Sekretariat",
        "courier": True,
        **{what: (at + timedelta(days=n)).date() for what, n in PROMISED.items()},
    }
    drafted = draft_campaign(**who, store=store, title="Kaos Contoh", plan=facts | plan)  # type: ignore[arg-type]
    publish_campaign(**who, store=store, campaign_id=drafted.campaign_id)
    return World(
        store=store,
        owner=owner,
        seller=seller,
        bank=BankAccount.objects.of(store).get(),
        product=product,
        campaign=Campaign.objects.of(store).get(pk=drafted.campaign_id),
        zone=Zone.objects.of(store).get(),
        name_field=PersonalizationField.objects.of(store).get(product=product, name="Nama punggung"),
        variants=variants,
    )
