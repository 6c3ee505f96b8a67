"""A streetwear brand: one PO done and evaluated, one running, one announced."""

from datetime import date, datetime, timedelta

from bukapo.campaigns.bundles.rules import BundleDraft, SlotDraft
from bukapo.campaigns.guarantees.rules import CREDIT, SHIPPING, Declared, Rung
from bukapo.campaigns.guarantees.writes import declare_usual
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.plan import Instalment, Item, Plan
from bukapo.campaigns.tiers import Tier
from bukapo.campaigns.vouchers import VoucherTerms
from bukapo.campaigns.writes.voucher import make_voucher
from bukapo.catalog.models import Product
from bukapo.catalog.rules import FieldDraft, OptionDraft, ProductDraft, Value
from bukapo.faces.cli.demo import jackets, late, longsleeve, partners, pictures, table
from bukapo.faces.cli.demo.asked import build_asked
from bukapo.faces.cli.demo.buyers import buy, buy_package, paid, spread, transfer
from bukapo.faces.cli.demo.following import build_following
from bukapo.faces.cli.demo.past import live_through, shown_beside
from bukapo.faces.cli.demo.shop import Shop, it_is, messages_were_sent, shop
from bukapo.faces.cli.demo.teaser import announce
from bukapo.faces.cli.demo.workshops import workshops
from bukapo.orders.writes.pay import reject_proof
from bukapo.orders.writes.release import cancel_order
from bukapo.payments.models import Proof
from bukapo.payments.sticker import set_static_qris
from bukapo.stores.reads import static_qris
from bukapo.stores.rules import Bank, StoreDetails

SLUG = "kota-kita"
PAST, RUNNING, COMING = "kaos-vol-1", "kaos-vol-2", "jaket-angin"
CREAM_INK, DARK_INK = (240, 236, 226), (36, 34, 32)

CHART = {
    "columns": ["Ukuran", "Lebar dada", "Panjang"],
    "rows": [
        ["S", "48", "68"],
        ["M", "50", "70"],
        ["L", "52", "72"],
        ["XL", "55", "74"],
        ["XXL", "58", "76"],
    ],
    "note": "Dalam cm, toleransi 1–2 cm.",
}
QRIS = (
    "00020101021126620016ID.CO.CONTOH.WWW011893600999000000001702090000000010303UMI51440014ID.CO.QRIS.WWW"
    "0215ID10200000000010303UMI5204569953033605802ID5915KONVEKSI CONTOH6007BANDUNG61054011162070703A016304"
    "4693"
)
"""A code that no wallet can pay: its acquirer does not exist."""
SIZES = OptionDraft(
    "Ukuran",
    (Value("S"), Value("M"), Value("L", is_default=True), Value("XL", 5_000), Value("XXL", 10_000)),
    is_size=True,
)
NAME = FieldDraft("Nama punggung", max_length=14, price=15_000, help="Huruf dan angka, paling panjang 14.")


LADDER = Declared((Rung(3, CREDIT, 15_000), Rung(7, SHIPPING)), fit_days=5)
"""What the shop gives for being late, before the full refund of its policy."""


def build(now: datetime) -> Shop:
    """Make what is missing of this shop; `now` is the present."""
    details = StoreDetails(
        name="Kota Kita (contoh)", city="Bandung", phone="081200000001", email="kotakita@contoh.example",
        address="Jl. Contoh No. 1, Bandung", about="Kaos grafis terbatas. Toko ini contoh, bukan toko sungguhan.",
        instagram="kotakita.contoh",
    )  # fmt: skip
    place = shop(
        now - timedelta(days=100),
        SLUG,
        details,
        Bank(bank="BCA", number="1230004560", holder="Kota Kita Contoh"),
    )
    if static_qris(place.store.pk) is None:
        opened = now - timedelta(days=100)
        set_static_qris(**place.who(opened), text=QRIS, bank_account_id=place.bank.pk)
        declare_usual(**place.who(opened), declared=LADDER)
    cutting, sewing = workshops(place, now - timedelta(days=99), now)
    if not place.has(PAST):
        _past(place, now)
    if not place.has(RUNNING):
        _running(place, now)
    if not place.has(COMING):
        _coming(place, now)
    if not place.has(jackets.SLUG):
        jackets.build_jackets(place, sewing, now)
    if not place.has(late.SLUG):
        late.build_late(place, cutting, sewing, now)
    if not place.has(longsleeve.SLUG):
        longsleeve.build_longsleeve(place, sewing, now)
    if not place.has(table.SLUG):
        table.build_table(place, sewing, now)
    if place.has(PAST):
        build_following(place, place.campaign(PAST), now - timedelta(hours=5))
    return place


def _tee(place: Shop, at: datetime, name: str, words: list[str], colours: tuple[str, ...]) -> Product:
    cloth = {
        "Hitam": pictures.BLACK,
        "Krem": pictures.CREAM,
        "Hijau lumut": pictures.OLIVE,
        "Navy": pictures.NAVY,
    }
    shots = []
    for colour in colours:
        ink = DARK_INK if colour == "Krem" else CREAM_INK
        shots.append(
            (pictures.tee(cloth[colour], ink, words), f"{name} warna {colour.lower()}, tampak depan")
        )
    back = pictures.tee(cloth[colours[0]], CREAM_INK, ["DEMO", "10"], back=True)
    shots.append((back, f"{name}, contoh nama di punggung"))
    values = tuple(Value(colour, is_default=colour == colours[0]) for colour in colours)
    draft = ProductDraft(
        name=name, weight=220, normal_price=159_000, cost=71_000, size_chart=CHART, personalizations=(NAME,),
        options=(SIZES, OptionDraft("Warna", values)),
        description="Cotton combed 24s, 190 gsm. Sablon plastisol, jahitan rantai di bahu.",
    )  # fmt: skip
    return place.product(at, draft, shots)


def _plan(product: Product, opens: datetime, closes: datetime, days: tuple[int, int, int]) -> Plan:
    def day(n: int) -> date:
        return (closes + timedelta(days=n)).date()

    return {
        "items": [Item(product.pk, 129_000, 159_000)],
        "opens_at": opens, "closes_at": closes, "cap": 120, "target": 80, "buyer_cap": 6,
        "pay_mode": "deposit", "deposit_bp": 5000, "pay_hours": 24, "balance_days": 5, "shipping_with": "balance",
        "produced": day(days[0]), "ship_from": day(days[1]), "ship_until": day(days[2]),
        "pickup": True, "pickup_place": "Studio Kota Kita, Jl. Contoh No. 1, Bandung (Senin–Jumat 10.00–17.00)",
        "courier": True, "workshop_name": "Konveksi Contoh Jaya",
    }  # fmt: skip


def _past(place: Shop, now: datetime) -> None:
    opens, closes = now - timedelta(days=78), now - timedelta(days=70)
    product = _tee(
        place,
        opens - timedelta(days=6),
        "Kaos Kota Kita Vol. 1",
        ["KOTA", "KITA", "VOL 1"],
        ("Hitam", "Krem"),
    )
    plan = _plan(product, opens, closes, (20, 22, 27))
    plan["story"] = "Edisi pertama: satu kota, satu kaos. Diproduksi sekali, sesuai jumlah pesanan."
    campaign = place.publish(opens - timedelta(days=3), "Kaos Kota Kita Vol. 1", PAST, plan)
    partners.creator(place, opens - timedelta(days=2))
    live_through(place, campaign, orders=36)
    shown_beside(place, campaign, product, now - timedelta(days=30))
    partners.paid_for(place, now - timedelta(days=20))


def _running(place: Shop, now: datetime) -> None:
    opens, closes = now - timedelta(days=3, hours=4), now + timedelta(days=5, hours=7)
    product = _tee(
        place,
        opens - timedelta(days=5),
        "Kaos Kota Kita Vol. 2",
        ["KOTA", "KITA", "2026"],
        ("Hitam", "Krem", "Hijau lumut"),
    )
    plan = _plan(product, opens, closes, (18, 20, 25))
    stairs = (Tier(30, 125_000), Tier(60, 121_000), Tier(100, 117_000))
    plan["items"] = [Item(product.pk, 129_000, 159_000, tiers=stairs)]
    plan["story"] = (
        "Vol. 2 hadir dengan grafis baru dan warna hijau lumut. Sekali produksi, tidak dicetak ulang: "
        "yang pesan, yang kebagian."
    )
    tee = SlotDraft(product.pk)
    pair = BundleDraft("Paket Berdua", 239_000, (tee, tee), "Dua kaos, ukuran dan warnanya bebas.")
    campaign = place.publish(opens - timedelta(days=2), "Kaos Kota Kita Vol. 2", RUNNING, plan, [pair])
    terms = VoucherTerms("KOTA10", bp=1_000, most=30_000, cap=50, buyer_cap=1)
    make_voucher(**place.who(opens - timedelta(days=1)), terms=terms, campaign_id=campaign.pk)
    partners.friends(place, campaign, opens - timedelta(days=1))
    _orders_of_a_running_po(place, campaign, opens, now)
    buy_package(place, campaign, 90, opens + timedelta(hours=5))
    build_asked(place, campaign, now)
    messages_were_sent(place, now - timedelta(hours=20))


def _orders_of_a_running_po(place: Shop, campaign: Campaign, opens: datetime, now: datetime) -> None:
    for number, at in enumerate(spread(place, opens, now - timedelta(minutes=25), 31), start=1):
        order = buy(place, campaign, number, at)
        fresh = now - at < timedelta(hours=20)
        if number == 5:
            paid(place, order, at + timedelta(hours=1), short=7_000)
        elif number == 9:
            with it_is(at + timedelta(hours=2)):
                cancel_order(
                    **place.by_id(at + timedelta(hours=2)),
                    order_id=order.pk,
                    reason="Salah pilih ukuran, pesan ulang.",
                )
        elif number == 12:
            transfer(place, order, at + timedelta(hours=1))
            _reject(place, order.pk, at + timedelta(hours=3))
        elif fresh and number % 3 == 0:
            transfer(place, order, min(at + timedelta(minutes=30), now - timedelta(minutes=5)))
        elif not fresh or number % 3 == 1:
            paid(place, order, min(at + timedelta(hours=1), now - timedelta(minutes=2)))


def _reject(place: Shop, order_id: int, at: datetime) -> None:
    proof = Proof.objects.of(place.store).get(order_id=order_id)
    with it_is(at):
        reject_proof(**place.by_id(at), proof_id=proof.pk, reason="Uangnya belum masuk ke rekening kami.")


def _coming(place: Shop, now: datetime) -> None:
    opens = (now + timedelta(days=6)).replace(hour=12, minute=0, second=0, microsecond=0)  # 19.00 WIB
    jacket = ProductDraft(
        name="Jaket Angin", weight=420, normal_price=289_000, cost=148_000, size_chart=CHART,
        options=(SIZES, OptionDraft("Warna", (Value("Navy", is_default=True), Value("Hitam")))),
        description="Parasut taslan, furing jala, sablon pantul di punggung.",
    )  # fmt: skip
    shots = [
        (pictures.tee(pictures.NAVY, CREAM_INK, ["ANGIN"], long_sleeve=True), "Jaket Angin warna navy"),
        (pictures.tee(pictures.BLACK, CREAM_INK, ["ANGIN"], long_sleeve=True), "Jaket Angin warna hitam"),
    ]
    product = place.product(now - timedelta(days=1), jacket, shots)
    plan = _plan(product, opens, opens + timedelta(days=7), (24, 26, 32))
    plan["items"] = [Item(product.pk, 239_000, 289_000, early_price=219_000)]
    plan["early_until"] = opens + timedelta(days=2)
    plan["story"] = (
        "Jaket tipis untuk naik motor malam. Buka minggu depan, hanya 60 buah, bisa dicicil 3 kali."
    )
    plan["cap"] = plan["target"] = 60
    plan |= {
        "pay_mode": "instalment",
        "shipping_with": "balance",
        "instalments": _thirds(opens + timedelta(days=7)),
    }
    plan["early_opens_at"] = opens - timedelta(hours=2)
    announce(
        place,
        place.publish(now - timedelta(hours=20), "Jaket Angin", COMING, plan),
        now - timedelta(hours=19),
    )


def _thirds(closes: datetime) -> list[Instalment]:
    """40 % with the order, 30 % twelve days after closing, 30 % when production should be over."""
    later = [(closes + timedelta(days=days)).date() for days in (12, 24)]
    return [{"bp": 4_000}, *(Instalment(bp=3_000, day=day) for day in later)]
