"""The lines a caption is made of. Every language has a voice that says each of them; "" says nothing. Pure."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date, datetime

from bukapo.campaigns.captions import days
from bukapo.campaigns.captions.facts import Facts
from bukapo.campaigns.tiers import Tier


@dataclass(frozen=True)
class Voice(ABC):
    """Speaks of one PO in one language."""

    facts: Facts
    language: str = ""

    def when(self, at: datetime) -> str:
        return days.instant(at, self.facts.zone, self.language)

    def day(self, value: date) -> str:
        return days.day(value, self.language)

    def count(self, number: int) -> str:
        return days.count(number, self.language)

    @property
    def drawing(self) -> bool:
        """Its orders are drawn by lot, so one registers."""
        return self.facts.draw_at is not None

    @property
    def shipping(self) -> str:
        """Days on which goods leave, if promised."""
        last = self.facts.ship_until or self.facts.ship_from
        return days.span(self.facts.ship_from or last, last, self.language) if last else ""

    @abstractmethod
    def hook(self, mood: str, *, greet: bool) -> str:
        """The first line, which has to make somebody stop. `greet`: it opens a chat."""

    @abstractmethod
    def deadline(self, mood: str, *, brief: bool) -> str:
        """Until when orders are taken (and from when), with the zone."""

    @abstractmethod
    def price(self) -> str:
        """Price now, the normal one, the early one with its end."""

    @abstractmethod
    def stairs(self, *, brief: bool) -> str:
        """How the price falls with the pieces: every step, or (`brief`) how far it may come down."""

    @property
    def lowest(self) -> Tier | None:
        """The last step of the stairs that come down furthest."""
        last = [stairs.tiers[-1] for stairs in self.facts.stairs]
        return min(last, key=lambda tier: tier.price, default=None)

    @abstractmethod
    def paying(self) -> str:
        """What is paid when."""

    @abstractmethod
    def dates(self) -> str:
        """Production and shipping, as promised now."""

    @abstractmethod
    def rules(self) -> str:
        """What one should know before: the draw, the minimum."""

    @abstractmethod
    def thanks(self) -> str:
        """How many pieces it came to."""

    @abstractmethod
    def link(self, mood: str) -> str:
        """The link, and what it is for."""

    @abstractmethod
    def tags(self, mood: str) -> str:
        """Two or three hashtags, where there are such."""
