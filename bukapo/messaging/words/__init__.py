"""The words BukaPO brings along: for each key a subject (e-mail) and a body. A store may write its own."""

from bukapo.messaging.words import (
    batches,
    english,
    frozen,
    indonesian,
    jobs,
    lateness,
    packing,
    pricing,
    sending,
    work_orders,
)

_ALL = (pricing, batches, frozen, lateness, jobs, work_orders, sending, packing)
BUILT_IN: dict[str, dict[str, tuple[str, str]]] = {
    "id": indonesian.WORDS | {key: words for one in _ALL for key, words in one.INDONESIAN.items()},
    "en": english.WORDS | {key: words for one in _ALL for key, words in one.ENGLISH.items()},
}
