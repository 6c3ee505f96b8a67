"""About the window, the opening, the cap, the target and the minimum. Pure."""

from collections.abc import Iterator

from bukapo.campaigns.cloning.rules import BOUNDS, CAP, MINIMUM, OPENING, TARGET, WINDOW_DAYS
from bukapo.insights.suggestions.sureness import SOME, by_count, stepped
from bukapo.insights.suggestions.values import Facts, Suggestion

SHORTEST, LONGEST = 3, 30
"""Days of a window that is ever proposed."""
RUSH_BP = 6_000
"""Share of the last 48 hours from which a short PO was too short for many."""
LOUD_BP = 2_500
"""Share of the busiest three hours of the clock (1,250 if all were alike) from which an hour is worth choosing."""
LOUD_DAY_BP = 2_500
"""The same for a day of the week (1,429)."""
AWAKE = range(6, 23)
"""Hours of the clock at which a PO may be proposed to open. Who orders at night does not ask for it to open then."""
NEAR_TARGET_BP, OVER_TARGET_BP = 8_000, 12_500
BEYOND_BP = 12_000
"""What is tried when a PO was sold out and nobody stood in line: a fifth more."""


def window(facts: Facts) -> Iterator[Suggestion]:
    """Shorter by the days on which hardly anybody came; longer when most came at the last moment of a short one."""
    days = facts.window_days
    if facts.counted < SOME or not days:
        return
    quiet = max(facts.quiet_days, facts.silent_end)
    shorter = max(SHORTEST, days - quiet)
    told = {"quiet": quiet, "days": days, "last": facts.last_bp, "orders": facts.counted}
    if quiet >= 2 and shorter < days:
        yield Suggestion(
            WINDOW_DAYS, days, shorter, by_count(facts.counted), "quiet_days", facts.counted, told
        )
    elif days == SHORTEST and (facts.last_bp or 0) >= RUSH_BP and not quiet:
        # In a PO of two days everything comes in the last 48 hours: that says nothing.
        yield Suggestion(
            WINDOW_DAYS, days, days + 2, by_count(facts.counted), "last_rush", facts.counted, told
        )


def opening(facts: Facts) -> Iterator[Suggestion]:
    """The hour at which most order by themselves, and the day where the PO was long enough to tell."""
    if facts.opened_at_hour is None or facts.busy_hour is None or facts.busy_bp is None:
        return
    if facts.counted < SOME or facts.busy_bp < LOUD_BP or facts.busy_hour not in AWAKE:
        return
    weekday, hour = divmod(facts.opened_at_hour, 24)
    loud_day = facts.busy_weekday is not None and (facts.busy_weekday_bp or 0) >= LOUD_DAY_BP
    chosen = facts.busy_weekday if loud_day else weekday
    new = (chosen or 0) * 24 + facts.busy_hour
    near = chosen == weekday and min(abs(hour - facts.busy_hour), 24 - abs(hour - facts.busy_hour)) <= 1
    if near:
        return
    again = sum(one == facts.busy_hour for one in facts.earlier_hours)
    told = {"share": facts.busy_bp, "hour": facts.busy_hour, "weekday": chosen, "by_day": loud_day}
    yield Suggestion(
        OPENING, facts.opened_at_hour, new, by_count(facts.counted, repeated=again), "busy_hour",
        facts.counted, told,
    )  # fmt: skip


def cap(facts: Facts) -> Iterator[Suggestion]:
    """A PO that sold out: by the pieces people stood in line for, and never beyond what can be made in time."""
    if not facts.cap or facts.pieces < facts.cap:
        return
    wished = facts.cap + facts.refused if facts.refused else facts.cap * BEYOND_BP // 10_000
    most = min(stepped(wished), BOUNDS[CAP][1])
    if facts.capacity is not None:
        most = min(most, facts.capacity)
    if most <= facts.cap:
        return
    told = {"cap": facts.cap, "refused": facts.refused, "people": facts.lined_up, "capacity": facts.capacity}
    sure = by_count(10 * facts.lined_up) if facts.refused else "weak"
    yield Suggestion(
        CAP,
        facts.cap,
        most,
        sure,
        "line" if facts.refused else "sold_out",
        facts.lined_up or facts.pieces,
        told,
    )


def target(facts: Facts) -> Iterator[Suggestion]:
    """Nearer to what was ordered, where it was far off. What was sold out says nothing against its target."""
    if not facts.target or not facts.pieces or (facts.cap and facts.pieces >= facts.cap):
        return
    reached = facts.pieces * 10_000 // facts.target
    new = stepped(facts.pieces)
    told = {"pieces": facts.pieces, "target": facts.target}
    if reached < NEAR_TARGET_BP and new < facts.target:
        yield Suggestion(
            TARGET, facts.target, new, by_count(facts.orders), "below_target", facts.pieces, told
        )
    elif reached >= OVER_TARGET_BP and new > facts.target:
        yield Suggestion(TARGET, facts.target, new, by_count(facts.orders), "over_target", facts.pieces, told)


def minimum(facts: Facts) -> Iterator[Suggestion]:
    """Not below the pieces that pay for what comes once (screens, patterns, samples), where the cost is known."""
    even = facts.break_even
    if even is None or not facts.fixed or even < BOUNDS[MINIMUM][0] or even > facts.pieces:
        return
    if facts.minimum is not None and facts.minimum >= even:
        return
    told = {"even": even, "fixed": facts.fixed, "minimum": facts.minimum}
    yield Suggestion(MINIMUM, facts.minimum, even, "fair", "break_even", facts.pieces, told)
