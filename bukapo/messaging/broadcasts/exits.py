"""The channels of a store, as its broadcasts leave by them."""

from bukapo.messaging.broadcasts.rules import PER_SECOND
from bukapo.messaging.channels import channel
from bukapo.messaging.port import Channel


def exit_of(store_id: int, name: str) -> Channel:
    """`whatsapp` or `email`, the store's own."""
    return channel(name, store_id)


def born_of(store_id: int, name: str) -> str:
    """The state a new message of that channel begins in (`port.Channel.born`)."""
    return exit_of(store_id, name).born


def pace_of(store_id: int, name: str) -> int:
    """Messages a second that a channel allows: what it says itself, else what is usual."""
    return int(getattr(exit_of(store_id, name), "a_second", 0) or PER_SECOND[name])
