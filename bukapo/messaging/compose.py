"""Words for a message: the store's own template, else the ones BukaPO brings along, filled with facts."""

from collections.abc import Iterable
from dataclasses import dataclass

import structlog
from django.utils.translation import gettext, override

from bukapo.kernel.refusal import gettext_noop
from bukapo.messaging.facts import FACTS
from bukapo.messaging.kinds import KINDS
from bukapo.messaging.models import Template
from bukapo.messaging.recipients import Telling
from bukapo.messaging.rules import EMAIL, Wording, check_words, fill, fill_line, gaps_of
from bukapo.messaging.words import BUILT_IN

WAY_OUT = gettext_noop("Tidak mau kabar seperti ini lagi? Berhenti di sini:")

log = structlog.get_logger("bukapo.messaging")


@dataclass(frozen=True)
class Words:
    subject: str
    body: str
    own: bool = False


class Shelf:
    """A store's templates, read once for all messages of one event."""

    def __init__(self, store_id: int, key: str) -> None:
        rows = list(Template.objects.of(store_id).filter(kind=key))
        self.key = key
        self.own = {(row.channel, row.language): row for row in rows if row.body}
        self.silent = {row.channel for row in rows if not row.active}

    def words(self, channel: str, language: str) -> Words:
        """Own words that no longer fit (a gap was taken away since) are passed over."""
        built_in = Words(*BUILT_IN[language][self.key])
        row = self.own.get((channel, language))
        if row is None:
            return built_in
        words = Words(row.subject or built_in.subject, row.body, own=True)
        try:
            check_words(words.body, KINDS[self.key].gaps)
            check_words(words.subject, KINDS[self.key].gaps, field="subject")
        except Wording as refusal:
            log.warning("own template passed over", template=row.pk, key=self.key, why=refusal.code)
            return built_in
        return words


def written(telling: Telling, channel: str, shelf: Shelf, way_out: str = "") -> tuple[str, str]:
    """Subject ("" except for e-mail) and body of one message; `way_out` is where its reader ends such messages."""
    language = telling.language if telling.language in BUILT_IN else "id"
    words = shelf.words(channel, language)
    with override(language):
        values = {gap: FACTS[gap](telling.case) for gap in gaps_of(words.subject + words.body)}
    subject = fill_line(words.subject, values) if channel == EMAIL else ""
    return subject, with_way_out(fill(words.body, values), way_out, language)


def with_way_out(body: str, way_out: str, language: str) -> str:
    """The last lines of every piece of news: where it ends."""
    if not way_out:
        return body
    with override(language):
        return f"{body}\n\n{gettext(WAY_OUT)}\n{way_out}"


def values_of(telling: Telling, gaps: Iterable[str]) -> dict[str, str]:
    """What fills these gaps, in the reader's language."""
    with override(telling.language if telling.language in BUILT_IN else "id"):
        return {gap: FACTS[gap](telling.case) for gap in gaps}
