from bukapo.insights.forecast.rows import ForecastMade
from bukapo.insights.recaps.rows import KeptRecap
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
    "KeptRecap",
    "StandingTally",
    "StateTally",
    "TallyCursor",
    "VariantTally",
    "WordingTally",
]
