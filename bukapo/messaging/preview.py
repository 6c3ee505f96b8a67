"""What a template would look like: filled with samples, in the store's own name and with its own accounts."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import override

from bukapo.messaging.channels import channel as channel_of
from bukapo.messaging.channels import draft
from bukapo.messaging.compose import Words
from bukapo.messaging.kinds import KINDS
from bukapo.messaging.rules import EMAIL, WHATSAPP, check_words, fill, fill_line
from bukapo.messaging.vocabulary import GAPS
from bukapo.stores.models import Store
from bukapo.stores.reads import bank_accounts

SAMPLE_ADDRESS = {WHATSAPP: "+6281234567890", EMAIL: "budi@example.com"}


@dataclass(frozen=True)
class Preview:
    subject: str
    body: str


def preview(store_id: int, *, key: str, channel: str, language: str, words: Words) -> Preview:
    """The filled words. Raises a Wording when they can't be filled."""
    check_words(words.body, KINDS[key].gaps)
    if channel == EMAIL:
        check_words(words.subject, KINDS[key].gaps, field="subject")
    values = samples(store_id, key=key, language=language)
    subject = fill_line(words.subject, values) if channel == EMAIL else ""
    return Preview(subject=subject, body=fill(words.body, values))


def troubles(store_id: int, *, key: str, channel: str, language: str, words: Words) -> Sequence[str]:
    """What the channel has against such a message, in sentences; empty when nothing."""
    shown = preview(store_id, key=key, channel=channel, language=language, words=words)
    values = samples(store_id, key=key, language=language)
    letter = draft(values, address=SAMPLE_ADDRESS[channel], subject=shown.subject, body=shown.body)
    return channel_of(channel, store_id).troubles(letter)


def samples(store_id: int, *, key: str, language: str) -> dict[str, str]:
    """A value for each gap of this message."""
    values = {gap: GAPS[gap].shown(language) for gap in KINDS[key].gaps}
    store = Store.objects.get(pk=store_id)
    values["toko"] = store.name
    banks = bank_accounts(store)
    if "rekening" in values and banks:
        with override(language):
            values["rekening"] = "\n".join(f"{row.bank} {row.number} a.n. {row.holder}" for row in banks)
    return values
