"""The gate before a work order leaves: nothing starts uncovered without somebody's word. A step of that write."""

from bukapo.campaigns.models import Campaign
from bukapo.kernel.money import rupiah
from bukapo.production.capital.events import StartedUncovered
from bukapo.production.capital.reads import safe_to_start
from bukapo.production.capital.rules import LOSS, NotCovered, Start
from bukapo.production.events import WorkOrderSent


def uncovered_start(
    *, campaign_id: int, sent: WorkOrderSent, uncovered: int | None
) -> list[StartedUncovered]:
    """The event of a risk that was taken knowingly, none when there is none; the work order's row is there already.

    Raises NotCovered unless at least the missing sum was said yes to.
    """
    campaign = Campaign.objects.of(sent.store_id).get(pk=campaign_id)
    start = safe_to_start(campaign)
    if not start.risky:
        return []
    if uncovered is None or uncovered < start.missing:
        raise NotCovered(missing=start.missing, short=rupiah(start.missing))
    return [
        StartedUncovered(
            store_id=sent.store_id,
            campaign_id=campaign_id,
            number=sent.number,
            verdict=start.verdict,
            in_hand=start.funds.in_hand,
            needed=start.needed,
            cost=start.cost,
            missing=start.missing,
            sentence=risk_words(start),
        )
    ]


def risk_words(start: Start) -> str:
    """What the seller says yes to, in Indonesian: it is kept word for word."""
    if start.verdict == LOSS:
        return (
            f"Saya tahu seluruh uang PO ini tidak menutup ongkosnya (kurang {rupiah(start.missing)}) dan tetap "
            "mulai dengan modal sendiri."
        )
    return f"Saya tahu uang di tangan kurang {rupiah(start.missing)} untuk mulai dan tetap mulai dengan modal sendiri."
