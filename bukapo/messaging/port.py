"""What a channel must do. An adapter is one file in `bukapo/providers/channels/`, named in the settings
(BUKAPO_CHANNELS). It knows no model and no template: it gets a finished letter and says what became of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol


@dataclass(frozen=True)
class Form:
    """A text that the far side approved, with what fills its numbered gaps; `button`: the end of its link."""

    name: str
    language: str
    values: tuple[str, ...]
    button: str = ""


@dataclass(frozen=True)
class Letter:
    """A finished message. `key` stays the same at every attempt, so that the far side can tell a repetition.

    `address` is what the channel delivers to: an e-mail address, or a phone in E.164 (`+62…`). With a `form` that is
    sent instead of `body`. `stop_url`: where the reader ends such messages; "" when they can't be ended.
    """

    key: str
    address: str
    name: str
    subject: str
    body: str
    sender: str
    reply_to: str = ""
    form: Form | None = None
    stop_url: str = ""


@dataclass(frozen=True)
class Sent:
    """The far side took it. `reference` is its own name for it, if it gave one."""

    reference: str = ""


@dataclass(frozen=True)
class Failed:
    """It certainly did not go out. `why` is for the seller; `retry` says whether trying again can help.

    `everyone`: the channel itself is down, so that no other letter need be tried just now. `code` is the far side's own
    name for the trouble. `then`: what the room should do besides (one of the words below). `rest`: seconds that the
    others wait when it is about everyone.
    """

    why: str
    retry: bool
    everyone: bool = False
    code: str = ""
    then: str = ""
    rest: int = 30


@dataclass(frozen=True)
class Unknown:
    """The letter was handed over and the answer was lost: nobody knows whether it arrived, so it is not repeated."""

    why: str
    everyone: bool = False


HALT, BY_HAND, STOP, SKIP = "halt", "by_hand", "stop", "skip"
"""HALT: nothing goes out until the seller mends the account. BY_HAND: a person may send this one. STOP: its reader
wants no more news and offers. SKIP: it is not worth sending any more.
"""

Outcome = Sent | Failed | Unknown


class Channel(Protocol):
    """`born` is the state a new message begins in: `queued` (the worker calls `send`), `ready` (a person sends it by
    `link`), `sent` (keeping it is all there is to do). `at_once` letters may be on their way at the same time,
    `a_second` of them may begin within a second, and one address gets one in `apart` seconds (0 = as they come).
    """

    born: ClassVar[str]
    at_once: ClassVar[int]
    a_second: ClassVar[int]
    apart: ClassVar[int]

    def send(self, letter: Letter) -> Outcome:
        """Hand the letter over. Takes at most 30 seconds and raises nothing: every trouble is a Failed, and an answer
        that was lost after the letter went out is an Unknown.
        """

    def link(self, letter: Letter) -> str:
        """The address a person opens to send it themselves; "" when there is none."""

    def troubles(self, letter: Letter) -> Sequence[str]:
        """Why a letter like this could not be sent whole, in sentences for the seller; empty when it can."""
