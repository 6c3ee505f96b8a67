"""State tables as data. A machine is checked when its module is imported, so a bad table never serves a page."""

from collections.abc import Mapping
from dataclasses import dataclass

from bukapo.kernel.refusal import Refusal, gettext_noop


class WrongState(Refusal):
    """The thing is not in a state from which this may happen (or somebody was faster)."""

    code = "wrong_state"
    sentence = gettext_noop(
        "Langkah ini sudah tidak bisa dilakukan, karena keadaannya sudah berubah. Muat ulang halamannya."
    )


@dataclass(frozen=True)
class Machine:
    """`moves` maps each state to the states it may become. `start` states need no way in."""

    name: str
    start: frozenset[str]
    moves: Mapping[str, frozenset[str]]

    def __post_init__(self) -> None:
        known = set(self.moves)
        reached = set(self.start).union(*self.moves.values())
        if stray := reached - known:
            raise ValueError(f"{self.name}: unknown states {sorted(stray)}")
        if lonely := known - reached:
            raise ValueError(f"{self.name}: states nothing leads to {sorted(lonely)}")

    def sources(self, to: str) -> frozenset[str]:
        """Every state from which `to` may be reached; the WHERE of the guarded UPDATE."""
        return frozenset(state for state, targets in self.moves.items() if to in targets)

    def check(self, state: str, to: str) -> None:
        """Raise WrongState unless `state` may become `to`."""
        if to not in self.moves[state]:
            raise WrongState(state=state)


def machine(name: str, start: str, **moves: str) -> Machine:
    """`machine("order", "placed", placed="confirmed expired", confirmed="", expired="")`."""
    table = {state: frozenset(targets.split()) for state, targets in moves.items()}
    return Machine(name=name, start=frozenset(start.split()), moves=table)
