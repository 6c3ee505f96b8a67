"""What is told of a PO elsewhere: its links, its poster's facts."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from bukapo.campaigns.captions.facts import Facts
from bukapo.campaigns.captions.reads import facts_of
from bukapo.campaigns.links.reads import running_links
from bukapo.campaigns.links.rules import POSTER
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.reads import offer_of
from bukapo.catalog.brand.writes import brand_of
from bukapo.catalog.pictures import public_path
from bukapo.faces.papers.posters.poster import Poster
from bukapo.faces.papers.posters.words import poster_of
from bukapo.faces.storefront.shown.campaign import photos_of


def full(path: str) -> str:
    """A path as the world asks for it."""
    return f"{settings.BASE_URL.rstrip('/')}{path}"


def short(code: str) -> str:
    """The full address of a short link."""
    return full(reverse("storefront:short", args=[code]))


def as_read(address: str) -> str:
    """`https://po.example/s/7k3q9xm/` -> `po.example/s/7k3q9xm`."""
    return address.partition("://")[2].rstrip("/")


@dataclass(frozen=True)
class Ways:
    """The addresses of a PO: its page, and its short links by source."""

    page: str
    links: dict[str, str]

    def to(self, source: str) -> str:
        """The short link for a place, else the page itself."""
        return self.links.get(source) or self.page


def ways_to(campaign: Campaign) -> Ways:
    """One query. `campaign.store` should be loaded."""
    page = full(reverse("storefront:campaign", args=[campaign.store.slug, campaign.slug]))
    found = running_links(campaign.store, campaign)
    return Ways(page, {source: short(code) for source, code in found.items()})


def shared_facts(campaign: Campaign, ways: Ways, source: str, at: datetime) -> Facts:
    """The PO's facts with the link for this place."""
    return facts_of(campaign, at=at, link=ways.to(source))


def shared_poster(campaign: Campaign, at: datetime, *, language: str = "id") -> Poster:
    """The poster of a published PO."""
    ways = ways_to(campaign)
    facts = shared_facts(campaign, ways, POSTER, at)
    return poster_of(
        facts,
        link=as_read(facts.link),
        qr=facts.link,
        colour=brand_of(campaign.store).colour,
        photo=_photo(campaign, at),
        language=language,
    )


def _photo(campaign: Campaign, at: datetime) -> Path | None:
    found = photos_of(campaign, offer_of(campaign, at=at))
    return public_path(found[0]) if found else None
