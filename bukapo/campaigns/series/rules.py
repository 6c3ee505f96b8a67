"""The rhythm of a continuous PO: when a batch closes, and what its closing promises. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bukapo.kernel.machine import machine
from bukapo.kernel.refusal import Invalid, Refusal, gettext_noop

SERIES = machine("series", "running", running="paused stopped", paused="running stopped", stopped="")

WEEKLY, DAYS, FULL = "weekly", "days", "full"
MODES = [WEEKLY, DAYS, FULL]
"""weekly: on a weekday; days: every so many days; full: as soon as it is full, at the latest after so many days."""

ROLL, MERGE, CHOICE = "roll", "merge", "choice"
SHORTAGES = [ROLL, MERGE, CHOICE]
"""Below its minimum a batch rolls over (closes one period later), joins the next one, or does what each buyer chose."""

MOST_DAYS, MOST_ROLLS = 60, 6


class SeriesOver(Refusal):
    code = "series_over"
    sentence = gettext_noop("Rangkaian PO ini sudah dihentikan, jadi tidak ada gelombang berikutnya.")


class SeriesPaused(Refusal):
    code = "series_paused"
    sentence = gettext_noop("Rangkaian PO ini sedang dijeda. Lanjutkan dulu.")


class NoSuchBatch(Refusal):
    code = "no_such_batch"
    sentence = gettext_noop("Gelombang tujuannya tidak ada atau sudah ditutup.")


@dataclass(frozen=True)
class Rhythm:
    """When batches close, by the store's clock, and how many days later they are made and sent.

    `weekday` 0 = Monday. `every_days`: the period, or the longest time of a batch that closes when full. `if_short`
    says what a batch below its minimum does, `most_rolls` how often it may be put off (or merged) before each buyer's
    own choice counts.
    """

    mode: str = WEEKLY
    weekday: int = 4
    every_days: int = 7
    hour: str = "18:00"
    close_when_full: bool = True
    produced_after: int = 3
    ship_from_after: int = 4
    ship_until_after: int = 6
    if_short: str = ROLL
    most_rolls: int = 2

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Rhythm":
        """From what `as_json` gave."""
        return cls(**told)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def checked(self) -> "Rhythm":
        """Itself. Raises Invalid with the field."""
        _choice("mode", self.mode, MODES)
        _choice("if_short", self.if_short, SHORTAGES)
        _between("weekday", self.weekday, 0, 6)
        _between("every_days", self.every_days, 1, MOST_DAYS)
        _between("most_rolls", self.most_rolls, 0, MOST_ROLLS)
        for name in ("produced_after", "ship_from_after", "ship_until_after"):
            _between(name, getattr(self, name), 0, MOST_DAYS)
        if not self.produced_after <= self.ship_from_after <= self.ship_until_after:
            raise Invalid(
                field="ship_from_after", why=gettext_noop("Jadi, lalu dikirim: harinya harus berurutan.")
            )
        try:
            time.fromisoformat(self.hour)
        except ValueError:
            raise Invalid(field="hour", why=gettext_noop("Jam tutup belum benar.")) from None
        return self

    @property
    def period(self) -> timedelta:
        return timedelta(days=7 if self.mode == WEEKLY else self.every_days)

    def next_closing(self, at: datetime, zone: str, *, before: datetime | None = None) -> datetime:
        """When a batch that is open from `at` on closes (UTC); `before` is when the last one was to close.

        A batch is open for at least half a period or a day, and no two close in the same period, however long nobody
        was there to open one.
        """
        there = ZoneInfo(zone)
        least = at + min(timedelta(days=1), self.period / 2)
        if self.mode == FULL:
            return self._on(max(at, before or at).astimezone(there).date() + self.period, there)
        if self.mode == WEEKLY:
            day = (before or at).astimezone(there).date()
            day += timedelta(days=(self.weekday - day.weekday()) % 7)
        else:
            day = (before or at).astimezone(there).date() + (timedelta() if before else self.period)
        while (found := self._on(day, there)) < least or (before and found <= before):
            day += self.period
        return found

    def _on(self, day: date, there: ZoneInfo) -> datetime:
        return datetime.combine(day, time.fromisoformat(self.hour), there).astimezone(UTC)

    def promised(self, closes_at: datetime, zone: str) -> dict[str, date]:
        """The days a batch promises that closes then, in the store's zone."""
        day = closes_at.astimezone(ZoneInfo(zone)).date()
        return {
            "produced": day + timedelta(days=self.produced_after),
            "ship_from": day + timedelta(days=self.ship_from_after),
            "ship_until": day + timedelta(days=self.ship_until_after),
        }


def _between(field: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise Invalid(field=field, why=gettext_noop("Angkanya di luar batas."))


def _choice(field: str, value: str, allowed: list[str]) -> None:
    if value not in allowed:
        raise Invalid(field=field, why=gettext_noop("Pilih salah satu."))
