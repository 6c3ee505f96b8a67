from bukapo.insights.forecast.rows import ForecastMade
from bukapo.insights.tallies.rows import (
    BundleTally,
    CountedOrder,
    FlowTally,
    HourTally,
    StateTally,
    TallyCursor,
    VariantTally,
)

__all__ = [
    "BundleTally",
    "CountedOrder",
    "FlowTally",
    "ForecastMade",
    "HourTally",
    "StateTally",
    "TallyCursor",
    "VariantTally",
]
