"""E-mail by SMTP (BUKAPO_EMAIL_URL). Plain text, one recipient a letter.

Every attempt carries the same Message-ID: where a server answered too late to be heard, the second copy is recognised
by most mailboxes as the first.
"""

import hashlib
import smtplib
from collections.abc import Sequence
from email.headerregistry import Address
from email.utils import parseaddr
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from bukapo.messaging.port import Failed, Letter, Outcome, Sent

BACKEND = "django.core.mail.backends.smtp.EmailBackend"


class Smtp:
    born: ClassVar[str] = "queued"

    def send(self, letter: Letter) -> Outcome:
        if not _usable(letter.address):
            return Failed(why=_("Alamat e-mail ini tidak bisa dipakai."), retry=False)
        mail = _mail(letter)
        try:
            get_connection(BACKEND).send_messages([mail])
        except (ValueError, UnicodeError) as error:
            return Failed(why=_("E-mail ini tidak bisa dikirim: %(why)s") % {"why": error}, retry=False)
        except smtplib.SMTPRecipientsRefused as refused:
            code, answer = next(iter(refused.recipients.values()), (550, b""))
            return Failed(why=_said(code, answer), retry=400 <= code < 500)
        except (smtplib.SMTPAuthenticationError, smtplib.SMTPHeloError, smtplib.SMTPConnectError) as error:
            # The operator can mend this; no letter need be lost meanwhile.
            return Failed(why=_said(error.smtp_code, error.smtp_error), retry=True, everyone=True)
        except smtplib.SMTPResponseException as error:
            return Failed(why=_said(error.smtp_code, error.smtp_error), retry=400 <= error.smtp_code < 500)
        except (smtplib.SMTPException, OSError) as error:
            why = _("Server e-mail tidak bisa dihubungi: %(why)s")
            return Failed(why=why % {"why": error or type(error).__name__}, retry=True, everyone=True)
        return Sent(reference=str(mail.extra_headers["Message-ID"]))

    def link(self, letter: Letter) -> str:
        return ""

    def troubles(self, letter: Letter) -> Sequence[str]:
        return []


def _usable(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return address.isascii()


def _mail(letter: Letter) -> EmailMessage:
    _name, own = parseaddr(settings.DEFAULT_FROM_EMAIL)
    domain = own.rpartition("@")[2] or "localhost"
    unique = hashlib.sha256(f"{letter.key}@{letter.address}".encode()).hexdigest()[:32]
    return EmailMessage(
        subject=_one_line(letter.subject),
        body=letter.body.replace("\x00", ""),
        from_email=str(Address(display_name=_one_line(letter.sender), addr_spec=own)),
        to=[str(Address(display_name=_one_line(letter.name), addr_spec=letter.address))],
        reply_to=[letter.reply_to] if _usable(letter.reply_to) else None,
        headers={"Message-ID": f"<{unique}@{domain}>", "Auto-Submitted": "auto-generated"},
    )


def _one_line(text: str) -> str:
    """No control characters: a line break in a header would begin another one."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _said(code: int, answer: bytes | str) -> str:
    words = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
    return _("Server e-mail menolak: %(code)s %(words)s") % {"code": code, "words": words[:200]}
