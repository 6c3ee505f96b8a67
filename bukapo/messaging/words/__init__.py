"""The words BukaPO brings along: for each key a subject (e-mail) and a body. A store may write its own."""

from bukapo.messaging.words import english, frozen, indonesian, pricing

BUILT_IN: dict[str, dict[str, tuple[str, str]]] = {
    "id": indonesian.WORDS | pricing.INDONESIAN | frozen.INDONESIAN,
    "en": english.WORDS | pricing.ENGLISH | frozen.ENGLISH,
}
