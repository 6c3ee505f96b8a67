"""The installation's channels by name. Adapters are known by dotted name only."""

from collections.abc import Mapping

from django.conf import settings
from django.utils.module_loading import import_string

from bukapo.messaging.models import Message
from bukapo.messaging.port import Channel, Letter


def channel(name: str) -> Channel:
    """`whatsapp` or `email`. Raises KeyError for any other."""
    made: Channel = import_string(settings.BUKAPO_CHANNELS[name])()
    return made


def letter_of(message: Message, sender: str, reply_to: str = "") -> Letter:
    """A stored message as its channel gets it."""
    return Letter(
        key=f"message:{message.pk}",
        address=message.address,
        name=message.name,
        subject=message.subject,
        body=message.body,
        sender=sender,
        reply_to=reply_to,
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
