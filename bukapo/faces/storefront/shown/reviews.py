"""Reviews as a page says them: an honest average, five bars, and what buyers wrote."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bukapo.campaigns.models import Campaign
from bukapo.catalog.models import Photo
from bukapo.stores.models import Store
from bukapo.trust.reviews import rules
from bukapo.trust.reviews.reads import PER_PAGE, Page, Seen, page_of, rating_of
from bukapo.trust.reviews.rules import Rating

ON_STORE, ON_PO = 4, 3


@dataclass(frozen=True)
class ShownReview:
    """One review; `hidden` says why there is nothing to read, `fit` how the size was."""

    seen: Seen
    name: str
    fit: str
    video_host: str
    hidden: str

    @property
    def stars(self) -> int:
        return int(self.seen.row.stars)

    @property
    def design(self) -> Photo | None:
        """Beside the first photo."""
        return self.seen.design if self.seen.photos else None


@dataclass(frozen=True)
class ShownRating:
    """`figure` "" while there are too few for a number; `words` then says how many. `bars`: (stars, how many)."""

    rating: Rating
    figure: str
    words: str
    bars: tuple[tuple[int, int], ...]

    @property
    def whole(self) -> int:
        """Stars to draw, rounded half up."""
        return ((self.rating.average or 0) + 50) // 100


@dataclass(frozen=True)
class ShownReviews:
    """`all_url` leads to all of them."""

    rating: ShownRating
    reviews: tuple[ShownReview, ...]
    number: int
    has_next: bool
    all_url: str
    is_of_po: bool = False

    @property
    def more(self) -> bool:
        return self.rating.rating.count > len(self.reviews)


def shown_reviews(
    store: Store,
    campaign: Campaign | None = None,
    *,
    number: int = 1,
    most: int = PER_PAGE,
    counted: Rating | None = None,
) -> ShownReviews:
    """Of the store, or of one PO; `counted` where its rating is known already. Five queries at most."""
    counted = counted or rating_of(store, campaign)
    page = page_of(store, campaign, number=number, most=most) if counted.count else Page((), 1, False)
    asked = f"?po={campaign.slug}" if campaign else ""
    return ShownReviews(
        rating=shown_rating(counted),
        reviews=tuple(shown_review(one) for one in page.seen),
        number=page.number,
        has_next=page.has_next,
        all_url=reverse("storefront:reviews", args=[store.slug]) + asked,
        is_of_po=campaign is not None,
    )


def shown_rating(counted: Rating) -> ShownRating:
    """`4,7` of 12 reviews; of one or two only how many there are."""
    facts = {"n": counted.count}
    if not counted.is_told:
        few = ngettext("Baru %(n)s testimoni.", "Baru %(n)s testimoni.", counted.count) % facts
        return ShownRating(counted, "", few if counted.count else _("Belum ada testimoni."), ())
    words = ngettext("dari %(n)s testimoni", "dari %(n)s testimoni", counted.count) % facts
    bars = tuple((stars, counted.spread[stars - 1]) for stars in (5, 4, 3, 2, 1))
    return ShownRating(counted, tenths(counted.average or 0), words, bars)


def tenths(hundredths: int) -> str:
    """`467` -> `4,7`, rounded half up; the number of whole hundredths stands in the record."""
    rounded = (hundredths + 5) // 10
    return f"{rounded // 10},{rounded % 10}"


def shown_review(seen: Seen) -> ShownReview:
    """In words."""
    row = seen.row
    why = _(rules.REASONS[row.hidden_why]) if row.hidden_at else ""
    return ShownReview(
        seen=seen,
        name=seen.name or _("Pembeli"),
        fit=_(rules.FITS_WORDS[row.fit]) if row.fit and not row.hidden_at else "",
        video_host=rules.video_host(seen.video) if seen.video else "",
        hidden=_("Disembunyikan karena %(why)s.") % {"why": why} if why else "",
    )


@dataclass(frozen=True)
class OwnReview:
    """A buyer's own, on their order's page."""

    shown: ShownReview
    can_edit: bool
    cards: tuple[tuple[str, str], ...]
    """(words, address) of the pictures to share; none of what is hidden."""


def own_review(seen: Sequence[Seen], store: Store, *, at: datetime) -> OwnReview | None:
    """The one there is, or None."""
    if not seen:
        return None
    row = seen[0].row
    hidden = row.hidden_at is not None
    return OwnReview(
        shown=shown_review(seen[0]),
        can_edit=rules.may_edit(written_at=row.written_at, hidden=hidden, at=at),
        cards=() if hidden else card_addresses(store, row.pk),
    )


def card_addresses(store: Store, review_id: int) -> tuple[tuple[str, str], ...]:
    """The two cards of a review, in words."""
    sizes = ((_("Kartu feed"), "feed"), (_("Kartu persegi"), "kotak"))
    return tuple(
        (words, reverse("storefront:review_card", args=[store.slug, review_id, size]))
        for words, size in sizes
    )
