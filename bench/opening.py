"""The shops of a run, made with the product's own verbs: nothing in them that a seller could not have made."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.management import call_command
from django.db import connection

from bench.carts import Shop, Ware
from bench.opponents.docs import install, write
from bukapo.accounts.models import User
from bukapo.campaigns.models import Campaign, CampaignItem
from bukapo.campaigns.plan import Item
from bukapo.campaigns.writes.draft import draft_campaign
from bukapo.campaigns.writes.publish import publish_campaign
from bukapo.catalog.models import PersonalizationField, Variant
from bukapo.catalog.rules import FieldDraft, OptionDraft, ProductDraft, Value
from bukapo.catalog.writes import save_product
from bukapo.faces.cli.prepare import collect_static, compile_translations
from bukapo.kernel.actor import STAFF, Actor
from bukapo.stores.models import Store
from bukapo.stores.rules import Bank, StoreDetails
from bukapo.stores.writes import open_store

CAP = 1_000_000
"""Pieces of a whole PO: a cap is judged for every order, and is never reached unless a scenario wants it."""
CHART = {
    "columns": ["Ukuran", "Lebar", "Panjang"],
    "rows": [
        ["S", "46", "66"],
        ["M", "48", "68"],
        ["L", "50", "70"],
        ["XL", "52", "72"],
        ["XXL", "55", "75"],
    ],
    "note": "Toleransi 1-2 cm.",
}
STORY = (
    "Kaos angkatan dengan bahan cotton combed 24s.\n\nSablon plastisol, nama punggung boleh ditambah. " * 3
)


def prepare() -> None:
    """What `bukapo serve` does before it serves, and the opponents' functions where the database has such."""
    compile_translations()
    collect_static()
    call_command("migrate", verbosity=0)
    if connection.vendor == "postgresql":
        install()


def write_docs(shops: list[Shop]) -> None:
    """The carts of these shops as rows, priced, for the anchors that run inside PostgreSQL."""
    for shop in shops:
        write(shop)


def make_shops(count: int, *, first: int = 0, cap: int = CAP) -> list[Shop]:
    """`count` stores with one PO each: open, three products, deposit of one half, pickup."""
    owner, _made = User.objects.get_or_create(email="bench@example.com", defaults={"name": "Pemilik Contoh"})
    return [_shop(owner, number, cap) for number in range(first, first + count)]


def _shop(owner: Any, number: int, cap: int) -> Shop:
    at = datetime.now(UTC)
    who: dict[str, Any] = {"actor": Actor(kind=STAFF, label=owner.name, id=owner.pk), "at": at}
    details = StoreDetails(name="Toko Contoh", city="Bandung", phone="081200000000", email="toko@example.com")
    banks = [Bank(bank="BCA", number="1234567890", holder="Toko Contoh")]
    opened = open_store(**who, owner=owner, details=details, banks=banks, slug=f"bench-{number}")
    store = Store.objects.get(pk=opened.store_id)
    products = [save_product(**who, store=store, draft=draft) for draft in _drafts()]
    days = {"produced": 21, "ship_from": 22, "ship_until": 26}
    plan: Any = {
        "items": [
            Item(p.product_id, draft.normal_price) for p, draft in zip(products, _drafts(), strict=True)
        ],
        "opens_at": at - timedelta(hours=1),
        "closes_at": at + timedelta(days=7),
        "cap": cap,
        "story": STORY,
        "caps": {},
        "pay_mode": "deposit",
        "deposit_bp": 5_000,
        "pickup": True,
        "pickup_place": "Sekretariat",
        "courier": False,
        **{what: (at + timedelta(days=n)).date() for what, n in days.items()},
    }
    drafted = draft_campaign(**who, store=store, title="Kaos Angkatan", plan=plan)
    assert drafted.campaign_id
    publish_campaign(**who, store=store, campaign_id=drafted.campaign_id)
    campaign = Campaign.objects.of(store).get(pk=drafted.campaign_id)
    return Shop(store.slug, campaign.slug, store.pk, campaign.pk, _wares(campaign))


def _drafts() -> list[ProductDraft]:
    """Every price is a multiple of 2,000 rupiah, so that deposits of one half lie 1,000 apart."""
    sizes = (
        Value("S", is_default=True), Value("M"), Value("L"), Value("XL", 6_000), Value("XXL", 12_000)
    )  # fmt: skip
    colours = OptionDraft("Warna", (Value("Hitam", is_default=True), Value("Navy"), Value("Marun", 4_000)))
    size = OptionDraft("Ukuran", sizes, is_size=True)
    name = (FieldDraft("Nama punggung", max_length=15, price=14_000),)
    options = {"Kaos": (size, colours), "Hoodie": (size, colours), "Topi": (colours,)}
    prices = {"Kaos": (94_000, 200, name), "Hoodie": (186_000, 600, name), "Topi": (58_000, 100, ())}
    return [
        ProductDraft(
            name=product, weight=weight, normal_price=price, options=options[product], personalizations=fields,
            size_chart=CHART if size in options[product] else {},
        )
        for product, (price, weight, fields) in prices.items()
    ]  # fmt: skip


def _wares(campaign: Campaign) -> tuple[Ware, ...]:
    items = CampaignItem.objects.of(campaign.store_id).filter(campaign=campaign)
    prices = dict(items.values_list("product_id", "price"))
    variants = Variant.objects.of(campaign.store_id).filter(product_id__in=prices, active=True).order_by("id")
    fields = PersonalizationField.objects.of(campaign.store_id).filter(product_id__in=prices, active=True)
    field_of = {field.product_id: field for field in fields}
    return tuple(
        Ware(
            product=variant.product_id,
            variant=variant.pk,
            picks=tuple(variant.values),
            price=prices[variant.product_id] + variant.surcharge,
            field=field_of[variant.product_id].pk if variant.product_id in field_of else 0,
            field_price=field_of[variant.product_id].price if variant.product_id in field_of else 0,
        )
        for variant in variants
    )
