"""A store's channels by name. Adapters are known by dotted name only."""

from collections.abc import Mapping

from django.conf import settings
from django.utils.module_loading import import_string

from bukapo.messaging.models import Message
from bukapo.messaging.port import Channel, Form, Letter
from bukapo.messaging.rules import FACTS, WHATSAPP
from bukapo.messaging.stops.links import stop_url
from bukapo.messaging.whatsapp.opened import Unreadable, account_of_store, may_send, open_channel


def channel(name: str, store_id: int | None = None) -> Channel:
    """`whatsapp` or `email`. Raises KeyError for any other.

    With a store it is that store's own: its number at the Cloud API where it has one that works; else links to tap.
    """
    if name == WHATSAPP and store_id is not None:
        account = account_of_store(store_id)
        if account is not None and may_send(account):
            try:
                return open_channel(account)
            except Unreadable:
                pass  # the page of the account says so; meanwhile people tap
    made: Channel = import_string(settings.BUKAPO_CHANNELS[name])()
    return made


def letter_of(message: Message, sender: str, reply_to: str = "", form: Form | None = None) -> Letter:
    """A stored message as its channel gets it."""
    return Letter(
        key=f"message:{message.pk}",
        address=message.address,
        name=message.name,
        subject=message.subject,
        body=message.body,
        sender=sender,
        reply_to=reply_to,
        form=form,
        stop_url="" if message.purpose == FACTS else stop_url(message.store_id, message.address),
    )


def draft(values: Mapping[str, str], *, address: str, subject: str, body: str) -> Letter:
    """A letter that is only looked at: a preview."""
    return Letter(
        key="preview",
        address=address,
        name=values.get("nama", ""),
        subject=subject,
        body=body,
        sender=values["toko"],
    )
