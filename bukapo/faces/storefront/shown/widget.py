"""The card of a PO on somebody else's site."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from bukapo.campaigns import rules
from bukapo.campaigns.links.reads import running_links
from bukapo.campaigns.models import Campaign
from bukapo.catalog.models import Photo
from bukapo.faces.storefront.shown.campaign import SOLD_OUT, campaign_page
from bukapo.faces.storefront.shown.sharing import short
from bukapo.faces.ui import dates

SECONDS = 60
"""The card is at most so old."""
SOURCE = "widget"


@dataclass(frozen=True)
class WidgetCard:
    """`words` say where the PO stands, `button` what to do; money in rupiah."""

    title: str
    store: str
    phase: str
    price: int
    normal_price: int
    varies: bool
    words: str
    button: str
    url: str
    photo: Photo | None


def shown_widget(campaign: Campaign, *, at: datetime) -> WidgetCard:
    """As it is at `at`. `campaign.store` should be loaded."""
    page = campaign_page(campaign, at=at)
    code = running_links(campaign.store, campaign).get(SOURCE)
    return WidgetCard(
        title=campaign.title,
        store=campaign.store.name,
        phase=page.phase,
        price=page.price if page.is_before_end else 0,
        normal_price=page.normal_price,
        varies=page.price_varies,
        words=state_words(campaign, page.phase),
        button=button_words(page.phase),
        url=short(code) if code else f"{page.address}?lewat={SOURCE}",
        photo=page.photos[0] if page.photos else None,
    )


def state_words(campaign: Campaign, phase: str) -> str:
    """Not open yet, open until, or closed: with the day, the time and the zone."""
    zone = campaign.store.zone
    if phase == rules.TEASER and campaign.opens_at:
        return _("Belum buka. Dibuka %(when)s.") % {"when": dates.short_day_and_time(campaign.opens_at, zone)}
    if phase == rules.OPEN and campaign.closes_at:
        return _("Buka sampai %(when)s.") % {"when": dates.short_day_and_time(campaign.closes_at, zone)}
    if phase == SOLD_OUT and campaign.closes_at:
        return _("Kuota habis. Daftar tunggu sampai %(when)s.") % {
            "when": dates.short_day_and_time(campaign.closes_at, zone)
        }
    if phase == rules.CANCELLED:
        return _("PO ini dibatalkan.")
    ends = [moment for moment in (campaign.closed_at, campaign.closes_at) if moment]
    return (
        _("Sudah tutup %(when)s.") % {"when": dates.short_day(min(ends), zone)} if ends else _("Sudah tutup.")
    )


def button_words(phase: str) -> str:
    """What the one button says."""
    return {rules.OPEN: _("Pesan sekarang"), SOLD_OUT: _("Daftar tunggu")}.get(phase, _("Lihat PO"))
