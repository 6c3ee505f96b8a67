"""A class reunion that used to collect its tees with a form: an open PO that waits for the import."""

from datetime import UTC, datetime, timedelta

from bukapo.campaigns.links.writes import make_link
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.plan import Item
from bukapo.catalog.rules import FieldDraft, OptionDraft, ProductDraft, Value
from bukapo.faces.cli.demo import pictures
from bukapo.faces.cli.demo.group import open_group
from bukapo.faces.cli.demo.shop import Shop, shop
from bukapo.stores.rules import Bank, StoreDetails

SLUG, RUNNING = "angkatan-11", "kaos-reuni"
NOVEMBER = datetime(2026, 10, 31, 17, 0, tzinfo=UTC), datetime(2026, 11, 30, 17, 0, tzinfo=UTC)
"""1 November to 1 December 2026, 00.00 WIB."""

CHART = {
    "columns": ["Ukuran", "Lebar dada", "Panjang"],
    "rows": [
        ["S", "46", "66"], ["M", "48", "69"], ["L", "50", "72"],
        ["XL", "54", "74"], ["XXL", "58", "76"], ["3XL", "62", "79"],
    ],
    "note": "Dalam cm, toleransi 1–2 cm.",
}  # fmt: skip


def build(now: datetime) -> Shop:
    """Make what is missing of this shop; `now` is the present."""
    opens = min(NOVEMBER[0], now - timedelta(days=3))
    closes = max(NOVEMBER[1], now + timedelta(days=7))
    details = StoreDetails(
        name="Angkatan 11 (contoh)", city="Bandung", phone="081200000004", email="angkatan11@contoh.example",
        address="Sekretariat Contoh, Bandung", about="Kaos reuni angkatan. Panitia ini contoh, bukan sungguhan.",
    )  # fmt: skip
    place = shop(
        opens - timedelta(days=5),
        SLUG,
        details,
        Bank(bank="Mandiri", number="1310009876540", holder="Panitia Contoh"),
    )
    if not place.has(RUNNING):
        _running(place, opens, closes)
        open_group(Campaign.objects.of(place.store).select_related("store", "series").get(slug=RUNNING), now)
    return place


def _running(place: Shop, opens: datetime, closes: datetime) -> None:
    sizes = (
        Value("S"), Value("M"), Value("L"),
        Value("XL", 5_000), Value("XXL", 10_000), Value("3XL", 15_000),
    )  # fmt: skip
    draft = ProductDraft(
        name="Kaos Reuni", weight=200, normal_price=110_000, cost=62_000, size_chart=CHART,
        options=(
            OptionDraft("Ukuran", sizes, is_size=True),
            OptionDraft("Warna", (Value("Hitam", is_default=True), Value("Navy"), Value("Maroon"))),
            OptionDraft("Lengan", (Value("Pendek", is_default=True), Value("Panjang", 10_000))),
        ),
        personalizations=(FieldDraft("Nama dan nomor punggung", max_length=20, price=15_000),),
        description="Cotton combed 24s, sablon depan dan punggung.",
    )  # fmt: skip
    ink = (244, 226, 190)
    shots = [
        (pictures.tee(pictures.MAROON, ink, ["REUNI", "XI"]), "Kaos Reuni warna maroon, tampak depan"),
        (
            pictures.tee(pictures.NAVY, ink, ["REUNI", "XI"], long_sleeve=True),
            "Kaos Reuni warna navy, lengan panjang",
        ),
        (
            pictures.tee(pictures.BLACK, ink, ["DEMO", "11"], back=True),
            "Kaos Reuni warna hitam, nama dan nomor punggung",
        ),
    ]
    before = opens - timedelta(days=2)
    product = place.product(before, draft, shots)
    campaign = place.publish(
        before, "Kaos Reuni", RUNNING,
        {
            "items": [Item(product.pk, 95_000, 110_000)],
            "opens_at": opens, "closes_at": closes, "target": 200,
            "pay_mode": "full", "pay_hours": 72,
            "produced": (closes + timedelta(days=21)).date(), "ship_from": (closes + timedelta(days=22)).date(),
            "ship_until": (closes + timedelta(days=28)).date(),
            "pickup": True, "pickup_place": "Sekretariat Contoh, Bandung", "courier": True,
            "groups": True, "group_note": "Kaos per kelas dibungkus per nama.",
            "story": "Kaos untuk reuni angkatan. Yang sudah mengisi formulir lama akan dimasukkan panitia.",
            "workshop_name": "Konveksi Contoh Jaya",
        },
    )  # fmt: skip
    for source in ("ig", "wa"):
        make_link(**place.who(before), source=source, campaign_id=campaign.pk)
