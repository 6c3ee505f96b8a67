"""Links by which somebody joins a store as staff. The owner hands the link over in person.

A link names the store and an e-mail address, signed, good for a week. It is bound to no account on purpose: addresses
are not verified here, so an account under somebody's address may be a stranger's. Who joins must hold the link AND be
logged in under that address.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core import signing

from bukapo.kernel.refusal import Refusal, gettext_noop
from bukapo.stores.models import Store

SALT = "bukapo.store.invitation"
GOOD_FOR = timedelta(days=7)


class InvitationOver(Refusal):
    """Used, too old, taken back, or never one of ours."""

    code = "invitation_over"
    sentence = gettext_noop("Link undangan ini sudah tidak berlaku. Minta pemilik toko mengirim yang baru.")
    http_status = 404


@dataclass(frozen=True)
class Invitation:
    """`made_at` UTC, to the second."""

    store: Store
    email: str
    made_at: datetime


def invitation_link(store: Store, email: str, at: datetime) -> str:
    """The secret part of the link, good for GOOD_FOR after `at`."""
    return signing.dumps([store.pk, email.strip().lower(), int(at.timestamp())], salt=SALT)


def read_invitation(token: str, at: datetime) -> Invitation:
    """What the link says. Raises InvitationOver."""
    try:
        store_id, email, made = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        raise InvitationOver() from None
    made_at = datetime.fromtimestamp(made, UTC)
    store = Store.objects.filter(pk=store_id).first()
    if store is None or at > made_at + GOOD_FOR:
        raise InvitationOver()
    return Invitation(store, email, made_at)
