"""The words BukaPO brings along: for each key a subject (e-mail) and a body. A store may write its own."""

from bukapo.messaging.teaser import words as teaser
from bukapo.messaging.words import (
    batches,
    broadcasts,
    claims,
    english,
    frozen,
    gifts,
    guarantees,
    inbox,
    indonesian,
    jobs,
    lateness,
    packing,
    parcels,
    pricing,
    reviews,
    rosters,
    sending,
    work_orders,
)

_ALL = (
    pricing,
    batches,
    frozen,
    lateness,
    jobs,
    work_orders,
    broadcasts,
    sending,
    teaser,
    rosters,
    inbox,
    claims,
    gifts,
    guarantees,
    parcels,
    packing,
    reviews,
)
BUILT_IN: dict[str, dict[str, tuple[str, str]]] = {
    "id": indonesian.WORDS | {key: words for one in _ALL for key, words in one.INDONESIAN.items()},
    "en": english.WORDS | {key: words for one in _ALL for key, words in one.ENGLISH.items()},
}
