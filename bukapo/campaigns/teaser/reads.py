"""A PO's teaser as it stands, and who signed up for it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from bukapo.campaigns.early import personal_code
from bukapo.campaigns.models import Campaign, Interest, Teaser, TeaserDesign, TeaserPhoto, Vote
from bukapo.campaigns.reads import personal_key_of
from bukapo.campaigns.teaser.rules import BY_EMAIL, BY_PHONE, COUNTED, is_shown
from bukapo.catalog.models import Photo

MOST_LISTED = 200


@dataclass(frozen=True)
class Votes:
    """Whom of `people` wanted what: designs by id, values by (option, value). `weighted`: a vote for several designs is
    a part for each, in thousandths.
    """

    people: int
    designs: Counter[int]
    weighted: Counter[int]
    values: Counter[tuple[str, str]]


@dataclass(frozen=True)
class Signed:
    """How many signed up. `waiting` have not confirmed their e-mail and are not counted; `phones` are unverified."""

    confirmed: int = 0
    phones: int = 0
    waiting: int = 0
    withdrawn: int = 0
    offers: int = 0

    @property
    def counted(self) -> int:
        return self.confirmed + self.phones


def teaser_of(campaign: Campaign) -> Teaser | None:
    """With its `voucher`. One query."""
    found: Teaser | None = (
        Teaser.objects.of(campaign.store_id).select_related("voucher").filter(campaign=campaign).first()
    )
    return found


def shown_teaser(campaign: Campaign, at: datetime) -> Teaser | None:
    """The teaser that the PO's address shows at `at`, if it does."""
    if campaign.state not in ("draft", "published"):
        return None
    if campaign.state == "published" and (campaign.opens_at is None or at >= campaign.opens_at):
        return None
    teaser = teaser_of(campaign)
    if teaser is None or not is_shown(
        shown_from=teaser.shown_from, state=campaign.state, opens_at=campaign.opens_at, at=at
    ):
        return None
    return teaser


def designs_of(teaser: Teaser, *, all_of_them: bool = False) -> list[TeaserDesign]:
    """What there is to vote for, in order; `all_of_them` with what was put away. One query."""
    rows = TeaserDesign.objects.of(teaser.store_id).filter(teaser=teaser).select_related("photo")
    return list(rows if all_of_them else rows.filter(active=True))


def photos_of(teaser: Teaser) -> list[Photo]:
    """Its sneak peeks, in order. One query."""
    rows = TeaserPhoto.objects.of(teaser.store_id).filter(teaser=teaser).select_related("photo")
    return [row.photo for row in rows]


def options_of(teaser: Teaser) -> dict[str, tuple[str, ...]]:
    """Option -> values to vote for."""
    return {name: tuple(values) for name, values in teaser.options}


def signed_up(campaign: Campaign) -> Signed:
    """One query."""
    rows = Interest.objects.of(campaign.store_id).filter(campaign=campaign)
    counts = rows.aggregate(
        confirmed=Count("id", filter=Q(state="confirmed", way=BY_EMAIL)),
        phones=Count("id", filter=Q(state="unverified", way=BY_PHONE)),
        waiting=Count("id", filter=Q(state="waiting")),
        withdrawn=Count("id", filter=Q(state="withdrawn")),
        offers=Count("id", filter=Q(state__in=COUNTED, wants_offers=True)),
    )
    return Signed(**counts)


def votes_of(campaign: Campaign) -> Votes:
    """Votes of those who are counted. One query."""
    rows = Vote.objects.of(campaign.store_id).filter(interest__campaign=campaign, interest__state__in=COUNTED)
    found = list(rows.values_list("interest_id", "design_id", "option", "value"))
    chose = Counter(interest for interest, design, _option, _value in found if design is not None)
    weighted: Counter[int] = Counter()
    for interest, design, _option, _value in found:
        if design is not None:
            weighted[design] += 1000 // chose[interest]
    return Votes(
        people=len({interest for interest, *_rest in found}),
        designs=Counter(design for _i, design, _o, _v in found if design is not None),
        weighted=weighted,
        values=Counter((option, value) for _i, design, option, value in found if design is None),
    )


def own_votes(interest: Interest) -> tuple[tuple[int, ...], dict[str, str]]:
    """What somebody voted: ids of designs, option -> value. One query."""
    rows = list(Vote.objects.of(interest.store_id).filter(interest=interest).order_by("pk"))
    designs = tuple(row.design_id for row in rows if row.design_id is not None)
    return designs, {row.option: row.value for row in rows if row.option}


def interests_of(campaign: Campaign, *, most: int = MOST_LISTED) -> Sequence[Interest]:
    """The newest first. One query."""
    rows = Interest.objects.of(campaign.store_id).filter(campaign=campaign).exclude(state="withdrawn")
    return list(rows.order_by("-pk")[:most])


def code_of(interest: Interest) -> str:
    """Their personal code as it counts now, "" when the PO has none to give. `interest.campaign` is loaded."""
    if interest.state not in COUNTED:
        return ""
    key = personal_key_of(interest.campaign)
    return personal_code(key, interest.pk) if key else ""
