"""People come and get their keys. (No store is concerned, so these are plain transactions without an event.)"""

from datetime import datetime

from django.db import IntegrityError, transaction

from bukapo.accounts.invitations import invited
from bukapo.accounts.models import User
from bukapo.kernel.refusal import Refusal, gettext_noop


class EmailTaken(Refusal):
    code = "email_taken"
    sentence = gettext_noop("E-mail ini sudah terdaftar. Masuk saja, atau pakai “Lupa kata sandi”.")


def sign_up(*, name: str, email: str, password: str | None) -> User:
    """A new person with a login; the e-mail is kept lower-case. Raises EmailTaken.

    `password=None` makes a person who can enter only by an invitation (see `accounts.invitations`).
    """
    try:
        with transaction.atomic():
            return User.objects.create_user(email, password, name=name.strip())
    except IntegrityError:
        raise EmailTaken() from None


def accept_invitation(*, token: str, name: str, password: str, at: datetime) -> User:
    """The invited person chooses name and password; the link is then used up. Raises InvitationOver."""
    with transaction.atomic():
        invited_id = invited(token, at).pk
        user: User = User.objects.select_for_update().get(pk=invited_id)
        invited(token, at)  # again, now that nobody else can use the link
        user.name = name.strip()
        user.set_password(password)
        user.save(update_fields=["name", "password"])
    return user
