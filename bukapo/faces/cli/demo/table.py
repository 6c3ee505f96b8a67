"""A PO that came from the workshop yesterday: at the packing table now, one parcel half full, one part gone ahead."""

from datetime import datetime, timedelta
from typing import Any

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.plan import Item
from bukapo.catalog.rules import OptionDraft, ProductDraft, Value
from bukapo.faces.cli.demo import pictures
from bukapo.faces.cli.demo.buyers import buy, paid, spread
from bukapo.faces.cli.demo.driven import TOWN, drive
from bukapo.faces.cli.demo.floor import Floor
from bukapo.faces.cli.demo.shop import Shop, it_is, messages_were_sent
from bukapo.kernel.actor import BUYER_ACTOR, SYSTEM_ACTOR
from bukapo.orders.models import Order
from bukapo.orders.packing.contents import slots_of
from bukapo.orders.packing.rules import SCANNED
from bukapo.orders.packing.writes import begin_packing, close_packing, scan_piece
from bukapo.orders.parts.writes import answer_part, propose_part, ship_part
from bukapo.production.models import Workshop
from bukapo.production.writes.close import close_campaign
from bukapo.production.writes.produce import declare_produced

SLUG = "kaos-bocah"
DAY = timedelta(days=1)
INK = (36, 34, 32)
PIECES = (2, 3, 2, 1, 2, 1)
"""Of each order: the first closed, the second half full, of the third a part is gone; the rest waits."""
DRIVEN = (1, 2, 1)
"""Of the orders after them, which the shop's own driver brings."""
DESK = "meja-contoh"


def build_table(place: Shop, sewing: Workshop, now: datetime) -> None:
    """Made in time; promised to leave within the next days."""
    opens, closes = now - 34 * DAY, now - 27 * DAY
    campaign = _published(place, opens, closes)
    every = [*((pieces, "") for pieces in PIECES), *((pieces, TOWN) for pieces in DRIVEN)]
    moments = spread(place, opens, closes - timedelta(hours=1), len(every))
    for number, (at, (pieces, town)) in enumerate(zip(moments, every, strict=True), start=1):
        paid(place, buy(place, campaign, number, at, pieces=pieces, town=town), at + timedelta(minutes=30))
    with it_is(closes):
        close_campaign(store_id=place.store.pk, campaign_id=campaign.pk, actor=SYSTEM_ACTOR, at=closes)
    _made(place, campaign, sewing, closes, now - 2 * DAY)
    closed, open_, ahead, *more = Order.objects.of(place.store).filter(campaign=campaign).order_by("pk")
    _sent_ahead(place, ahead, now - timedelta(hours=40))
    messages_were_sent(place, now - timedelta(hours=6))
    _packed(place, closed, now - timedelta(minutes=40), whole=True)
    _packed(place, open_, now - timedelta(minutes=12), whole=False)
    drive(place, more[-len(DRIVEN) :], now)


def _published(place: Shop, opens: datetime, closes: datetime) -> Campaign:
    ages = (Value("4 tahun"), Value("6 tahun", is_default=True), Value("8 tahun", 5_000))
    chart = {
        "columns": ["Ukuran", "Lebar", "Panjang"],
        "rows": [["4 tahun", "34", "44"], ["6 tahun", "37", "48"], ["8 tahun", "40", "52"]],
        "note": "",
    }
    draft = ProductDraft(
        name="Kaos Bocah", weight=120, normal_price=99_000, cost=44_000, size_chart=chart,
        options=(OptionDraft("Ukuran", ages, is_size=True),),
        description="Cotton combed 30s yang lembut, sablon karet.",
    )  # fmt: skip
    shot = pictures.tee(pictures.CREAM, INK, ["BOCAH", "KOTA"])
    product = place.product(opens - 4 * DAY, draft, [(shot, "Kaos Bocah warna krem")])
    return place.publish(
        opens - 2 * DAY, "Kaos Bocah", SLUG,
        {
            "items": [Item(product.pk, 79_000, 99_000)],
            "opens_at": opens, "closes_at": closes, "cap": 60, "target": 10, "pay_mode": "full", "pay_hours": 24,
            "produced": (closes + 26 * DAY).date(), "ship_from": (closes + 27 * DAY).date(),
            "ship_until": (closes + 31 * DAY).date(), "courier": True,
            "story": "Kaos kota kita untuk yang kecil-kecil.", "workshop_name": "Penjahit Contoh Rapi",
        },
    )  # fmt: skip


def _made(place: Shop, campaign: Campaign, sewing: Workshop, closes: datetime, done: datetime) -> None:
    at = closes + DAY
    work = Floor.sent(
        place, at, campaign_id=campaign.pk, workshop_id=sewing.pk, unit_cost=27_000, deadline=done.date(),
        stages=["Jahit", "QC"], specification=[("Bahan", "Cotton combed 30s")],
    )  # fmt: skip
    work.accepts(at + timedelta(hours=2))
    for position, hours in enumerate((60, 20)):
        work.reports(done - timedelta(hours=hours), position, work.targets)
    work.finishes(done - timedelta(hours=1))
    with it_is(done):
        declare_produced(**place.by_id(done), campaign_id=campaign.pk)


def _sent_ahead(place: Shop, order: Order, at: datetime) -> None:
    """By the buyer's consent: one piece leaves at once, the other had a stain and is being made anew."""
    who: dict[str, Any] = {"store_id": place.store.pk, "order_id": order.pk}
    slot = slots_of(order)[0]
    reason = "Satu kaosnya terkena noda, jadi dijahit ulang. Yang sudah jadi kami kirim dulu?"
    with it_is(at):
        propose_part(**who, pieces={slot.key: 1}, reason=reason, actor=place.actor, at=at)
    agreed, sent = at + timedelta(hours=1), at + timedelta(hours=9)
    with it_is(agreed):
        answer_part(**who, agree=True, actor=BUYER_ACTOR, at=agreed)
    with it_is(sent):
        ship_part(**who, courier="JNE", tracking_number=f"0116{order.pk:08d}", actor=place.actor, at=sent)


def _packed(place: Shop, order: Order, at: datetime, *, whole: bool) -> None:
    """Scanned piece by piece; the parcel that is not `whole` lacks one and stays open."""
    who: dict[str, Any] = {"store_id": place.store.pk, "desk": DESK, "actor": place.actor}
    with it_is(at):
        packing = begin_packing(**who, order_id=order.pk, at=at)
        codes = [slot.code_of(piece) for slot in slots_of(order) for piece in slot.places]
        for number, code in enumerate(codes if whole else codes[:-1]):
            scan_piece(**who, packing_id=packing.pk, code=code, key=f"contoh-{number}", how=SCANNED, at=at)
        if whole:
            close_packing(**who, packing_id=packing.pk, at=at)
