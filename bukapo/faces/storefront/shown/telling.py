"""What a page says of itself to chats and search engines: Open Graph, Twitter cards, schema.org as JSON-LD."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from bukapo.campaigns import rules
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.offer import Offer, OfferedProduct
from bukapo.faces.ui import dates, pictures
from bukapo.stores.models import Store
from bukapo.trust.reviews.rules import Rating

SCHEMA = "https://schema.org"
LINK_WIDTH, LINK_HEIGHT = 1200, 630
MOST_PRODUCTS = 12
_ESCAPES = {
    ord(">"): "\\u003E",
    ord("<"): "\\u003C",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}
Node = dict[str, Any]


@dataclass(frozen=True)
class Telling:
    """The head of a public page. `image` a full address ("" = none), `nodes` of schema.org."""

    title: str
    text: str
    address: str
    site: str
    kind: str = "website"
    image: str = ""
    image_alt: str = ""
    is_poster: bool = False
    """The image is LINK_WIDTH x LINK_HEIGHT."""
    nodes: tuple[Node, ...] = field(default=())

    @property
    def json_ld(self) -> SafeString:
        """The nodes as one graph, safe within a <script> that no browser runs."""
        graph = {"@context": SCHEMA, "@graph": list(self.nodes)}
        return mark_safe(json.dumps(graph, ensure_ascii=False).translate(_ESCAPES))


class ShownPo(Protocol):
    """What of a PO's page is told. `rating` is the store's, `own_rating` of this PO alone."""

    @property
    def campaign(self) -> Campaign: ...
    @property
    def store(self) -> Any: ...
    @property
    def offer(self) -> Offer: ...
    @property
    def phase(self) -> str: ...
    @property
    def photos(self) -> Sequence[Any]: ...
    @property
    def address(self) -> str: ...
    @property
    def share_text(self) -> str: ...
    @property
    def rating(self) -> Rating: ...
    @property
    def own_rating(self) -> Rating: ...


def base() -> str:
    return str(settings.BASE_URL).rstrip("/")


def po_telling(page: ShownPo) -> Telling:
    """A PO: its products, who sells them, where it stands. A draft's preview has no image of its own yet."""
    store, campaign = page.store, page.campaign
    published = campaign.pk is not None and campaign.published_at is not None
    return Telling(
        title=campaign.title,
        text=page.share_text,
        address=page.address,
        site=store.name,
        kind="product",
        image=poster_address(campaign, page.phase) if published else "",
        image_alt=f"{campaign.title}. {page.share_text}",
        is_poster=published,
        nodes=(
            *products(page),
            organization(store, rating=page.rating),
            trail(store, campaign.title, page.address),
        ),
    )


def page_telling(
    store: Store,
    *,
    title: str,
    text: str,
    address: str,
    image: str = "",
    logo: Any = None,
    rating: Rating | None = None,
    is_poster: bool = True,
) -> Telling:
    """Any other public page of a store (its own, a continuous PO, a teaser)."""
    own = store_address(store)
    nodes: tuple[Node, ...] = (organization(store, logo=logo, rating=rating),)
    if address != own:
        nodes = (*nodes, trail(store, title, address))
    return Telling(
        title=title, text=text, address=address, site=store.name, image=image, image_alt=title,
        is_poster=bool(image) and is_poster, nodes=nodes,
    )  # fmt: skip


def poster_address(campaign: Campaign, phase: str) -> str:
    """The picture for link previews. What it says names itself in the address: chats keep pictures for weeks."""
    path = reverse("storefront:link_picture", args=[campaign.store.slug, campaign.slug])
    return f"{base()}{path}?v={campaign.store.version}.{campaign.version}.{phase}"


def store_address(store: Store) -> str:
    return base() + reverse("storefront:store", args=[store.slug])


def organization(store: Store, *, logo: Any = None, rating: Rating | None = None) -> Node:
    """Who sells, as the page itself says it; `rating` only where the page shows the store's reviews."""
    node: Node = {
        "@type": "Organization",
        "@id": f"{store_address(store)}#toko",
        "name": store.name,
        "url": store_address(store),
        "address": {"@type": "PostalAddress", "addressLocality": store.city, "addressCountry": "ID"},
        "contactPoint": {
            "@type": "ContactPoint", "contactType": "customer service", "telephone": store.phone,
        },
    }  # fmt: skip
    if store.about:
        node["description"] = store.about
    if store.instagram:
        node["sameAs"] = [f"https://www.instagram.com/{store.instagram}/"]
    if logo is not None:
        node["logo"] = base() + pictures.address(logo, max(logo.widths))
    return node | rated(rating)


def rated(rating: Rating | None) -> Node:
    """The average of reviews, once there are enough to have one."""
    if rating is None or not rating.is_told or rating.average is None:
        return {}
    return {
        "aggregateRating": {
            "@type": "AggregateRating",
            "ratingValue": f"{rating.average // 100}.{rating.average % 100:02d}",
            "reviewCount": rating.count,
            "bestRating": 5,
            "worstRating": 1,
        }
    }


def trail(store: Store, title: str, address: str) -> Node:
    """The store, then this page."""
    steps = [(store.name, store_address(store)), (title, address)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": item}
            for place, (name, item) in enumerate(steps, start=1)
        ],
    }


def products(page: ShownPo) -> tuple[Node, ...]:
    """What is on offer, each with its price. A rating only where this PO's own reviews are of one product."""
    found = tuple(_product(page, product) for product in page.offer.products[:MOST_PRODUCTS])
    return (found[0] | rated(page.own_rating),) if len(found) == 1 else found


def _product(page: ShownPo, product: OfferedProduct) -> Node:
    name = page.campaign.title if len(page.offer.products) == 1 else f"{page.campaign.title}: {product.name}"
    own = [p for p in page.photos if getattr(p, "product_id", None) in (product.id, None)] or page.photos
    node: Node = {
        "@type": "Product",
        "name": name,
        "description": product.description or page.share_text,
        "brand": {"@type": "Brand", "name": page.store.name},
        "offers": _offer(page, product),
    }
    images = [base() + pictures.address(photo, max(photo.widths)) for photo in list(own)[:3]]
    return node | ({"image": images} if images else {})


def _offer(page: ShownPo, product: OfferedProduct) -> Node:
    prices = [variant.price for variant in product.variants] or [product.price]
    campaign, zone = page.campaign, page.store.zone
    node: Node = {
        "@type": "Offer",
        "price": min(prices),
        "priceCurrency": "IDR",
        "url": page.address,
        "availability": f"{SCHEMA}/{_availability(page.phase)}",
        "itemCondition": f"{SCHEMA}/NewCondition",
        "seller": {"@id": f"{store_address(page.store)}#toko"},
    }
    if min(prices) != max(prices):
        del node["price"]
        node |= {
            "@type": "AggregateOffer",
            "lowPrice": min(prices),
            "highPrice": max(prices),
            "offerCount": len(prices),
        }
    if campaign.opens_at and campaign.closes_at:
        ends = page.offer.early_until or campaign.closes_at
        node["availabilityStarts"] = _iso(campaign.opens_at, zone)
        node["availabilityEnds"] = _iso(campaign.closes_at, zone)
        node["priceValidUntil"] = _iso(min(ends, campaign.closes_at), zone)
    return node


def _availability(phase: str) -> str:
    """PreOrder while orders are taken or will be; sold out; nothing to be had once it is over."""
    return {
        rules.TEASER: "PreOrder",
        rules.OPEN: "PreOrder",
        rules.DRAFT: "PreOrder",
        "sold_out": "SoldOut",
        rules.CANCELLED: "Discontinued",
    }.get(phase, "OutOfStock")


def _iso(at: datetime, zone: str) -> str:
    """In the store's zone, to the second: `2026-11-30T21:00:00+07:00`."""
    return dates.local(at, zone).isoformat(timespec="seconds")
