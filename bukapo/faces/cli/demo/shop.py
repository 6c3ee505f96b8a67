"""What every demo shop needs: its keeper, its buyers, and time that passes as told."""

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from bukapo.accounts.models import User
from bukapo.campaigns.bundles.rules import BundleDraft
from bukapo.campaigns.bundles.writes import save_bundle
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.plan import Plan
from bukapo.campaigns.writes.draft import draft_campaign
from bukapo.campaigns.writes.publish import publish_campaign
from bukapo.catalog.models import Photo, Product
from bukapo.catalog.pictures import keep_picture
from bukapo.catalog.rules import ProductDraft
from bukapo.catalog.writes import arrange_photos, save_product
from bukapo.journal import clock, outbox
from bukapo.kernel.actor import STAFF, Actor
from bukapo.messaging.models import Message
from bukapo.messaging.writes import mark_sent
from bukapo.shipping.fee_table import ZoneDraft
from bukapo.shipping.writes import save_zones
from bukapo.stores.models import BankAccount, Store
from bukapo.stores.rules import Bank, StoreDetails
from bukapo.stores.writes import open_store

EMAIL, PASSWORD = "penjual@contoh.example", "demo-bukapo"
"""The login of the demo's only seller; printed, so it is no secret."""

ZONES = (
    ZoneDraft(
        "Jabodetabek", 12_000, 10_000, "Jakarta, Bogor, Depok, Tangerang, Bekasi", "JNE REG", "1-2 hari"
    ),
    ZoneDraft(
        "Jawa",
        18_000,
        15_000,
        "Bandung, Sleman, Malang, Semarang, Surabaya, Yogyakarta",
        "JNE REG",
        "2-3 hari",
    ),
    ZoneDraft("Sumatera", 32_000, 28_000, "Medan, Palembang, Padang, Pekanbaru", "JNE REG", "3-5 hari"),
    ZoneDraft("Sulawesi", 42_000, 38_000, "Makassar, Manado, Palu", "JNE REG", "3-6 hari"),
)


@dataclass
class Shop:
    """A store and its keeper. `dice` is seeded: the demo is the same every time."""

    store: Store
    owner: User
    actor: Actor
    dice: random.Random = field(default_factory=lambda: random.Random(11))

    @property
    def bank(self) -> BankAccount:
        account: BankAccount = BankAccount.objects.of(self.store).order_by("position")[0]
        return account

    def who(self, at: datetime) -> dict[str, Any]:
        """Arguments of a write on the store itself."""
        return {"actor": self.actor, "at": at, "store": self.store}

    def by_id(self, at: datetime) -> dict[str, Any]:
        """Arguments of a write that takes the store's id."""
        return {"actor": self.actor, "at": at, "store_id": self.store.pk}

    def product(self, at: datetime, draft: ProductDraft, pictures: Sequence[tuple[bytes, str]]) -> Product:
        """Make a product with its pictures (JPEG bytes, what they show)."""
        made = save_product(**self.who(at), draft=draft)
        photos = [self.picture(content, "product", alt).pk for content, alt in pictures]
        arrange_photos(**self.who(at), product_id=made.product_id, photo_ids=photos)
        product: Product = Product.objects.of(self.store).get(pk=made.product_id)
        return product

    def picture(self, content: bytes, place: str, alt: str = "") -> Photo:
        """Keep a picture of these JPEG bytes."""
        return keep_picture(self.store, BytesIO(content), place, alt=alt)

    def publish(
        self, at: datetime, title: str, slug: str, plan: Plan, bundles: Sequence[BundleDraft] = ()
    ) -> Campaign:
        """Draft a PO with these packages and open it at once."""
        draft_campaign(**self.who(at), title=title, slug=slug, plan=plan)
        for bundle in bundles:
            save_bundle(**self.who(at), campaign_id=self.campaign(slug).pk, draft=bundle)
        publish_campaign(**self.who(at), campaign_id=self.campaign(slug).pk)
        return self.campaign(slug)

    def campaign(self, slug: str) -> Campaign:
        """The PO with this slug, as it now is."""
        campaign: Campaign = Campaign.objects.of(self.store).get(slug=slug)
        return campaign

    def has(self, slug: str) -> bool:
        """Was this PO made before?"""
        return bool(Campaign.objects.of(self.store).filter(slug=slug).exists())


def keeper() -> User:
    """The demo's seller, made when missing."""
    found = User.objects.filter(email=EMAIL).first()
    return found or User.objects.create_user(EMAIL, PASSWORD, name="Penjual Contoh")


def shop(at: datetime, slug: str, details: StoreDetails, bank: Bank) -> Shop:
    """The store with this slug, made when missing. `at` is when it opened."""
    owner = keeper()
    actor = Actor(kind=STAFF, label=owner.name, id=owner.pk)
    store = Store.objects.filter(slug=slug).first()
    if store is None:
        made = open_store(actor=actor, at=at, owner=owner, details=details, banks=[bank], slug=slug)
        store = Store.objects.get(pk=made.store_id)
        save_zones(actor=actor, at=at, store=store, zones=ZONES)
    return Shop(store, owner, actor)


@contextmanager
def it_is(at: datetime) -> Iterator[None]:
    """Within the block it is `at`; at its end the outbox of that time is empty."""
    with clock.told(at):
        yield
        while outbox.run_due(at=at + timedelta(seconds=1), limit=200):
            pass


def messages_were_sent(shop: Shop, until: datetime) -> None:
    """The seller has tapped through every message made before `until`."""
    rows = Message.objects.of(shop.store).filter(state="ready", created_at__lt=until)
    for pk, made in rows.values_list("pk", "created_at"):
        mark_sent(**shop.by_id(made + timedelta(minutes=20)), message_id=pk)
