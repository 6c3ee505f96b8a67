"""How a PO stands, as its reminders count it, and whom they are for."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from bukapo.campaigns.models import Campaign, Interest, PieceCounter, Teaser
from bukapo.campaigns.teaser.rules import COUNTED
from bukapo.orders.models import Order
from bukapo.orders.reminders.rules import EARLY, OPENS, Standing
from bukapo.orders.rules import HOLDING
from bukapo.orders.shortage.reads import tallies_of


def standing_of(campaign: Campaign) -> Standing | None:
    """None for a PO that was never published. Up to five queries; `campaign.store` should be loaded."""
    if campaign.opens_at is None or campaign.closes_at is None:
        return None
    whole = PieceCounter.objects.of(campaign.store_id).filter(campaign=campaign, variant=None).first()
    gives_early = Teaser.objects.of(campaign.store_id).filter(campaign=campaign, gives_early=True).exists()
    minimum, paid = _minimum(campaign)
    return Standing(
        state=campaign.state,
        opens_at=campaign.opens_at,
        closes_at=campaign.closes_at,
        zone=campaign.store.zone,
        early_opens_at=campaign.early_opens_at if gives_early else None,
        cap=whole.cap if whole else None,
        taken=whole.taken if whole else 0,
        minimum=minimum,
        paid=paid,
    )


def _minimum(campaign: Campaign) -> tuple[int, int]:
    """Of the whole PO: pieces needed, pieces paid for. A PO that runs whatever comes has none."""
    if campaign.waived_at:
        return 0, 0
    for tally in tallies_of(campaign):
        if tally.least.whole:
            return tally.least.pieces, tally.paid
    return 0, 0


def ordered(campaign: Campaign) -> Q:
    """Of interests: who has ordered in this PO, by their code, else by phone or e-mail. Plain sets, asked once each."""
    orders = Order.objects.of(campaign.store_id).filter(campaign=campaign, state__in=HOLDING)
    return (
        Q(pk__in=orders.filter(interest__isnull=False).values("interest"))
        | Q(address__in=orders.values("phone"))
        | Q(address__in=orders.exclude(email="").values("email"))
    )


def to_remind(campaign: Campaign, what: str) -> "QuerySet[Interest]":
    """Who is told: of an opening everybody who asked for it, of the rest who said that they want offers.

    Nobody who has ordered already.
    """
    rows = Interest.objects.of(campaign.store_id).filter(campaign=campaign, state__in=COUNTED)
    if what not in (EARLY, OPENS):
        rows = rows.filter(wants_offers=True)
    return rows.exclude(ordered(campaign)).order_by("pk")


def with_interests(rows: "QuerySet[Campaign]") -> "QuerySet[Campaign]":
    """Of these POs those that somebody signed up for."""
    signed = Interest.objects.across_stores("the worker serves every store")
    return rows.filter(Exists(signed.filter(campaign=OuterRef("pk"), state__in=COUNTED)))


def campaigns_of(ids: Iterable[int]) -> dict[int, Campaign]:
    """With their stores, by id."""
    rows = Campaign.objects.across_stores("the worker serves every store").select_related("store")
    return dict(rows.in_bulk(list(ids)))
