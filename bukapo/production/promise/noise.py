"""The chance in a simulation: drawn in blocks of days, so that a longer look sees the same first days. Pure."""

from collections.abc import Iterator
from hashlib import blake2b
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from bukapo.production.promise.values import Habits

Array = NDArray[np.float32]
BLOCK, WEEK = 20, 5
"""Working days drawn at once, and in a week."""
_TAIL = 6
"""Degrees of freedom: how whole orders differ has heavier tails than the normal."""


def seed_of(*facts: object) -> int:
    """The same facts give the same number on every machine."""
    return int.from_bytes(blake2b(repr(facts).encode(), digest_size=8).digest(), "big")


class Noise:
    """Everything random of `runs` courses through `stages` stages; the order of drawing is part of the promise."""

    def __init__(self, habits: Habits, stages: int, runs: int, seed: int) -> None:
        self.habits, self.stages, self.runs = habits, stages, runs
        self.rng = np.random.Generator(np.random.SFC64(seed))
        self.pace = self.rng.standard_normal((stages, runs), dtype=np.float32)
        self.order = self.rng.standard_t(_TAIL, runs).astype(np.float32)
        self.rework = self.rng.gamma(2.0, 0.5, runs).astype(np.float32)  # mean one
        self.luck = self.rng.random(runs, dtype=np.float32)
        self.delay = self.rng.gamma(1.5, 1 / 1.5, runs).astype(np.float32)  # mean one
        self.material = self.rng.random((2, runs), dtype=np.float32)
        self.week = self.rng.standard_normal(runs, dtype=np.float32)

    def days(self) -> Iterator[Array]:
        """Factors (stages, runs) around one, day after day, without end."""
        while True:
            block = self._stage_days()
            for start in range(0, BLOCK, WEEK):
                factor = self._week()
                for day in range(start, start + WEEK):
                    block[day] *= factor
                    yield block[day]

    def _stage_days(self) -> Array:
        sd, normal = self.habits.day_sd, NormalDist()
        least = normal.inv_cdf(self.habits.idle) if self.habits.idle > 0 else -50.0
        drawn = self.rng.standard_normal((BLOCK, self.stages, self.runs), dtype=np.float32)
        idle = drawn < least
        drawn *= sd
        drawn -= np.float32(sd * sd / 2 + np.log(normal.cdf(sd - least)))
        np.exp(drawn, out=drawn)
        drawn[idle] = 0.0
        return drawn

    def _week(self) -> Array:
        sd, memory = self.habits.week_sd, self.habits.memory
        factor: Array = np.exp(self.week * np.float32(sd) - np.float32(sd * sd / 2))
        fresh = self.rng.standard_normal(self.runs, dtype=np.float32)
        self.week = self.week * np.float32(memory) + fresh * np.float32((1 - memory * memory) ** 0.5)
        return factor
