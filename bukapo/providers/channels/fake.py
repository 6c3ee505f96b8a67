"""A channel for tests and trials that does what it is told: take, decline, time out, answer late, break.

`Fake.plan(...)` gives the answers of the coming calls, the last one for all further; `Fake.taken` holds what really
arrived. The plan is the class's own, because the room makes a new channel for every round.
"""

import time
from collections.abc import Sequence
from typing import ClassVar

from bukapo.messaging.port import Failed, Letter, Outcome, Sent, Unknown

TAKE, DECLINE, BUSY, DOWN, LATE, BREAK = "take", "decline", "busy", "down", "late", "break"
"""BUSY refuses this letter for now, DOWN answers nobody. LATE takes the letter, but its answer is lost on the way.
BREAK raises, which no adapter may.
"""
PATIENCE = 0.05
"""Seconds that DOWN and LATE take."""


class Fake:
    born: ClassVar[str] = "queued"
    at_once: ClassVar[int] = 1
    a_second: ClassVar[int] = 1_000
    apart: ClassVar[int] = 0
    taken: ClassVar[list[Letter]] = []
    _plan: ClassVar[list[str]] = [TAKE]

    @classmethod
    def plan(cls, *answers: str) -> None:
        """Forget what was taken and answer like this from now on."""
        cls._plan = list(answers) or [TAKE]
        cls.taken.clear()

    def send(self, letter: Letter) -> Outcome:
        answer = self._plan.pop(0) if len(self._plan) > 1 else self._plan[0]
        if answer in (DOWN, LATE):
            time.sleep(PATIENCE)
        if answer in (TAKE, LATE):
            self.taken.append(letter)
        if answer == BREAK:
            raise RuntimeError("the fake channel was told to break")
        if answer == TAKE:
            return Sent(reference=f"fake-{letter.key}")
        if answer == DECLINE:
            return Failed(why="Ditolak penerima.", retry=False)
        if answer == LATE:
            return Unknown(why="Jawabannya hilang.")
        return Failed(why="Belum ada jawaban.", retry=True, everyone=answer == DOWN)

    def link(self, letter: Letter) -> str:
        return ""

    def troubles(self, letter: Letter) -> Sequence[str]:
        return []
