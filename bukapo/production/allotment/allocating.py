"""The seller counts what came out; the rule of the terms gives it to the buyers; everybody affected is told at once."""

from collections.abc import Mapping
from datetime import datetime

from bukapo.campaigns.models import Campaign
from bukapo.journal.write import record, writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import Invalid, Refusal, gettext_noop
from bukapo.orders.allotment.allotting import allot, seed_of
from bukapo.orders.allotment.events import AllocationMade
from bukapo.orders.allotment.rules import LEAST_TIME, MOST_TIME, USUAL_TIME
from bukapo.orders.delays.rules import ASKABLE
from bukapo.orders.models import Allocation, Order
from bukapo.production.allotment.reads import foreseen, is_made, yields_of
from bukapo.production.floor.yields import Piece
from bukapo.production.steps import campaign_of

MOST_PIECES = 1_000_000


class StillMaking(Refusal):
    code = "still_making"
    sentence = gettext_noop("Produksinya belum selesai, jadi belum tahu berapa yang kurang.")


class NothingShort(Refusal):
    code = "nothing_short"
    sentence = gettext_noop("Tidak ada yang kurang: semua pesanan kebagian.")


class AllocatedAlready(Refusal):
    code = "allocated_already"
    sentence = gettext_noop("Pembagian PO ini sudah dibuat dan diumumkan. Hasilnya tidak bisa diubah.")


def allocate_short_yield(
    *,
    store_id: int,
    campaign_id: int,
    counted: Mapping[Piece, int],
    answer_by: datetime | None = None,
    actor: Actor,
    at: datetime,
) -> AllocationMade:
    """Give out what is there, once, by the rule the terms froze. `counted`: good pieces by the seller's own count;
    where it says nothing the workshop's report counts.

    Buyers of missing pieces choose until `answer_by` (three days by default; 48 hours to 7 days). Raises NotFound,
    StillMaking, NothingShort, AllocatedAlready, Invalid (`counted`, `answer_by`).
    """
    until = _checked(answer_by or at + USUAL_TIME, at)
    if any(not 0 <= pieces <= MOST_PIECES for pieces in counted.values()):
        raise Invalid(field="counted", why=gettext_noop("Tulis jumlah barang yang ada."))
    with writing():
        campaign = _locked(store_id, campaign_id)
        if not is_made(campaign):
            raise StillMaking()
        if Allocation.objects.of(store_id).filter(campaign=campaign).exists():
            raise AllocatedAlready()
        found = foreseen(campaign, yields_of(campaign), counted, seed_of(campaign))
        if not found.short:
            raise NothingShort()
        events = allot(campaign, found.missing, found.left, answer_by=until, at=at)
        record(events, actor=actor, at=at)
    made = events[0]
    assert isinstance(made, AllocationMade)
    return made


def _locked(store_id: int, campaign_id: int) -> Campaign:
    """All orders that take part are locked, in order of id: none is sent or cancelled meanwhile. Then the PO's row,
    so that two allocations do not meet."""
    rows = Order.objects.of(store_id).filter(campaign_id=campaign_id, state__in=ASKABLE)
    list(rows.select_for_update().order_by("pk").values_list("pk", flat=True))
    campaign = campaign_of(store_id, campaign_id)
    list(Campaign.objects.of(store_id).filter(pk=campaign_id).select_for_update().values_list("pk"))
    return campaign


def _checked(answer_by: datetime, at: datetime) -> datetime:
    if answer_by < at + LEAST_TIME:
        raise Invalid(
            field="answer_by", why=gettext_noop("Beri pembeli paling sedikit 48 jam untuk menjawab.")
        )
    if answer_by > at + MOST_TIME:
        raise Invalid(field="answer_by", why=gettext_noop("Batas jawab paling lama 7 hari."))
    return answer_by
