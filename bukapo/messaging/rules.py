"""Words with gaps: what a template may say, and how its gaps are filled. And the states of a message. Pure."""

import re
from collections.abc import Collection, Mapping

from bukapo.kernel.machine import machine
from bukapo.kernel.refusal import Refusal, gettext_noop

MESSAGE = machine(
    "message",
    "queued ready sent",
    queued="sending ready failed skipped sent delivered read",
    sending="sent queued ready failed unknown skipped",
    ready="sent skipped",
    sent="ready delivered read failed",
    delivered="read",
    read="",
    unknown="sent delivered read failed queued ready",
    failed="queued ready",
    skipped="ready queued",
)
"""queued: a channel will send it; sending: a worker is handing it over just now; ready: waits for the seller's tap.

unknown: it was being handed over when the worker died or the answer was lost. Nobody can say whether it arrived, so it
is not sent again by itself. delivered, read: what the channel told later. sent, skipped -> ready: a tap by mistake.
queued, sending, unknown, failed -> ready: the channel can't, so a person may. queued -> sent, delivered, read: it
was to be sent once more, and the channel told that it had arrived.
"""

FACTS, NEWS, OFFER = "facts", "news", "offer"
PURPOSES = [FACTS, NEWS, OFFER]
"""Why somebody is written to. facts: their money and their parcel, told whatever they said; news: how a PO goes; offer:
something to buy. Who wants no more messages gets only facts; offers go only to who said that they want them.
"""

WHATSAPP, EMAIL = "whatsapp", "email"
CHANNELS = [WHATSAPP, EMAIL]
LANGUAGES = ["id", "en"]

MOST_CHARACTERS = 4_000
GAP = re.compile(r"\{([a-z_]+)\}")
_BRACE = re.compile(r"[{}]")
_NEAR = 12


class Wording(Refusal):
    """A template that cannot be used. `field` says which box: subject or body."""

    code = "wording"
    http_status = 422

    def __init__(self, *, field: str = "body", **params: object) -> None:
        self.field = field
        super().__init__(**params)


class UnknownGap(Wording):
    code = "unknown_gap"
    sentence = gettext_noop("Isian {gap} tidak dikenal di pesan ini. Pilih dari daftar isian.")


class LooseBrace(Wording):
    code = "loose_brace"
    sentence = gettext_noop(
        "Kurung kurawal di dekat “{near}” tidak berpasangan. Tulis isian seperti {example}."
    )


class NoWords(Wording):
    code = "no_words"
    sentence = gettext_noop("Tulis dulu kata-katanya.")


class TooManyWords(Wording):
    code = "too_many_words"
    sentence = gettext_noop("Terlalu panjang: paling banyak {most} huruf.")


def check_words(
    text: str, gaps: Collection[str], *, field: str = "body", most: int = MOST_CHARACTERS
) -> None:
    """Raise the Wording that says what is wrong with a template; `gaps` are the names it may use."""
    if not text.strip():
        raise NoWords(field=field)
    if len(text) > most:
        raise TooManyWords(field=field, most=most)
    if loose := _BRACE.search(GAP.sub(lambda gap: "_" * len(gap[0]), text)):
        near = text[max(0, loose.start() - _NEAR) : loose.end() + _NEAR]
        raise LooseBrace(field=field, near=" ".join(near.split()), example="{nama}")
    for name in GAP.findall(text):
        if name not in gaps:
            raise UnknownGap(field=field, gap="{" + name + "}")


def gaps_of(text: str) -> set[str]:
    """The names between braces."""
    return set(GAP.findall(text))


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its gaps filled. A line with an empty value in it is left out: it has nothing to say.

    Values are put in as they are: braces in a buyer's name stay braces.
    """
    lines = []
    for line in text.replace("\r\n", "\n").split("\n"):
        names = GAP.findall(line)
        if all(values[name] for name in names):
            lines.append(GAP.sub(lambda gap: values[gap[1]], line).rstrip())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def fill_line(text: str, values: Mapping[str, str]) -> str:
    """For a subject: one line, empty values become nothing."""
    filled = GAP.sub(lambda gap: values[gap[1]], text)
    return " ".join(filled.split())
