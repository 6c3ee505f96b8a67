"""The words BukaPO brings along: for each key a subject (e-mail) and a body. A store may write its own."""

from bukapo.messaging.words import batches, english, indonesian, jobs, lateness, pricing

_INDONESIAN = (indonesian.WORDS, pricing.INDONESIAN, batches.INDONESIAN, lateness.INDONESIAN, jobs.INDONESIAN)
_ENGLISH = (english.WORDS, pricing.ENGLISH, batches.ENGLISH, lateness.ENGLISH, jobs.ENGLISH)
BUILT_IN: dict[str, dict[str, tuple[str, str]]] = {
    "id": {key: words for shelf in _INDONESIAN for key, words in shelf.items()},
    "en": {key: words for shelf in _ENGLISH for key, words in shelf.items()},
}
