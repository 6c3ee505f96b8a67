"""A teaser as its visitor meets it, and the own page of who signed up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from bukapo.campaigns.agreed import percent
from bukapo.campaigns.models import Campaign, Interest, Teaser, Voucher
from bukapo.campaigns.reads import offer_of
from bukapo.campaigns.rules import TEASER
from bukapo.campaigns.teaser import reads
from bukapo.campaigns.teaser.rules import CONSENT, COUNTED, OFFERS, opening
from bukapo.catalog.models import Photo
from bukapo.faces.storefront.shown.campaign import SOLD_OUT
from bukapo.faces.storefront.shown.telling import Telling, page_telling, poster_address
from bukapo.faces.storefront.views.order_steps import phase_for
from bukapo.faces.ui import dates, pictures
from bukapo.kernel.money import rupiah


@dataclass(frozen=True)
class DesignChoice:
    pk: int
    name: str
    photo: Photo | None
    chosen: bool


@dataclass(frozen=True)
class OptionChoice:
    """A group of values; `wire` is the name of its field."""

    name: str
    wire: str
    values: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Gift:
    """What signing up gives."""

    icon: str
    words: str


@dataclass(frozen=True)
class TeaserPage:
    """Everything a teaser says. `price` rupiah from, 0 while there is none; `opens_at` None while nobody knows it."""

    campaign: Campaign
    store: Any
    teaser: Teaser
    photos: Sequence[Photo]
    designs: tuple[DesignChoice, ...]
    options: tuple[OptionChoice, ...]
    gifts: tuple[Gift, ...]
    opens_at: datetime | None
    price: int
    price_varies: bool

    @property
    def zone(self) -> str:
        return str(self.store.zone)

    @property
    def is_draft(self) -> bool:
        """What it says may still change."""
        return bool(self.campaign.state == "draft")

    @property
    def has_votes(self) -> bool:
        return bool(self.designs or self.options)

    @property
    def address(self) -> str:
        path = reverse("storefront:campaign", args=[self.store.slug, self.campaign.slug])
        return f"{settings.BASE_URL.rstrip('/')}{path}"

    @property
    def telling(self) -> Telling:
        """What the page tells chats and search engines: nothing that a draft does not know."""
        poster = "" if self.is_draft else poster_address(self.campaign, TEASER)
        return page_telling(
            self.store,
            title=self.campaign.title,
            text=self.share_text,
            address=self.address,
            image=poster or self.share_image,
            is_poster=bool(poster),
        )

    @property
    def share_image(self) -> str:
        """The first picture, in the width nearest above 600 pixels."""
        if not self.photos:
            return ""
        widths = sorted(self.photos[0].widths)
        width = next((w for w in widths if w >= 600), widths[-1])
        return f"{settings.BASE_URL.rstrip('/')}{pictures.address(self.photos[0], width)}"

    @property
    def share_text(self) -> str:
        """One line for a link preview: when it opens, as far as it is known."""
        if self.opens_at:
            when = dates.short_day_and_time(self.opens_at, self.zone)
            return " ".join([_("Dibuka %(when)s.") % {"when": when}, self.store.name])
        return " ".join([_("Segera dibuka."), self.store.name])


def teaser_page(
    campaign: Campaign,
    teaser: Teaser,
    *,
    at: datetime,
    designs: Sequence[int] = (),
    picks: Mapping[str, str] | None = None,
) -> TeaserPage:
    """Read and lay out a teaser; `designs` and `picks` are chosen in its form. `campaign.store` is loaded."""
    offer = offer_of(campaign, at=at)
    prices = [variant.price for product in offer.products for variant in product.variants]
    return TeaserPage(
        campaign=campaign,
        store=campaign.store,
        teaser=teaser,
        photos=reads.photos_of(teaser),
        designs=design_choices(teaser, designs),
        options=option_choices(teaser, picks or {}),
        gifts=gifts_of(campaign, teaser),
        opens_at=opening(state=campaign.state, opens_at=campaign.opens_at, planned=teaser.opens_at, at=at),
        price=min(prices, default=0),
        price_varies=len(set(prices)) > 1,
    )


def design_choices(teaser: Teaser, chosen: Sequence[int]) -> tuple[DesignChoice, ...]:
    """What there is to vote for."""
    return tuple(
        DesignChoice(row.pk, row.name, row.photo, row.pk in chosen) for row in reads.designs_of(teaser)
    )


def option_choices(teaser: Teaser, picks: Mapping[str, str]) -> tuple[OptionChoice, ...]:
    """Colours, sizes; `suka-<n>` is the n-th of the teaser."""
    return tuple(
        OptionChoice(name, f"suka-{number}", tuple((value, picks.get(name) == value) for value in values))
        for number, (name, values) in enumerate(reads.options_of(teaser).items())
    )


def gifts_of(campaign: Campaign, teaser: Teaser) -> tuple[Gift, ...]:
    """What who signs up gets; only what is so."""
    gifts = []
    if teaser.gives_early and campaign.early_opens_at:
        when = dates.short_day_and_time(campaign.early_opens_at, campaign.store.zone)
        gifts.append(Gift("clock", _("Boleh memesan lebih dulu, mulai %(when)s") % {"when": when}))
    if teaser.voucher and teaser.voucher.stopped_at is None:
        gifts.append(Gift("tag", _("Potongan %(gives)s") % {"gives": gives(teaser.voucher)}))
    if teaser.bonus:
        gifts.append(Gift("star", teaser.bonus))
    return tuple(gifts)


def gives(voucher: Voucher) -> str:
    """`10%` or `Rp5.000`."""
    return rupiah(voucher.fixed) if voucher.fixed else percent(voucher.bp)


def consent_words(campaign: Campaign) -> tuple[str, str]:
    """What is ticked to be told, and what is ticked beside it, in the page's language."""
    shop = campaign.store.name
    return _(CONSENT).replace("{shop}", shop), _(OFFERS).replace("{shop}", shop)


@dataclass(frozen=True)
class InterestPage:
    """The own page of who signed up. `may_order`: the form opens for them now."""

    interest: Interest
    campaign: Campaign
    store: Any
    counted: bool
    may_order: bool
    opens_at: datetime | None
    early_at: datetime | None
    voucher: Voucher | None
    voucher_gives: str
    bonus: str
    designs: tuple[DesignChoice, ...]
    options: tuple[OptionChoice, ...]
    is_over: bool
    offers_words: str

    @property
    def zone(self) -> str:
        return str(self.store.zone)


def interest_page(interest: Interest, *, at: datetime) -> InterestPage:
    """Read and lay it out. `interest.campaign` and its `store` are loaded."""
    campaign = interest.campaign
    teaser = reads.teaser_of(campaign)
    offer = offer_of(campaign, at=at)
    phase = phase_for(campaign, offer, reads.code_of(interest), at) if campaign.state != "draft" else "draft"
    designs, picks = reads.own_votes(interest)
    early = (
        campaign.early_opens_at if teaser and teaser.gives_early and campaign.state == "published" else None
    )
    voucher = teaser.voucher if teaser and teaser.voucher and teaser.voucher.stopped_at is None else None
    return InterestPage(
        interest=interest,
        campaign=campaign,
        store=campaign.store,
        counted=interest.state in COUNTED,
        may_order=phase in ("open", SOLD_OUT),
        opens_at=opening(
            state=campaign.state,
            opens_at=campaign.opens_at,
            planned=teaser.opens_at if teaser else None,
            at=at,
        ),
        early_at=early,
        voucher=voucher,
        voucher_gives=gives(voucher) if voucher else "",
        bonus=teaser.bonus if teaser else "",
        designs=design_choices(teaser, designs) if teaser else (),
        options=option_choices(teaser, picks) if teaser else (),
        is_over=phase not in ("draft", "teaser", "open", SOLD_OUT),
        offers_words=consent_words(campaign)[1],
    )
