"""What happens before a PO opens. None of these carries an address: it must be possible to forget one."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bukapo.journal.events import INTERNAL, SELLER, Event

_CAMPAIGN = ("campaigns.Campaign", "campaign_id")
_INTEREST = ("campaigns.Interest", "interest_id")


@dataclass(frozen=True, kw_only=True)
class TeaserSaved(Event):
    """What the teaser says since."""

    kind: ClassVar[str] = "campaign.teaser_saved"
    subject: ClassVar[tuple[str, str]] = _CAMPAIGN
    audience: ClassVar[frozenset[str]] = frozenset({INTERNAL})
    text: str
    opens_at: datetime | None
    gives_early: bool
    voucher_id: int | None
    bonus: str
    options: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, kw_only=True)
class TeaserShown(Event):
    kind: ClassVar[str] = "campaign.teaser_shown"
    subject: ClassVar[tuple[str, str]] = _CAMPAIGN
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    shown_from: datetime


@dataclass(frozen=True, kw_only=True)
class TeaserHidden(Event):
    kind: ClassVar[str] = "campaign.teaser_hidden"
    subject: ClassVar[tuple[str, str]] = _CAMPAIGN
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})


@dataclass(frozen=True, kw_only=True)
class TeaserDesigned(Event):
    """A design to vote for was `added`, or put away."""

    kind: ClassVar[str] = "campaign.teaser_designed"
    subject: ClassVar[tuple[str, str]] = _CAMPAIGN
    design_id: int
    name: str
    added: bool


@dataclass(frozen=True, kw_only=True)
class TeaserPictured(Event):
    """Its pictures since, in order."""

    kind: ClassVar[str] = "campaign.teaser_pictured"
    subject: ClassVar[tuple[str, str]] = _CAMPAIGN
    photo_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class EarlyCodeRenewed(Event):
    """Links of early access handed out before open nothing any more."""

    kind: ClassVar[str] = "campaign.early_code_renewed"
    subject: ClassVar[tuple[str, str]] = _CAMPAIGN
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})


@dataclass(frozen=True, kw_only=True)
class OfInterest(Event):
    """Base: about one person who signed up."""

    subject: ClassVar[tuple[str, str]] = _INTEREST
    personal: ClassVar[bool] = True
    interest_id: int


@dataclass(frozen=True, kw_only=True)
class InterestSignedUp(OfInterest):
    """`consent` and `offers` are the words that were agreed to ("" = not)."""

    kind: ClassVar[str] = "interest.signed_up"
    way: str
    consent: str
    offers: str
    designs: tuple[int, ...]
    picks: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class InterestAskedAgain(OfInterest):
    """The same address was signed up once more: its letter goes out again."""

    kind: ClassVar[str] = "interest.asked_again"
    letters: int


@dataclass(frozen=True, kw_only=True)
class InterestConfirmed(OfInterest):
    kind: ClassVar[str] = "interest.confirmed"


@dataclass(frozen=True, kw_only=True)
class InterestChanged(OfInterest):
    """Other votes, or another answer about offers."""

    kind: ClassVar[str] = "interest.changed"
    offers: str
    designs: tuple[int, ...]
    picks: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class InterestOpened(OfInterest):
    """Went on to the order form by the personal link, for the first time."""

    kind: ClassVar[str] = "interest.opened"


@dataclass(frozen=True, kw_only=True)
class InterestWithdrawn(OfInterest):
    """The address is erased. `lapsed`: it never confirmed."""

    kind: ClassVar[str] = "interest.withdrawn"
    lapsed: bool = False
