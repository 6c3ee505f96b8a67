"""About the promised days and spare pieces. Pure."""

from collections.abc import Iterator
from typing import Any

from bukapo.campaigns.cloning.rules import BOUNDS, PRODUCE_DAYS, SHIP_DAYS
from bukapo.insights.suggestions.sureness import SOME, by_count, by_history, high
from bukapo.insights.suggestions.values import Facts, Suggestion

SPARE = "spare"
EARLY_ENOUGH, CALM = 3, 3
"""So many days too early, so many POs in a row: then the promise may be shorter."""


def produce_days(facts: Facts) -> Iterator[Suggestion]:
    """As many days more as four of five POs needed (this one at least in part); fewer only after three early ones."""
    told: dict[str, Any] = {"late": facts.late_made, "stage": facts.slow_stage, "stage_days": facts.slow_days}
    yield from _days(PRODUCE_DAYS, facts.produce_days, facts.late_made, facts.earlier_made, told)


def ship_days(facts: Facts) -> Iterator[Suggestion]:
    """The same for packing and sending alone."""
    told: dict[str, Any] = {"late": facts.late_sent}
    yield from _days(SHIP_DAYS, facts.ship_days, facts.late_sent, facts.earlier_sent, told)


def _days(
    setting: str, old: int | None, late: int | None, earlier: tuple[int, ...], told: dict[str, Any]
) -> Iterator[Suggestion]:
    if old is None or late is None:
        return
    least, most = BOUNDS[setting]
    lates = [late, *earlier]
    told |= {"days": old, "pos": len(lates), "times": sum(one > 0 for one in lates)}
    if late > 0:
        more = max(late, high(lates))
        new = min(most, old + more)
        if new > old:
            yield Suggestion(
                setting, old, new, by_history(lates), "late", len(lates), told | {"more": new - old}
            )
    elif len(lates) >= CALM and max(lates) <= -EARLY_ENOUGH:
        new = max(least, old + max(lates) + 1)  # a day stays in hand
        if new < old:
            yield Suggestion(setting, old, new, "fair", "early", len(lates), told | {"less": old - new})


def spare(facts: Facts) -> Iterator[Suggestion]:
    """Extra pieces per hundred, from what never became good; the sizes that lost most are named."""
    if facts.checked < SOME or not facts.lost:
        return
    each_hundred = min(10, -(-facts.lost * 100 // facts.checked))
    told = {"lost": facts.lost, "checked": facts.checked, "sizes": facts.lost_sizes[:3]}
    yield Suggestion(
        SPARE, None, each_hundred, by_count(facts.checked), "lost_pieces", facts.checked, told, only_told=True
    )
