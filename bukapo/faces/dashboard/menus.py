"""The sellers' menus as data. An entry whose page does not exist in this build is left out."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bukapo.faces.dashboard.badges import Badge

STORE_MENU: tuple[tuple[str, object, str, tuple[str, ...]], ...] = (
    ("store", _("PO"), "list", ("campaign",)),
    ("products", _("Produk"), "tag", ("product",)),
    ("board", _("Produksi"), "chart", ("board", "workshop", "finish")),
    ("zones", _("Ongkir"), "truck", ()),
    ("packing", _("Kemas"), "box", ("packing", "pickup_counter")),
    ("statements", _("Mutasi"), "bank", ("statement",)),
    ("claims", _("Komplain"), "warning", ("claim",)),
    ("refunds", _("Pengembalian"), "refresh", ()),
    ("store_books", _("Buku"), "money", ("store_books",)),
    ("vouchers", _("Voucher"), "scissors", ("voucher",)),
    ("partners", _("Mitra"), "users", ("partner",)),
    ("inbox", _("Tanya jawab"), "users", ("inbox",)),
    (
        "store_messages",
        pgettext_lazy("menu", "Pesan"),
        "message",
        ("template", "message_st", "whatsapp", "telling_habit"),
    ),
    ("reviews", _("Testimoni"), "star", ("review_answer",)),
    ("mailbox", _("Kotak surat"), "mail", ("mail",)),
    (
        "store_settings",
        _("Pengaturan"),
        "settings",
        (
            "bank",
            "staff",
            "store_look",
            "store_link",
            "store_qris",
            "store_tax",
            "store_patterns",
            "store_guarantee",
            "gateway",
            "courier",
        ),
    ),
)
"""(route, words, icon, beginnings of other routes under it) for `/toko-saya/<store>/…`."""

PRODUCTION_TABS: tuple[tuple[str, object, tuple[str, ...]], ...] = (
    ("board", _("Papan"), ("board",)),
    ("workshops", _("Konveksi"), ("workshop",)),
    ("finish", _("Kapan jadi?"), ("finish",)),
)
"""The same for what the store's production is, under one entry of the menu."""

CAMPAIGN_TABS: tuple[tuple[str, object, tuple[str, ...]], ...] = (
    ("campaign", _("Ringkasan"), ("campaign",)),
    ("live", _("Pantau"), ("live",)),
    ("teaser", _("Teaser"), ("teaser",)),
    ("share", _("Bagikan"), ("share",)),
    ("orders", _("Pesanan"), ("order", "import", "roster", "chat")),
    ("money", _("Uang"), ("money", "proof", "payment", "refund", "price")),
    ("recap", _("Rekap"), ("recap",)),
    ("work_orders", _("Produksi"), ("work_order", "stage", "job")),
    ("sending", _("Kirim"), ("sending", "parcel", "label", "slip", "tracking", "pickup_slot")),
    ("messages", pgettext_lazy("menu", "Pesan"), ("message", "broadcast", "update", "delivery")),
    ("evaluation", _("Evaluasi"), ("evaluation", "review")),
)
"""(route, words, beginnings of routes under it) for `/toko-saya/<store>/po/<campaign>/…`."""


@dataclass(frozen=True)
class Entry:
    url: str
    text: str
    current: bool
    icon: str = ""
    count: int = 0
    """What waits there."""
    late: int = 0
    """Of that, what should be done by now."""


def store_menu(
    request: HttpRequest, store_slug: str, badges: Mapping[str, Badge] | None = None
) -> list[Entry]:
    """The menu at the left; `badges` by route: how much waits behind an entry."""
    here = _route(request)
    entries = []
    for route, words, icon, family in STORE_MENU:
        if url := _address(route, store_slug):
            inside = here == route or here.startswith(family) if family else here == route
            waits = (badges or {}).get(route, Badge())
            entries.append(Entry(url, str(words), inside, icon, waits.count, waits.late))
    return entries


def campaign_tabs(request: HttpRequest, store_slug: str, campaign_slug: str) -> list[Entry]:
    """The row of tabs inside a PO; the current one is the last whose family the open page belongs to."""
    return _tabs(request, CAMPAIGN_TABS, store_slug, campaign_slug)


def production_tabs(request: HttpRequest, store_slug: str) -> list[Entry]:
    """The row of tabs of the store's production; none outside of it."""
    inside = _route(request).startswith(tuple(name for row in PRODUCTION_TABS for name in row[2]))
    return _tabs(request, PRODUCTION_TABS, store_slug) if inside else []


def _tabs(
    request: HttpRequest, rows: tuple[tuple[str, object, tuple[str, ...]], ...], *slugs: str
) -> list[Entry]:
    here = _route(request)
    found = [row for row in rows if here == row[0]] or [row for row in rows if here.startswith(row[2])]
    current = found[-1][0] if found else ""
    return [
        Entry(url, str(words), route == current)
        for route, words, _family in rows
        if (url := _address(route, *slugs))
    ]


def _address(route: str, *slugs: str) -> str:
    try:
        return reverse(f"dashboard:{route}", args=slugs)
    except NoReverseMatch:
        return ""


def _route(request: HttpRequest) -> str:
    match = getattr(request, "resolver_match", None)
    return (match.url_name or "") if match else ""
