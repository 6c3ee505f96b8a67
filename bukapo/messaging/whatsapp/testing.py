"""One message to try the store's own number with. Uses the network: never in a transaction."""

from datetime import datetime

from bukapo.kernel.refusal import NotFound, gettext_noop
from bukapo.messaging.port import Form, Letter, Sent
from bukapo.messaging.whatsapp.opened import account_of_store, open_channel, window_open
from bukapo.payments.gateways.opened import step_outside
from bukapo.stores.models import Store

EVERYBODYS = Form("hello_world", "en_US", ())
"""The text that Meta gives every account."""
WORDS = gettext_noop("Pesan percobaan dari BukaPO. WhatsApp otomatis toko ini jalan.")


def send_test(*, store: Store, phone: str, at: datetime) -> str:
    """The trouble, "" when Meta took it. Raises NotFound, Unreadable. `phone` is E.164."""
    account = account_of_store(store.pk)
    if account is None:
        raise NotFound()
    free = phone in window_open(store.pk, [phone], at)
    letter = Letter(
        key="test",
        address=phone,
        name="",
        subject="",
        body=WORDS,
        sender=store.name,
        form=None if free else EVERYBODYS,
    )
    channel = open_channel(account)
    step_outside()
    outcome = channel.send(letter)
    if isinstance(outcome, Sent):
        return ""
    return outcome.why
