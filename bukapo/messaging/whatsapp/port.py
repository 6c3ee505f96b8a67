"""What the registry of approved texts must do: `providers/channels/wacloud.py` is the one there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bukapo.kernel.refusal import Refusal, gettext_noop


@dataclass(frozen=True)
class Approved:
    """One text at Meta. `state`, `category` and `code` (the language) in Meta's words; `why` it was rejected."""

    name: str
    code: str
    state: str
    category: str
    body: str
    button: bool
    why: str = ""


@dataclass(frozen=True)
class Proposed:
    """A text to be approved, with an example for each variable; `link` is a button's address that ends in {{1}}."""

    name: str
    code: str
    body: str
    examples: tuple[str, ...]
    link: str = ""
    link_example: str = ""


class NoRegistry(Refusal):
    """Meta did not answer, or refused; `why` in its words."""

    code = "no_registry"
    sentence = gettext_noop("{why}")


class Registry(Protocol):
    """Raises NoRegistry. Uses the network: never in a transaction."""

    def check(self) -> str:
        """The number as people see it; raises when the keys do not open the door."""

    def approved(self) -> Sequence[Approved]:
        """All texts of the account, page by page; at most a few hundred."""

    def propose(self, text: Proposed) -> str:
        """Ask Meta to approve; its first state."""
