"""The cast every test shares: a shop with a PO of tees that is open, a buyer, a stranger who must see nothing."""

import itertools
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bukapo.accounts.models import User
from bukapo.campaigns.models import Campaign, CampaignItem, PieceCounter, Promise, Terms
from bukapo.catalog.models import Option, OptionValue, PersonalizationField, Photo, Product, Variant
from bukapo.kernel.actor import BUYER_ACTOR, STAFF, Actor
from bukapo.kernel.canonical import digest
from bukapo.orders.intake.draft import Wanted, WantedLine
from bukapo.orders.models import Order
from bukapo.orders.writes.place import place_order
from bukapo.shipping.models import Zone
from bukapo.stores.models import BankAccount, Membership, Store

NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
"""22 November 2026, 12.00 WIB."""

SIZES = [("S", 0), ("M", 0), ("L", 0), ("XL", 5_000), ("XXL", 10_000), ("3XL", 15_000)]
COLOURS = [("Hitam", 0), ("Navy", 0)]

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
    **campaign: Any,
) -> World:
    """A store with an open PO of tees (opened a day before `at`, closes a week after; `at` = now by default)."""
    at = at or datetime.now(UTC)
    store = Store.objects.create(
        slug=slug, name="Toko Contoh", city="Bandung", phone="+6281200000000", email="toko@example.com"
    )
    owner = User.objects.create_user(f"{slug}@example.com", "rahasia-contoh", name="Pemilik Contoh")
    Membership.objects.create(store=store, user=owner, role="owner")
    bank = BankAccount.objects.create(store=store, bank="BCA", number="1234567890", holder="Toko Contoh")
    zone = Zone.objects.create(
        store=store, name="Jawa", areas="Bandung, Jakarta", courier="JNE", first_kg=18_000, next_kg=12_000
    )
    product, variants, name_field = _tee(store)
    facts: dict[str, Any] = {
        "slug": "kaos-contoh", "title": "Kaos Contoh", "state": "published",
        "opens_at": at - timedelta(days=1), "closes_at": at + timedelta(days=7),
        "pickup": True, "pickup_place": "Sekretariat", "courier": True, "created_at": at - timedelta(days=3),
        "published_at": at - timedelta(days=2),
    }  # fmt: skip
    po: Campaign = Campaign.objects.create(store=store, **(facts | campaign))
    CampaignItem.objects.create(store=store, campaign=po, product=product, price=95_000, normal_price=120_000)
    PieceCounter.objects.create(store=store, campaign=po, cap=cap)
    for values, pk in variants.items():
        PieceCounter.objects.create(
            store=store, campaign=po, variant_id=pk, cap=(variant_caps or {}).get(values)
        )
    for what, days in {"produced": 21, "ship_from": 22, "ship_until": 26}.items():
        day: date = (at + timedelta(days=days)).date()
        Promise.objects.create(store=store, campaign=po, what=what, day=day, made_at=at)
    Terms.objects.create(
        store=store, campaign=po, text="Aturan contoh.", digest=digest("Aturan contoh."), frozen_at=at
    )
    seller = Actor(kind=STAFF, label=owner.name, id=owner.pk)
    return World(store, owner, seller, bank, product, po, zone, name_field, variants)


def _tee(store: Store) -> tuple[Product, dict[tuple[str, ...], int], PersonalizationField]:
    chart = {"columns": ["Ukuran", "Lebar", "Panjang"], "rows": [["L", "52", "72"]]}
    product: Product = Product.objects.create(
        store=store, name="Kaos", weight=200, normal_price=120_000, size_chart=chart
    )
    for position, (name, values) in enumerate([("Ukuran", SIZES), ("Warna", COLOURS)]):
        option = Option.objects.create(
            store=store, product=product, name=name, position=position, is_size=not position
        )
        for place, (value, surcharge) in enumerate(values):
            OptionValue.objects.create(
                store=store,
                option=option,
                name=value,
                surcharge=surcharge,
                position=place,
                is_default=not place,
            )
    variants = {}
    for position, ((size, plus), (colour, _)) in enumerate(itertools.product(SIZES, COLOURS)):
        row = Variant.objects.create(
            store=store,
            product=product,
            label=f"{size} / {colour}",
            values=[size, colour],
            surcharge=plus,
            position=position,
        )
        variants[size, colour] = row.pk
    name_field: PersonalizationField = PersonalizationField.objects.create(
        store=store, product=product, name="Nama punggung", max_length=15, price=15_000
    )
    return product, variants, name_field
