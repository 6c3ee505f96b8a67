"""How a store's POs stand, one line each, and what to do next. A fixed number of queries for the whole list."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bukapo.campaigns import rules
from bukapo.campaigns.models import Campaign, PieceCounter
from bukapo.insights.tallies.reads import Fresh, fresh_of, totals_of
from bukapo.orders.making.reads import all_made_at
from bukapo.payments.models import Proof
from bukapo.production.models import WorkOrder
from bukapo.stores.models import Store

MOST = 100
ORDER = (
    rules.OPEN,
    rules.CLOSED,
    rules.PRODUCTION,
    rules.SHIPPING,
    rules.TEASER,
    rules.DRAFT,
    rules.FINISHED,
    rules.CANCELLED,
)
"""Where work waits comes first."""


@dataclass(frozen=True)
class Next:
    """The one thing to do now."""

    words: str
    url: str


@dataclass(frozen=True)
class Standing:
    """A PO at a glance. Pieces and orders that hold; rupiah in hand and still to come."""

    campaign: Campaign
    phase: str
    pieces: int
    cap: int | None
    orders: int
    in_hand: int
    outstanding: int
    proofs: int
    next: Next

    @property
    def goal(self) -> int | None:
        """What the pieces are measured against: the cap, else the target."""
        return self.cap or self.campaign.target


def standings(store: Store, *, at: datetime, fresh: Fresh | None = None) -> list[Standing]:
    """The store's POs (the latest hundred), those where work waits first. `fresh`: when it is known already."""
    rows = list(Campaign.objects.of(store).order_by("-id")[:MOST])
    told = _told(store, rows, at, fresh or fresh_of(store.pk))
    return sorted(told, key=lambda s: (ORDER.index(s.phase), -s.campaign.pk))


def standing(campaign: Campaign, *, at: datetime, fresh: Fresh | None = None) -> Standing:
    """One PO."""
    return _told(campaign.store, [campaign], at, fresh or fresh_of(campaign.store_id))[0]


def _told(store: Store, campaigns: list[Campaign], at: datetime, fresh: Fresh) -> list[Standing]:
    mine = Q(campaign__in=[campaign.pk for campaign in campaigns])
    counters = PieceCounter.objects.of(store).filter(mine, variant__isnull=True)
    pieces = {row.campaign_id: row for row in counters}
    money = totals_of([campaign.pk for campaign in campaigns], fresh)
    waiting = Proof.objects.of(store).filter(state="pending", order__campaign__in=campaigns)
    proofs = dict(waiting.values_list("order__campaign").annotate(n=Count("pk")).order_by())
    accepted = WorkOrder.objects.of(store).filter(mine, accepted_at__isnull=False)
    started = set(accepted.values_list("campaign_id", flat=True))
    told = []
    for campaign in campaigns:
        phase = rules.phase(
            state=campaign.state,
            opens_at=campaign.opens_at,
            closes_at=campaign.closes_at,
            produced_at=campaign.produced_at or all_made_at(campaign),
            started=campaign.pk in started,
            at=at,
        )
        sums = money.get(campaign.pk, {})
        counter = pieces.get(campaign.pk)
        told.append(
            Standing(
                campaign=campaign,
                phase=phase,
                pieces=counter.taken if counter else 0,
                cap=counter.cap if counter else None,
                orders=sums.get("held", 0),
                in_hand=sums.get("received", 0),
                outstanding=sums.get("owed", 0),
                proofs=proofs.get(campaign.pk, 0),
                next=_next(store, campaign, phase, proofs.get(campaign.pk, 0)),
            )
        )
    return told


def _next(store: Store, campaign: Campaign, phase: str, proofs: int) -> Next:
    if proofs:
        words = ngettext("Cek %(n)s bukti transfer", "Cek %(n)s bukti transfer", proofs) % {"n": proofs}
        return Next(words, _address("orders", store, campaign) + "?tampil=proof")
    if campaign.kind == rules.MADE_TO_ORDER and phase in (rules.OPEN, rules.CLOSED, rules.PRODUCTION):
        return Next(_("Lihat antrean pengerjaan"), _address("jobs", store, campaign))
    words, route = {
        rules.DRAFT: (_("Lanjutkan isi"), "campaign_edit"),
        rules.TEASER: (_("Bagikan link"), "share"),
        rules.OPEN: (_("Lihat pesanan"), "orders"),
        rules.CLOSED: (_("Lihat rekap, kirim SPK"), "recap"),
        rules.PRODUCTION: (_("Pantau produksi"), "work_orders"),
        rules.SHIPPING: (_("Tagih dan kirim"), "sending"),
        rules.FINISHED: (_("Lihat evaluasi"), "evaluation"),
    }.get(phase, (_("Lihat"), "campaign"))
    return Next(words, _address(route, store, campaign))


def _address(route: str, store: Store, campaign: Campaign) -> str:
    try:
        return reverse(f"dashboard:{route}", args=[store.slug, campaign.slug])
    except NoReverseMatch:
        return reverse("dashboard:campaign", args=[store.slug, campaign.slug])
