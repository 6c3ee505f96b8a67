"""One-time links for people who were given a login and have not chosen a password yet.

The link carries the user id, the instant it was made and a digest of the password hash, signed: choosing a password
uses it up.
"""

from datetime import UTC, datetime, timedelta

from django.core import signing

from bukapo.accounts.models import User
from bukapo.kernel.canonical import digest
from bukapo.kernel.refusal import Refusal, gettext_noop

SALT = "bukapo.invitation"
GOOD_FOR = timedelta(days=7)


class InvitationOver(Refusal):
    """Used, too old, or never one of ours."""

    code = "invitation_over"
    sentence = gettext_noop("Link undangan ini sudah tidak berlaku. Minta pemilik toko mengirim yang baru.")
    http_status = 404


def invitation(user: User, at: datetime) -> str:
    """The secret part of the link, good for GOOD_FOR after `at`."""
    return signing.dumps([user.pk, int(at.timestamp()), _seal(user)], salt=SALT)


def invited(token: str, at: datetime) -> User:
    """Whom the link invites. Raises InvitationOver."""
    try:
        user_id, made, seal = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        raise InvitationOver() from None
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None or seal != _seal(user) or at > datetime.fromtimestamp(made, UTC) + GOOD_FOR:
        raise InvitationOver()
    return user


def _seal(user: User) -> str:
    return digest([user.pk, user.password])[:16]
