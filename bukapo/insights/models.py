from bukapo.insights.forecast.rows import ForecastMade
from bukapo.insights.tallies.rows import (
    BundleTally,
    CountedOrder,
    DueTally,
    FlowTally,
    HourTally,
    StandingTally,
    StateTally,
    TallyCursor,
    VariantTally,
    WordingTally,
)

__all__ = [
    "BundleTally",
    "CountedOrder",
    "DueTally",
    "FlowTally",
    "ForecastMade",
    "HourTally",
    "StandingTally",
    "StateTally",
    "TallyCursor",
    "VariantTally",
    "WordingTally",
]
