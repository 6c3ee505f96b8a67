"""A PO as its visitor meets it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bukapo.campaigns import rules
from bukapo.campaigns.models import Campaign, CampaignPhoto, Promise, Question
from bukapo.campaigns.offer import Offer, OfferedProduct
from bukapo.campaigns.questions.reads import answered_questions
from bukapo.campaigns.reads import offer_of
from bukapo.catalog.models import Photo
from bukapo.faces.storefront.shown.batches import ShownMinimum, batch_words, not_running, shown_minimums
from bukapo.faces.storefront.shown.bundles import ShownBundle, shown_bundles
from bukapo.faces.storefront.shown.expected import expected_words
from bukapo.faces.storefront.shown.guarantees import LadderShown, ladder_shown
from bukapo.faces.storefront.shown.jobs import ShownPace, shown_pace
from bukapo.faces.storefront.shown.lines import Choice, choices
from bukapo.faces.storefront.shown.news import news_of
from bukapo.faces.storefront.shown.paying import HowPaid, dates_of, how_paid
from bukapo.faces.storefront.shown.reviews import ON_PO, ShownReviews, shown_reviews
from bukapo.faces.storefront.shown.short_answers import Answer, answers_of, terms_address
from bukapo.faces.storefront.shown.telling import Telling, po_telling
from bukapo.faces.storefront.shown.tiers import ShownClimb, shown_climbs
from bukapo.faces.storefront.shown.timeline import Entry
from bukapo.faces.ui import dates
from bukapo.kernel.money import rupiah
from bukapo.orders.making.reads import all_made_at
from bukapo.orders.rosters.opening import takes_groups
from bukapo.orders.waiting.reads import InLine, in_line
from bukapo.production.models import WorkOrder
from bukapo.trust.reviews.rules import Rating

SOLD_OUT = "sold_out"
ORDERABLE = (rules.DRAFT, rules.TEASER, rules.OPEN, SOLD_OUT)
MOST_PHOTOS = 12


@dataclass(frozen=True)
class ShownOption:
    name: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class ShownProduct:
    offered: OfferedProduct
    options: tuple[ShownOption, ...]
    left: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Step:
    """A promise in the buyer's words. `moved` lists the earlier dates with their reasons, oldest first."""

    title: str
    when: str
    state: str
    moved: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class CampaignPage:
    """Everything the campaign page says. `phase` is rules.phase, or `sold_out` while open without a piece left."""

    campaign: Campaign
    store: Any
    offer: Offer
    phase: str
    photos: Sequence[Photo]
    products: tuple[ShownProduct, ...]
    price: int
    normal_price: int
    price_varies: bool
    steps: tuple[Step, ...]
    ship_until: date | None
    paying: HowPaid
    reviews: ShownReviews
    questions: Sequence[Question] = ()
    line: InLine = InLine()
    pace: ShownPace | None = None
    climbs: tuple[ShownClimb, ...] = ()
    later_price: int = 0
    """Rupiah, once the early price has ended; 0 while none counts."""
    expected: str = ""
    minimums: tuple[ShownMinimum, ...] = ()
    bundles: tuple[ShownBundle, ...] = ()
    batch_words: str = ""
    ladder: LadderShown | None = None
    news: tuple[Entry, ...] = ()
    answers: tuple[Answer, ...] = ()

    @property
    def terms_address(self) -> str:
        """The page of the frozen rules; "" for a draft."""
        return terms_address(self.offer.terms_digest)

    @property
    def zone(self) -> str:
        return str(self.store.zone)

    @property
    def can_order(self) -> bool:
        return self.phase == rules.OPEN

    @property
    def drawing(self) -> bool:
        """Forms register for a draw that is still ahead."""
        return self.offer.window.drawing and self.phase in (rules.TEASER, rules.OPEN, rules.DRAFT)

    @property
    def has_draw(self) -> bool:
        """There is a draw to tell of on a page of its own."""
        return self.campaign.draw_at is not None and self.campaign.published_at is not None

    @property
    def can_ask(self) -> bool:
        """Until the PO closes anybody may ask about it."""
        return self.phase in (rules.TEASER, rules.OPEN, SOLD_OUT)

    @property
    def can_send(self) -> bool:
        """A form may be sent: to order, to register or to wait."""
        return self.phase in (rules.OPEN, SOLD_OUT)

    @property
    def takes_groups(self) -> bool:
        """A coordinator may collect the wishes of many, before the opening too."""
        return self.phase in (rules.TEASER, rules.OPEN) and takes_groups(self.campaign)

    @property
    def order_words(self) -> str:
        """What the one button says."""
        if self.drawing:
            return _("Daftar undian")
        return _("Daftar tunggu") if self.phase == SOLD_OUT else _("Pesan")

    @property
    def is_before_end(self) -> bool:
        """Teaser, open or sold out: it still matters how to pay and to receive."""
        return self.phase in (rules.TEASER, rules.OPEN, SOLD_OUT, rules.DRAFT)

    @property
    def saving(self) -> int:
        return max(0, self.normal_price - self.price)

    @property
    def series_url(self) -> str:
        """The page of the continuous PO this is a batch of."""
        slug = self.offer.series_slug
        return reverse("storefront:series", args=[self.store.slug, slug]) if slug else ""

    @property
    def not_running(self) -> str:
        """Why it is not made, if it is not."""
        return not_running(self.campaign)

    @property
    def left_words(self) -> str:
        """What the bar of the cap says."""
        left = self.offer.left or 0
        return _("Tinggal %(left)s") % {"left": f"{left:,}".replace(",", ".")} if left else _("Habis")

    @property
    def closed_at(self) -> datetime | None:
        """When orders stopped: by hand, or by the clock."""
        ends = [moment for moment in (self.campaign.closed_at, self.campaign.closes_at) if moment]
        return min(ends, default=None)

    @property
    def address(self) -> str:
        path = reverse("storefront:campaign", args=[self.store.slug, self.campaign.slug])
        return f"{settings.BASE_URL.rstrip('/')}{path}"

    @property
    def rating(self) -> Rating:
        """The store's, where its reviews are shown."""
        return Rating() if self.reviews.is_of_po else self.reviews.rating.rating

    @property
    def own_rating(self) -> Rating:
        """This PO's, where its own reviews are shown."""
        return self.reviews.rating.rating if self.reviews.is_of_po else Rating()

    @property
    def telling(self) -> Telling:
        """What the page tells chats and search engines."""
        return po_telling(self)

    @property
    def share_text(self) -> str:
        """One line for a link preview: price and deadline, always true on the day it is read."""
        words = [self._price_words()] if self.price else []
        if self.phase in (rules.OPEN, SOLD_OUT) and self.campaign.closes_at:
            when = dates.short_day_and_time(self.campaign.closes_at, self.zone)
            words.append(_("Ditutup %(when)s.") % {"when": when})
        elif self.phase == rules.TEASER and self.campaign.opens_at:
            when = dates.short_day_and_time(self.campaign.opens_at, self.zone)
            words.append(_("Dibuka %(when)s.") % {"when": when})
        return " ".join([*words, self.store.name])

    def _price_words(self) -> str:
        until = self.offer.early_until
        if until is None:
            return _("Harga PO %(price)s.") % {"price": rupiah(self.price)}
        when = dates.short_day_and_time(until, self.zone)
        return _("Harga early bird %(price)s sampai %(when)s.") % {"price": rupiah(self.price), "when": when}


def phase_of(campaign: Campaign, offer: Offer, at: datetime, *, preview: bool = False) -> str:
    """The phase at `at`, with `sold_out` told apart from `open`. `preview`: as if a draft were published."""
    if preview and not (campaign.opens_at and campaign.closes_at):
        return rules.DRAFT
    started = WorkOrder.objects.of(campaign.store_id).filter(campaign=campaign, accepted_at__isnull=False)
    found = rules.phase(
        state="published" if preview and campaign.state == "draft" else campaign.state,
        opens_at=campaign.opens_at,
        closes_at=campaign.closes_at,
        produced_at=campaign.produced_at or all_made_at(campaign),
        started=campaign.state == "closed" and started.exists(),
        at=at,
    )
    return SOLD_OUT if found == rules.OPEN and is_sold_out(offer) else found


def is_sold_out(offer: Offer) -> bool:
    """No piece left in the PO, or in every single variant."""
    if offer.left == 0:
        return True
    return all(v.left == 0 for product in offer.products for v in product.variants)


def campaign_page(campaign: Campaign, *, at: datetime, preview: bool = False) -> CampaignPage:
    """Read and lay out a PO. `campaign.store` should be loaded.

    The seller's preview renders `storefront/campaign.html` with this page (`preview=True`), `shop`, `now` and
    `preview`: exactly what buyers will see.
    """
    offer = offer_of(campaign, at=at)
    later = [(p.later_price or p.price) + v.surcharge for p in offer.products for v in p.variants]
    prices = [variant.price for product in offer.products for variant in product.variants]
    cheapest = min(offer.products, key=lambda p: p.price, default=None)
    promises = _promises(campaign)
    pace = shown_pace(campaign, at)
    current = {what: rows[-1].day for what, rows in promises.items()}
    phase = phase_of(campaign, offer, at, preview=preview)
    told = campaign.pk is not None and (phase == SOLD_OUT or offer.window.drawing)
    return CampaignPage(
        campaign=campaign,
        store=campaign.store,
        offer=offer,
        phase=phase,
        photos=photos_of(campaign, offer),
        products=tuple(_product(p) for p in offer.products),
        price=min(prices, default=0),
        normal_price=(cheapest.normal_price if cheapest else 0),
        price_varies=len(set(prices)) > 1,
        steps=(*steps_of(campaign, promises, at), *(pace_steps(pace) if phase in ORDERABLE else ())),
        ship_until=promises[rules.SHIP_UNTIL][-1].day if rules.SHIP_UNTIL in promises else None,
        pace=pace,
        paying=how_paid(offer, dates_of(campaign, current)),
        later_price=min(later, default=0) if offer.early_until else 0,
        reviews=_reviews(campaign, phase),
        questions=answered_questions(campaign) if campaign.state != "draft" else (),
        line=in_line(campaign) if told else InLine(),
        climbs=shown_climbs(campaign),
        bundles=shown_bundles(campaign, offer),
        # Days are told to who may still order; each earlier buyer has those of their own terms.
        ladder=ladder_shown(campaign, current.get(rules.SHIP_UNTIL) if phase in ORDERABLE else None)
        if campaign.pk
        else None,
        expected=expected_words(campaign, current) if phase == rules.PRODUCTION else "",
        news=() if phase in ORDERABLE else news_of(campaign),
        answers=answers_of(offer.terms_document),
        **_batch(campaign, offer, phase, promises),
    )


def _batch(
    campaign: Campaign, offer: Offer, phase: str, promises: dict[str, list[Promise]]
) -> dict[str, Any]:
    """What a visitor hears of batches and minimums, as long as it matters."""
    if phase not in (rules.TEASER, rules.OPEN, SOLD_OUT, rules.DRAFT):
        return {}
    made = promises.get(rules.PRODUCED)
    words = batch_words(
        offer.batch or int(campaign.kind == rules.BATCH),
        campaign.closes_at,
        made[-1].day if made else None,
        campaign.store.zone,
    )
    return {"minimums": shown_minimums(campaign, offer), "batch_words": words}


def _product(product: OfferedProduct) -> ShownProduct:
    return ShownProduct(
        offered=product,
        options=tuple(
            ShownOption(option.name, choices(product, place, option))
            for place, option in enumerate(product.options)
        ),
        left=tuple((v.label, v.left) for v in product.variants if v.left is not None),
    )


def photos_of(campaign: Campaign, offer: Offer) -> Sequence[Photo]:
    """The PO's own pictures first (cover, then the others), then its products'."""
    store_id = campaign.store_id
    own = [
        row.photo
        for row in CampaignPhoto.objects.of(store_id).filter(campaign=campaign).select_related("photo")
    ]
    ids = [product.id for product in offer.products]
    products = list(Photo.objects.of(store_id).filter(product_id__in=ids, place="product")[:MOST_PHOTOS])
    first = [campaign.cover] if campaign.cover else []
    unique = {photo.pk: photo for photo in (*first, *own, *products)}
    return list(unique.values())[:MOST_PHOTOS]


def _reviews(campaign: Campaign, phase: str) -> ShownReviews:
    """Its own where it is over and has some, else the store's: buyers of what still comes have not written."""
    if phase not in ORDERABLE:
        own = shown_reviews(campaign.store, campaign, most=ON_PO)
        if own.reviews:
            return own
    return shown_reviews(campaign.store, most=ON_PO)


def _promises(campaign: Campaign) -> dict[str, list[Promise]]:
    grouped: dict[str, list[Promise]] = {}
    for row in Promise.objects.of(campaign.store_id).filter(campaign=campaign).order_by("id"):
        grouped.setdefault(row.what, []).append(row)
    return grouped


def steps_of(campaign: Campaign, promises: dict[str, list[Promise]], at: datetime) -> tuple[Step, ...]:
    """Opening, closing, production, shipping: dates as promised, the present one marked."""
    zone = campaign.store.zone
    dated: list[tuple[str, str, bool, tuple[tuple[str, str], ...]]] = []
    if campaign.opens_at:
        dated.append(
            (_("PO dibuka"), dates.short_day_and_time(campaign.opens_at, zone), at >= campaign.opens_at, ())
        )
    if campaign.closes_at:
        over = campaign.state != "published" or at >= campaign.closes_at
        closed = (
            campaign.closed_at if campaign.closed_at and campaign.closed_at < campaign.closes_at else None
        )
        dated.append(
            (_("PO ditutup"), dates.short_day_and_time(closed or campaign.closes_at, zone), over, ())
        )
    if campaign.draw_at:
        drawn = campaign.drawn_at is not None
        when = dates.short_day_and_time(campaign.drawn_at or campaign.draw_at, zone)
        dated.insert(1, (_("Undian"), when, drawn or campaign.state != "published", ()))
    if rows := promises.get(rules.PRODUCED):
        done = campaign.produced_at is not None
        when = dates.day(campaign.produced_at, zone) if campaign.produced_at else dates.day(rows[-1].day)
        dated.append((_("Selesai diproduksi"), when, done, _moved(rows) + _overrun(campaign, rows[-1])))
    if rows := promises.get(rules.SHIP_UNTIL):
        begins = promises.get(rules.SHIP_FROM, rows)[-1].day
        when = dates.span(begins, max(begins, rows[-1].day))
        dated.append((_("Dikirim atau bisa diambil"), when, campaign.state == "finished", _moved(rows)))
    passed = [over for _title, _when, over, _rows in dated]
    now = passed.index(False) if False in passed else -1
    return tuple(
        Step(title, when, "done" if over else "now" if place == now else "next", moved)
        for place, (title, when, over, moved) in enumerate(dated)
    )


def pace_steps(pace: ShownPace | None) -> tuple[Step, ...]:
    """Made to order: what an order would be promised if it were confirmed today."""
    if pace is None:
        return ()
    last = dates.day(pace.foreseen.ship_until)
    return (
        Step(_("Jadi, kalau dikonfirmasi hari ini"), pace.span, "next"),
        Step(_("Dikirim atau bisa diambil"), _("paling lambat %(day)s") % {"day": last}, "next"),
    )


def _moved(rows: list[Promise]) -> tuple[tuple[str, str], ...]:
    return tuple((dates.day(old.day), new.reason) for old, new in zip(rows, rows[1:], strict=False))


def _overrun(campaign: Campaign, last: Promise) -> tuple[tuple[str, str], ...]:
    """The last promise too belongs to the history once production has ended after it."""
    if campaign.produced_at is None:
        return ()
    late = (campaign.produced_at.astimezone(ZoneInfo(campaign.store.zone)).date() - last.day).days
    words = ngettext("lewat %(n)s hari dari janji ini", "lewat %(n)s hari dari janji ini", late)
    return ((dates.day(last.day), words % {"n": late}),) if late > 0 else ()
