"""The words BukaPO brings along: for each key a subject (e-mail) and a body. A store may write its own."""

from bukapo.messaging.words import batches, english, indonesian, jobs, pricing

BUILT_IN: dict[str, dict[str, tuple[str, str]]] = {
    "id": indonesian.WORDS | pricing.INDONESIAN | batches.INDONESIAN | jobs.INDONESIAN,
    "en": english.WORDS | pricing.ENGLISH | batches.ENGLISH | jobs.ENGLISH,
}
