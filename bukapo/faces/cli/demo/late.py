"""A closed PO in two workshops that will be late: the seller saw it, said so, and buyers answer."""

from datetime import datetime, timedelta
from typing import Any

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.plan import Item
from bukapo.campaigns.reads import current_promises
from bukapo.catalog.models import Product
from bukapo.catalog.rules import OptionDraft, ProductDraft, Value
from bukapo.faces.cli.demo import pictures
from bukapo.faces.cli.demo.buyers import buy, paid, spread
from bukapo.faces.cli.demo.floor import Floor
from bukapo.faces.cli.demo.shop import Shop, it_is, messages_were_sent
from bukapo.faces.cli.demo.telling import told_many
from bukapo.kernel.actor import BUYER_ACTOR, SYSTEM_ACTOR
from bukapo.orders.delays.answering import choose
from bukapo.orders.delays.moving import move_promise
from bukapo.orders.models import Delay, Order
from bukapo.production.board.writes import open_wall
from bukapo.production.giving.draft import DesignDraft, StageDraft
from bukapo.production.lateness.due import foresee
from bukapo.production.lateness.reads import lateness_of
from bukapo.production.models import Workshop
from bukapo.production.promise.due import foresee_open
from bukapo.production.quality.rules import REPLACE, REWORK
from bukapo.production.quality.writes import Fault, inspect
from bukapo.production.writes.close import close_campaign

SLUG = "hoodie-malam"
DAY = timedelta(days=1)
INK = (240, 236, 226)
ANSWERS = ("wait", "wait", "refund", "wait", "refund", "", "wait", "")
"""What the buyers say, in turn; "" is nothing yet."""


def build_late(place: Shop, cutting: Workshop, sewing: Workshop, now: datetime) -> None:
    """Hoodies: cut and printed by the one, sewn by the other, a printing machine broke in between."""
    opens, closes = now - 31 * DAY, now - 23 * DAY
    campaign = _published(place, opens, closes)
    for number, at in enumerate(spread(place, opens, closes - timedelta(hours=1), 14), start=1):
        paid(place, buy(place, campaign, number, at), at + timedelta(minutes=30))
    with it_is(closes):
        close_campaign(store_id=place.store.pk, campaign_id=campaign.pk, actor=SYSTEM_ACTOR, at=closes)
    printed, sewn = _given_out(place, campaign, cutting, sewing, now)
    _made_so_far(printed, sewn, now)
    told_many(place, campaign, now - 17 * DAY + timedelta(hours=2), now)
    _said(place, campaign, now)
    _answered(place, campaign, now)
    _checked(sewn, now)
    at = now - timedelta(hours=11)
    open_wall(**place.by_id(at), name="TV ruang produksi")
    messages_were_sent(place, now - timedelta(hours=6))


def _published(place: Shop, opens: datetime, closes: datetime) -> Campaign:
    sizes = (Value("M"), Value("L", is_default=True), Value("XL", 10_000))
    chart = {
        "columns": ["Ukuran", "Lebar dada"],
        "rows": [["M", "56"], ["L", "58"], ["XL", "61"]],
        "note": "",
    }
    draft = ProductDraft(
        name="Hoodie Malam", weight=620, normal_price=329_000, cost=151_000, size_chart=chart,
        options=(OptionDraft("Ukuran", sizes, is_size=True),),
        description="Fleece 280 gsm, sablon plastisol dua warna di dada.",
    )  # fmt: skip
    shot = pictures.tee(pictures.BLACK, INK, ["MALAM"], long_sleeve=True)
    product: Product = place.product(opens - 4 * DAY, draft, [(shot, "Hoodie Malam warna hitam")])
    return place.publish(
        opens - 2 * DAY, "Hoodie Malam", SLUG,
        {
            "items": [Item(product.pk, 279_000, 329_000)],
            "opens_at": opens, "closes_at": closes, "cap": 60, "target": 24,
            "pay_mode": "deposit", "deposit_bp": 5_000, "pay_hours": 24, "balance_days": 5,
            "shipping_with": "balance", "produced": (closes + 22 * DAY).date(),
            "ship_from": (closes + 24 * DAY).date(), "ship_until": (closes + 28 * DAY).date(),
            "pickup": True, "pickup_place": "Studio Kota Kita, Jl. Contoh No. 1, Bandung", "courier": True,
            "story": "Hoodie tebal untuk yang pulang malam. Sekali produksi.",
            "workshop_name": "Konveksi Contoh Jaya",
        },
    )  # fmt: skip


def _given_out(
    place: Shop, campaign: Campaign, cutting: Workshop, sewing: Workshop, now: datetime
) -> tuple[Floor, Floor]:
    at = now - 22 * DAY
    design = DesignDraft(place="Dada", technique="Plastisol 2 warna", size="28 × 12 cm")
    told: dict[str, Any] = {"campaign_id": campaign.pk, "specification": [("Bahan", "Fleece 280 gsm, hitam")]}
    printed = Floor.sent(
        place, at, **told, workshop_id=cutting.pk, unit_cost=16_000, designs=[design],
        deadline=(now - 3 * DAY).date(),
        stages=[StageDraft("Potong", "Selisih paling banyak 1 cm"), StageDraft("Sablon", due=(now - 4 * DAY).date())],
    )  # fmt: skip
    sewn = Floor.sent(
        place, at + timedelta(hours=1), **told, workshop_id=sewing.pk, unit_cost=29_500, after=printed.number,
        deadline=(now - DAY).date(), note="Lipat per ukuran.", stages=["Jahit", "QC", "Packing"],
    )  # fmt: skip
    printed.accepts(at + timedelta(hours=3))
    sewn.accepts(at + timedelta(hours=5))
    return printed, sewn


def _made_so_far(printed: Floor, sewn: Floor, now: datetime) -> None:
    """A first lot arrives one piece short; a second is on its way, the rest is being printed."""
    whole = printed.targets
    first = {size: pieces - pieces // 2 for size, pieces in whole.items()}
    rest = {size: pieces - first[size] for size, pieces in whole.items()}
    printed.reports(now - 17 * DAY, 0, whole, photo="POTONG")
    printed.reports(now - 10 * DAY, 1, first)
    lot = printed.hands_over(now - 9 * DAY, sewn, first, note="Separuh dulu, mesin sablon rusak.")
    sewn.receives(now - 8 * DAY, lot, short=1, note="Kurang 1 setelah dihitung ulang.")
    arrived = sewn.incoming()
    sewn.reports(now - 5 * DAY, 0, {size: pieces // 2 for size, pieces in arrived.items()})
    second = {size: pieces // 2 for size, pieces in rest.items()}
    printed.reports(now - 3 * DAY, 1, {size: first[size] + second[size] for size in whole}, photo="SABLON")
    printed.hands_over(now - DAY, sewn, second, note="Lewat kurir, sisanya lusa.")
    sewn.reports(now - timedelta(hours=30), 0, arrived, photo="JAHIT")


def _said(place: Shop, campaign: Campaign, now: datetime) -> None:
    """The night's forecast is past the promise, the seller hears it, and tells everybody the new days."""
    seen = now - timedelta(hours=29)
    with it_is(seen):
        foresee_open(seen)
        foresee(seen)
    at = now - timedelta(hours=27)
    honest = lateness_of(campaign, at=at).honest
    later = {what: day + 6 * DAY for what, day in current_promises(campaign).items()}
    days = {what: max(day, honest.get(what, day) + 4 * DAY) for what, day in later.items()}
    with it_is(at):
        move_promise(
            **place.who(at), campaign_id=campaign.pk, moves=days, answer_by=at + 4 * DAY,
            reason="Mesin sablon konveksi rusak lima hari. Separuh sudah dijahit, sisanya menyusul.",
        )  # fmt: skip


def _answered(place: Shop, campaign: Campaign, now: datetime) -> None:
    delay = Delay.objects.of(place.store).get(campaign=campaign)
    orders = Order.objects.of(place.store).filter(campaign=campaign, state="confirmed").order_by("pk")
    for number, (order, choice) in enumerate(zip(orders, ANSWERS, strict=False)):
        at = now - timedelta(hours=24 - number)
        if choice:
            with it_is(at):
                choose(
                    store_id=place.store.pk, order_id=order.pk, delay_id=delay.pk, choice=choice,
                    actor=BUYER_ACTOR, at=at,
                )  # fmt: skip


def _checked(sewn: Floor, now: datetime) -> None:
    """Two of the sewn pieces have a fault: one is sewn again, one is made anew."""
    at = now - timedelta(hours=12)
    done = sewn.incoming()
    size = max(done, key=lambda one: done[one])
    faults = [
        Fault(size, "seam", REWORK, 1, back_to=0, note="Kantong lepas"),
        Fault(size, "print", REPLACE, 1),
    ]
    with it_is(at):
        inspect(**sewn.by(at), place=1, checked=done, faults=faults, note="Dicek satu per satu.")
