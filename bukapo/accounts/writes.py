"""People come and get their keys. (No store is concerned, so these are plain transactions without an event.)"""

from django.db import IntegrityError, transaction

from bukapo.accounts.models import User
from bukapo.kernel.refusal import Refusal, gettext_noop


class EmailTaken(Refusal):
    code = "email_taken"
    sentence = gettext_noop("E-mail ini sudah terdaftar. Masuk saja, atau pakai “Lupa kata sandi”.")


def sign_up(*, name: str, email: str, password: str) -> User:
    """A new person with a login; the e-mail is kept lower-case. Raises EmailTaken."""
    try:
        with transaction.atomic():
            return User.objects.create_user(email, password, name=name.strip())
    except IntegrityError:
        raise EmailTaken() from None
