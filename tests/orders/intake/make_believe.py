"""A database that is made up: it keeps what is written, and fails as it is told to."""

import itertools
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from bukapo.campaigns.offer import Offer
from bukapo.campaigns.rules import Left
from bukapo.orders.intake.batch import ACCOUNTS, Earlier, Look, Question
from bukapo.orders.intake.compose import Rows
from tests.orders.intake.offers import LARGE, MUG, NOW, OFFER, SMALL


class Lost(Exception):
    """The connection broke."""


class Clash(Exception):
    """Somebody else took a number or an amount at this instant."""


@dataclass
class Database:
    """What outlives a connection. `poison`: keys that can't be written; `failures`: raised by the next writes."""

    offer: Offer = OFFER
    kept: dict[str, Earlier] = field(default_factory=dict)
    poison: set[str] = field(default_factory=set)
    failures: list[Exception] = field(default_factory=list)
    batches: list[int] = field(default_factory=list)
    connections: int = 0
    closed: int = 0
    away: bool = False
    ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def connect(self) -> "Writer":
        if self.away:
            raise Lost()
        self.connections += 1
        return Writer(self)


@dataclass
class Writer:
    """One connection to it."""

    database: Database

    @contextmanager
    def transaction(self) -> Iterator[None]:
        yield

    def look(self, question: Question) -> Look | None:
        if self.database.away:
            raise Lost()
        ids = self.database.ids
        return Look(
            stamp=self.database.offer.stamp,
            window=OFFER.window,
            at=NOW,
            left=Left(None, dict.fromkeys((SMALL, LARGE, MUG))),
            earlier={key: self.database.kept[key] for key in question.keys if key in self.database.kept},
            had={},
            amounts=set(),
            accounts=dict.fromkeys(ACCOUNTS, 1),
            order_ids=[next(ids) for _ in range(question.orders)],
            charge_ids=[next(ids) for _ in range(question.charges)],
            event_ids=[next(ids) for _ in range(question.orders)],
        )

    def amounts_above(self, store_id: int, base: int) -> Collection[int]:
        return ()

    def write(self, rows: Rows, offer: Offer) -> None:
        self.database.batches.append(len(rows.orders))
        if self.database.failures:
            raise self.database.failures.pop(0)
        keys: Sequence[str] = [row["key"] for row in rows.orders]
        if self.database.poison & set(keys):
            raise ValueError("no database takes this")
        for row in rows.orders:
            self.database.kept[row["key"]] = Earlier(
                row["id"], row["number"], row["secret"], row["body_digest"], offer.campaign_id
            )

    def lost(self, error: Exception) -> bool:
        return isinstance(error, Lost)

    def clashed(self, error: Exception) -> bool:
        return isinstance(error, Clash)

    def close(self) -> None:
        self.database.closed += 1
