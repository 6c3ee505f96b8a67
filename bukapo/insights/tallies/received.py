"""A PO's money at a glance, from the tallies: what `orders.reads.money.money_of_campaign` sums from every charge."""

from datetime import datetime

from bukapo.insights.tallies.money import states_of
from bukapo.insights.tallies.reads import Fresh
from bukapo.insights.tallies.rows import DueTally
from bukapo.insights.tallies.rules import HOLDS, STATE_FIELDS, due_hour, hour_of
from bukapo.orders.reads.money import MoneyTold, late_between, money_beside, money_of_campaign


def money_told(campaign_id: int, fresh: Fresh, at: datetime) -> MoneyTold:
    """Seven queries, whatever the size of the PO. After a rush every charge is asked."""
    asked = {"store_id": fresh.store_id, "campaign_id": campaign_id}
    if fresh.counted_to:
        return money_of_campaign(**asked, at=at)
    states = states_of(campaign_id, fresh)
    every = {name: sum(sums[name] for sums in states.values()) for name in STATE_FIELDS}
    held = {name: sum(states[s][name] for s in states if s in HOLDS) for name in STATE_FIELDS}
    beside = money_beside(**asked, at=at)
    late = _late_before(campaign_id, fresh, due_hour(at))
    late += late_between(**asked, since=hour_of(at), at=at)
    return MoneyTold(
        settled=every["filled"],
        asked=held["asked"],
        late=min(late, held["asked"]),
        later=held["later"],
        begun=held["begun"],
        too_much=every["over"],
        forgiven=every["forgiven"],
        received=every["paid"],
        **beside,
    )


def _late_before(campaign_id: int, fresh: Fresh, hour: int) -> int:
    """Rupiah that fell due before this hour. One query."""
    rows = DueTally.objects.of(fresh.store_id).filter(campaign=campaign_id, hour__lt=hour)
    more = (
        sums["rest"] for (_store, own, due), sums in fresh.delta.dues.items()
        if own == campaign_id and due < hour
    )  # fmt: skip
    return sum(rows.values_list("rest", flat=True)) + sum(more)
