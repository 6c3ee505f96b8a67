"""All the days of a PO, moved together. Pure."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Dates:
    """Instants and days of one PO. `instalments` days of its plan in their order, None where a part has none."""

    zone: str
    opens_at: datetime
    closes_at: datetime
    early_opens_at: datetime | None = None
    early_until: datetime | None = None
    draw_at: datetime | None = None
    produced: date | None = None
    ship_from: date | None = None
    ship_until: date | None = None
    balance_day: date | None = None
    instalments: tuple[date | None, ...] = ()

    @property
    def length(self) -> int:
        """Days of the window, at least 1, rounded to the nearest."""
        return max(1, round((self.closes_at - self.opens_at) / DAY))

    @property
    def closes_on(self) -> date:
        return self.closes_at.astimezone(ZoneInfo(self.zone)).date()

    @property
    def produce_days(self) -> int | None:
        """From closing to the promised end of production."""
        return (self.produced - self.closes_on).days if self.produced else None

    @property
    def ship_days(self) -> int | None:
        """From the end of production to the last parcel."""
        return (self.ship_until - self.produced).days if self.produced and self.ship_until else None

    def opened_at(self, opens_at: datetime) -> "Dates":
        """Everything moves by the days between the two openings; the clock at closing stays, days stay as far away.

        What was tied to the hour of opening (early access, early prices, the draw) moves with that hour.
        """
        clock = ZoneInfo(self.zone)
        days = (opens_at.astimezone(clock).date() - self.opens_at.astimezone(clock).date()).days * DAY
        moved = opens_at - self.opens_at
        closes_at = self.closes_at + days
        if closes_at <= opens_at:
            closes_at += DAY
        return replace(
            self._shifted(closes_at),
            opens_at=opens_at,
            early_opens_at=self.early_opens_at and self.early_opens_at + moved,
            early_until=self.early_until and self.early_until + moved,
            draw_at=self.draw_at and self.draw_at + moved,
        )

    def lasting(self, days: int) -> "Dates":
        """The window is so many days long; what comes after closing keeps its distance."""
        return self._shifted(self.closes_at + (days - self.length) * DAY)

    def made_in(self, days: int) -> "Dates":
        """Production ends so many days after closing; parcels keep their distance to it."""
        if self.produced is None:
            return self
        more = (self.closes_on + days * DAY) - self.produced
        return replace(
            self,
            produced=self.produced + more,
            ship_from=self.ship_from and self.ship_from + more,
            ship_until=self.ship_until and self.ship_until + more,
        )

    def sent_in(self, days: int) -> "Dates":
        """The last parcel leaves so many days after production, and never before the first."""
        if self.produced is None or self.ship_until is None:
            return self
        until = self.produced + days * DAY
        return replace(self, ship_until=max(until, self.ship_from or until))

    def _shifted(self, closes_at: datetime) -> "Dates":
        clock = ZoneInfo(self.zone)
        by = closes_at.astimezone(clock).date() - self.closes_on
        return replace(
            self,
            closes_at=closes_at,
            produced=self.produced and self.produced + by,
            ship_from=self.ship_from and self.ship_from + by,
            ship_until=self.ship_until and self.ship_until + by,
            balance_day=self.balance_day and self.balance_day + by,
            instalments=tuple(day and day + by for day in self.instalments),
        )
