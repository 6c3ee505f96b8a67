"""Who waits, and draws: a turn that came is an order, nobody waits for what is over, lots follow from their seed."""

from collections.abc import Iterator

from django.db.models import F

from bukapo.audit.batches import origins
from bukapo.audit.breach import Breach
from bukapo.campaigns.models import Campaign, Draw
from bukapo.journal.models import EventRow
from bukapo.kernel.draw import commitment, digest_of, ranked
from bukapo.orders.models import Order, WaitingEntry
from bukapo.orders.rules import WAITLIST
from bukapo.orders.waiting.rules import LIVE, REGISTERED
from bukapo.orders.waiting.wish import needs_of

WHY = "the audit reads every store"


def entries() -> Iterator[Breach]:
    """An entry that is an order has its key; one that waits has a PO that is open, a place of its own and no order."""
    rows = WaitingEntry.objects.across_stores(WHY).order_by("pk")
    for code in rows.filter(state="ordered").exclude(order__key=F("key")).values_list("code", flat=True):
        yield Breach("waiting", f"entry {code}", "is said to be an order, and the order has another key")
    for code in (
        rows.filter(state="ordered")
        .exclude(order__campaign=F("campaign"))
        .exclude(order__in=origins())
        .values_list("code", flat=True)
    ):
        yield Breach("waiting", f"entry {code}", "became an order of another PO")
    for code in (
        rows.filter(state__in=LIVE).exclude(campaign__state="published").values_list("code", flat=True)
    ):
        yield Breach("waiting", f"entry {code}", "waits for a PO that takes no orders any more")
    seen: set[tuple[int, int]] = set()
    for entry in rows.only("campaign_id", "code", "position", "lines", "pieces"):
        place = (entry.campaign_id, entry.position)
        if entry.position is not None and place in seen:
            yield Breach("waiting", f"entry {entry.code}", f"shares place {entry.position} in line")
        seen.add(place)
        if sum(needs_of(entry.lines).values()) != entry.pieces:
            yield Breach(
                "waiting", f"entry {entry.code}", f"says {entry.pieces} pieces, its wish says otherwise"
            )
    orders = Order.objects.across_stores(WHY).filter(source=WAITLIST, waited__isnull=True)
    for number in orders.values_list("number", flat=True):
        yield Breach("waiting", f"order {number}", "came from the waiting list without a place in it")


def draws() -> Iterator[Breach]:
    """The seed is the one that was sealed; ranks are what it gives; nobody was placed before it was opened."""
    sealed = dict(EventRow.objects.filter(kind="campaign.published").values_list("campaign_id", "data"))
    opened = dict(EventRow.objects.filter(kind="campaign.drawn").values_list("campaign_id", "data"))
    kept: set[int] = set()
    for draw in Draw.objects.across_stores(WHY).select_related("campaign").order_by("pk"):
        kept.add(draw.campaign.pk)
        where = f"draw of campaign {draw.campaign.pk}"
        if commitment(draw.seed) != draw.commitment:
            yield Breach("draw", where, "its seed is not the one that was sealed")
        if sealed.get(draw.campaign.pk, {}).get("draw_commitment") != draw.commitment:
            yield Breach("draw", where, "its seal is not the one that publishing told")
        yield from _ranks(draw, opened.get(draw.campaign.pk), where)
    rows = Campaign.objects.across_stores(WHY).filter(draw_at__isnull=False)
    for pk in (
        rows.exclude(state__in=["draft", "cancelled"]).exclude(pk__in=kept).values_list("pk", flat=True)
    ):
        yield Breach("draw", f"campaign {pk}", "announces a draw and has no sealed seed")


def _ranks(draw: Draw, told: dict[str, object] | None, where: str) -> Iterator[Breach]:
    rows = WaitingEntry.objects.across_stores(WHY).filter(campaign_id=draw.campaign.pk)
    drawn = dict(rows.filter(rank__isnull=False).order_by("rank").values_list("code", "rank"))
    if draw.campaign.drawn_at is None:
        if drawn or told:
            yield Breach("draw", where, "has results before it was held")
        return
    if told is None or (told["seed"], told["digest"]) != (draw.seed, draw.digest):
        yield Breach("draw", where, "is not the one that was told")
    if digest_of(drawn) != draw.digest or len(drawn) != draw.entries:
        yield Breach("draw", where, "the codes that took part are not those of its digest")
    elif list(drawn) != ranked(draw.seed, drawn) or list(drawn.values()) != list(range(1, len(drawn) + 1)):
        yield Breach("draw", where, "its ranks do not follow from its seed")
    for code in rows.filter(state=REGISTERED).values_list("code", flat=True):
        yield Breach("draw", where, f"entry {code} was left out of it")
