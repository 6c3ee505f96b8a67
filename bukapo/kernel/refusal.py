"""Named no's. A write that may not happen raises one of these; the person reads its sentence.

Sentences are Indonesian (the source language of the screens) and are translated by the face that shows them.
"""

from collections.abc import Callable
from typing import Any


def gettext_noop(sentence: str) -> str:
    """Mark a sentence for the translation catalogue without translating it here (the kernel knows no Django)."""
    return sentence


class Refusal(Exception):
    """A business 'no'. `code` is stable for programs, `sentence` is a format string for people.

    `http_status` is what an HTTP face answers (409 conflict unless a subclass knows better).
    """

    code: str = "refused"
    sentence: str = gettext_noop("Permintaan ini tidak bisa dijalankan.")
    http_status: int = 409

    def __init__(self, **params: Any) -> None:
        self.params = params
        super().__init__(self.say())

    def say(self, template: str | None = None) -> str:
        """The sentence with its parameters filled in; `template` is a translation of `sentence`."""
        return (template or self.sentence).format(**self.params)

    def words(self, translate: Callable[[str], str]) -> dict[str, Any]:
        """The parameters; what is a text of ours is translated too."""
        return {
            name: translate(value) if isinstance(value, str) and value else value
            for name, value in self.params.items()
        }

    def told(self, translate: Callable[[str], str]) -> str:
        """The sentence in another language, with its parameters filled in."""
        return translate(self.sentence).format(**self.words(translate))


class NotFound(Refusal):
    """The thing does not exist for the person who asks: a stranger learns nothing more."""

    code = "not_found"
    sentence = gettext_noop("Yang Anda cari tidak ada.")
    http_status = 404


class Invalid(Refusal):
    """Something typed cannot be used. `field` names the input and `why` says it in a sentence."""

    code = "invalid"
    sentence = gettext_noop("{why}")
    http_status = 422
