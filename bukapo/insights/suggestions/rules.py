"""All suggestions for the next PO. Pure."""

from collections.abc import Callable, Iterator

from bukapo.insights.suggestions import coming, making, money
from bukapo.insights.suggestions.values import Facts, Suggestion

RULES: tuple[Callable[[Facts], Iterator[Suggestion]], ...] = (
    making.produce_days, making.ship_days, coming.cap, coming.window, coming.opening, money.deposit,
    money.pay_hours, money.prices, coming.minimum, coming.target, making.spare,
)  # fmt: skip
"""What a seller should look at first comes first."""


def suggestions(facts: Facts) -> tuple[Suggestion, ...]:
    """Each setting at most once; none without something that was counted."""
    return tuple(one for rule in RULES for one in rule(facts))
