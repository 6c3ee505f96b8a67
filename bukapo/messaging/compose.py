"""Words for a message: the store's own template, else the ones BukaPO brings along, filled with facts."""

from dataclasses import dataclass

import structlog
from django.utils.translation import override

from bukapo.messaging.facts import FACTS
from bukapo.messaging.kinds import KINDS
from bukapo.messaging.models import Template
from bukapo.messaging.recipients import Telling
from bukapo.messaging.rules import EMAIL, Wording, check_words, fill, fill_line, gaps_of
from bukapo.messaging.words import BUILT_IN

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


def written(telling: Telling, channel: str, shelf: Shelf) -> tuple[str, str]:
    """Subject ("" except for e-mail) and body of one message."""
    language = telling.language if telling.language in BUILT_IN else "id"
    words = shelf.words(channel, language)
    with override(language):
        values = {gap: FACTS[gap](telling.case) for gap in gaps_of(words.subject + words.body)}
    subject = fill_line(words.subject, values) if channel == EMAIL else ""
    return subject, fill(words.body, values)
