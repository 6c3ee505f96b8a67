"""A home bakery with year-end cookies."""

from datetime import datetime, timedelta

from bukapo.campaigns.plan import Item
from bukapo.catalog.rules import FieldDraft, OptionDraft, ProductDraft, Value
from bukapo.faces.cli.demo import batches, pictures
from bukapo.faces.cli.demo.buyers import buy, paid, spread, transfer
from bukapo.faces.cli.demo.shop import Shop, messages_were_sent, shop
from bukapo.stores.rules import Bank, StoreDetails

SLUG, RUNNING = "dapur-contoh", "kue-akhir-tahun"


def build(now: datetime) -> Shop:
    """Make what is missing of this shop; `now` is the present."""
    details = StoreDetails(
        name="Dapur Contoh", city="Makassar", zone="Asia/Makassar", phone="081200000003", email="dapur@contoh.example",
        address="Jl. Contoh No. 3, Makassar", about="Kue kering rumahan. Toko ini contoh, bukan toko sungguhan.",
    )  # fmt: skip
    place = shop(
        now - timedelta(days=40),
        SLUG,
        details,
        Bank(bank="BRI", number="003400005678901", holder="Dapur Contoh"),
    )
    if not place.has(RUNNING):
        _running(place, now)
    if not place.has(batches.SLUG):
        batches.build_batches(place, now)
    return place


def _running(place: Shop, now: datetime) -> None:
    jar = OptionDraft("Toples", (Value("250 g", is_default=True), Value("500 g", 55_000)))
    flavour = OptionDraft(
        "Rasa", (Value("Nastar", is_default=True), Value("Kastengel", 10_000), Value("Putri salju"))
    )
    card = FieldDraft(
        "Kartu ucapan", max_length=60, alphabet=".,!-'", price=5_000, help="Ditulis tangan di kartu kecil."
    )
    draft = ProductDraft(
        name="Kue Kering Toples", weight=450, normal_price=75_000, cost=38_000, options=(jar, flavour),
        personalizations=(card,), description="Mentega asli, dipanggang sehari sebelum kirim. Tahan 6 minggu.",
    )  # fmt: skip
    opens, closes = now - timedelta(days=2), now + timedelta(days=8)
    product = place.product(
        opens - timedelta(days=2), draft, [(pictures.cookies("KUE KERING"), "Kue kering dalam kotak")]
    )
    campaign = place.publish(
        opens - timedelta(days=1), "Kue Kering Akhir Tahun", RUNNING,
        {
            "items": [Item(product.pk, 65_000, 75_000)],
            "opens_at": opens, "closes_at": closes, "cap": 90, "target": 60,
            "pay_mode": "full", "pay_hours": 12,
            "produced": (closes + timedelta(days=6)).date(), "ship_from": (closes + timedelta(days=7)).date(),
            "ship_until": (closes + timedelta(days=9)).date(),
            "pickup": True, "pickup_place": "Dapur Contoh, Jl. Contoh No. 3, Makassar", "courier": True,
            "story": "Satu dapur, satu oven, 90 toples. Pesan sekarang, dipanggang khusus untuk pesananmu.",
            "workshop_name": "Dapur sendiri",
        },
    )  # fmt: skip
    for number, at in enumerate(spread(place, opens, now - timedelta(minutes=40), 14), start=1):
        order = buy(place, campaign, number, at)
        if now - at > timedelta(hours=10) or number % 3 == 0:
            paid(place, order, min(at + timedelta(minutes=35), now - timedelta(minutes=3)))
        elif number % 3 == 1:
            transfer(place, order, min(at + timedelta(minutes=20), now - timedelta(minutes=2)))
    messages_were_sent(place, now - timedelta(hours=12))
