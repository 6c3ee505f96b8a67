from bukapo.insights.forecast.rows import ForecastMade
from bukapo.insights.tallies.rows import CountedOrder, HourTally, TallyCursor, VariantTally

__all__ = ["CountedOrder", "ForecastMade", "HourTally", "TallyCursor", "VariantTally"]
