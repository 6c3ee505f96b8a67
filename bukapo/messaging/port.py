"""What a channel must do. An adapter is one file in `bukapo/providers/channels/`, named in the settings
(BUKAPO_CHANNELS). It knows no model and no template: it gets a finished letter and says what became of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol


@dataclass(frozen=True)
class Letter:
    """A finished message. `key` stays the same at every attempt, so that the far side can tell a repetition.

    `address` is what the channel delivers to: an e-mail address, or a phone in E.164 (`+62…`).
    """

    key: str
    address: str
    name: str
    subject: str
    body: str
    sender: str
    reply_to: str = ""


@dataclass(frozen=True)
class Sent:
    """The far side took it. `reference` is its own name for it, if it gave one."""

    reference: str = ""


@dataclass(frozen=True)
class Failed:
    """It did not go out, or nobody knows. `why` is for the seller; `retry` says whether trying again can help.

    `everyone`: the channel itself is down, so that no other letter need be tried just now.
    """

    why: str
    retry: bool
    everyone: bool = False


Outcome = Sent | Failed


class Channel(Protocol):
    """`born` is the state a new message begins in: `queued` (the worker calls `send`), `ready` (a person sends it by
    `link`), `sent` (keeping it is all there is to do).
    """

    born: ClassVar[str]

    def send(self, letter: Letter) -> Outcome:
        """Hand the letter over. Takes at most 30 seconds and raises nothing: every trouble is a Failed."""

    def link(self, letter: Letter) -> str:
        """The address a person opens to send it themselves; "" when there is none."""

    def troubles(self, letter: Letter) -> Sequence[str]:
        """Why a letter like this could not be sent whole, in sentences for the seller; empty when it can."""
