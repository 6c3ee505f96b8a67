"""Where to look: the addresses that `bukapo demo` prints."""

from django.db.models import QuerySet
from django.urls import reverse

from bukapo.campaigns.models import CampaignOrigin, Interest, Partner
from bukapo.faces.cli.demo import (
    bakery,
    batches,
    jackets,
    late,
    longsleeve,
    partners,
    reunion,
    streetwear,
    table,
)
from bukapo.orders.models import DeliveryRoute, Order
from bukapo.production.models import WallLink, WorkOrder, Workshop

WHY = "the demo shows one"
KOTA, DAPUR = streetwear.SLUG, bakery.SLUG

Place = tuple[str, str]
"""(what is there, its path)."""


def places() -> list[Place]:
    """What buyers, the seller, and workshops see; secret links included, for this is a demo."""
    return [*_buyers(), *_last_mile(), *_workshops(), *_seller()]


def _buyers() -> list[Place]:
    asked = Order.objects.across_stores(WHY).filter(delay_answers__choice="").order_by("pk").first()
    moved = Order.objects.across_stores(WHY).filter(promises__reason__gt="").order_by("pk").first()
    first = Order.objects.across_stores(WHY).filter(campaign__slug=streetwear.RUNNING).first()
    signed = Interest.objects.across_stores(WHY).filter(state="confirmed").order_by("pk").first()
    creator = Partner.objects.across_stores(WHY).filter(code=partners.CODE).first()
    return [
        ("Halaman mitra", reverse("storefront:partner", args=[creator.secret]) if creator else ""),
        ("Halaman PO (pembeli)", _po(KOTA, streetwear.RUNNING)),
        ("PO yang segera buka", _po(KOTA, streetwear.COMING)),
        ("Satu pendaftar teaser", _own(signed)),
        ("PO dibuat per pesanan", _po(KOTA, jackets.SLUG)),
        ("PO yang tanggalnya mundur", _po(KOTA, late.SLUG)),
        ("PO kue", _po(DAPUR, bakery.RUNNING)),
        ("PO kue bergelombang", reverse("storefront:series", args=[DAPUR, batches.SLUG])),
        ("PO reuni", _po(reunion.SLUG, reunion.RUNNING)),
        ("Halaman satu pesanan", _order(first)),
        ("Pesanan yang ditanya", _order(asked)),
        ("Pesanan jaket, janji digeser", _order(moved)),
    ]


def _last_mile() -> list[Place]:
    """Parcels, what went wrong with some, what became of it, and what comes next."""
    rows = Order.objects.across_stores(WHY).order_by("pk")
    return [
        ("Toko: rekam jejak, testimoni", reverse("storefront:store", args=[KOTA])),
        ("Paket yang sampai, kata kurir", _order(rows.filter(bookings__state="delivered").first())),
        ("Paket yang belum sampai", _order(rows.filter(parcel__not_arrived__isnull=False).first())),
        ("Telat, boleh ambil uangnya", _order(rows.filter(remedies__state="offered").first())),
        ("Dikirim sebagian", _order(rows.filter(parts__state="sent").first())),
        ("Rute kurir toko, di jalan", _driver()),
        ("Mau pesan lagi? (pembeli)", _asked(rows.filter(campaign__slug=longsleeve.SLUG))),
        ("Jawabannya sejauh ini (penjual)", reverse("dashboard:evaluation", args=[KOTA, longsleeve.SLUG])),
        ("Komplain yang sudah beres", _claims(rows.filter(claims__state="settled").first())),
        ("Meja kemas (penjual)", reverse("dashboard:packing", args=[KOTA]) + f"?po={table.SLUG}"),
        ("Paket macet (penjual)", reverse("dashboard:sending_stuck", args=[KOTA, longsleeve.SLUG])),
        ("Komplain (penjual)", reverse("dashboard:claims", args=[KOTA])),
        ("Evaluasi dan saran (penjual)", reverse("dashboard:evaluation", args=[KOTA, streetwear.PAST])),
        ("Draf PO berikutnya (penjual)", _next()),
    ]


def _workshops() -> list[Place]:
    """The work order of the PO that is over, all the work of each workshop, and the screen on the wall."""
    done = WorkOrder.objects.across_stores(WHY).filter(campaign__slug=streetwear.PAST).first()
    rows = Workshop.objects.across_stores(WHY).filter(store__slug=KOTA, archived_at=None)
    wall = WallLink.objects.across_stores(WHY).filter(store__slug=KOTA, ended_at=None).first()
    return [
        ("Halaman konveksi (SPK)", reverse("workshop:work_order", args=[done.secret]) if done else ""),
        *((one.name, reverse("workshop:all_work", args=[one.secret])) for one in rows.order_by("pk")),
        ("Layar di dinding", reverse("workshop:wall", args=[wall.secret]) if wall else ""),
    ]


def _seller() -> list[Place]:
    return [
        ("Teaser (penjual)", reverse("dashboard:teaser", args=[KOTA, streetwear.COMING])),
        ("Mitra dan komisinya (penjual)", reverse("dashboard:partners", args=[KOTA])),
        ("Papan produksi (penjual)", reverse("dashboard:board", args=[KOTA])),
        ("Tanya jawab (penjual)", reverse("dashboard:inbox", args=[KOTA])),
        ("Pesanan dari chat", reverse("dashboard:chats", args=[KOTA, streetwear.RUNNING])),
        ("Masuk sebagai penjual", reverse("dashboard:login")),
    ]


def _driver() -> str:
    """The page of who drives, behind its secret link."""
    route = DeliveryRoute.objects.across_stores(WHY).filter(state="out").order_by("pk").first()
    return reverse("storefront:driver", args=[route.secret]) if route else ""


def _asked(orders: "QuerySet[Order]") -> str:
    """Who received their goods and has not said yet what they think: the one question and the review."""
    order = orders.filter(state="received", review=None).first()
    return f"{_order(order)}#testimoni" if order else ""


def _claims(order: Order | None) -> str:
    return reverse("storefront:claims", args=[order.secret]) if order else ""


def _next() -> str:
    made = CampaignOrigin.objects.across_stores(WHY).select_related("campaign").order_by("pk").first()
    return reverse("dashboard:campaign_edit", args=[KOTA, made.campaign.slug]) if made else ""


def _po(store: str, campaign: str) -> str:
    return reverse("storefront:campaign", args=[store, campaign])


def _own(interest: Interest | None) -> str:
    return reverse("storefront:interest", args=[interest.secret]) if interest else ""


def _order(order: Order | None) -> str:
    return reverse("storefront:order", args=[order.secret]) if order else ""
