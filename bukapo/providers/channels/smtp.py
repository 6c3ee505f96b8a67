"""E-mail by SMTP (BUKAPO_EMAIL_URL). Plain text, one recipient a letter.

A silence after the letter was handed in is Unknown: it is not repeated by itself. Every attempt carries the same
Message-ID, so that most mailboxes recognise a second copy that a seller asked for.
"""

import hashlib
import smtplib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from email.headerregistry import Address
from email.utils import parseaddr
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from bukapo.messaging.port import Failed, Letter, Outcome, Sent, Unknown

BACKEND = "django.core.mail.backends.smtp.EmailBackend"


class Smtp:
    born: ClassVar[str] = "queued"
    at_once: ClassVar[int] = 4
    apart: ClassVar[int] = 0

    @property
    def a_second(self) -> int:
        return int(settings.EMAIL_RATE)

    def send(self, letter: Letter) -> Outcome:
        if not usable(letter.address):
            return Failed(why=_("Alamat e-mail ini tidak bisa dipakai."), retry=False)
        try:
            mail = mail_of(letter)
            content: Any = mail.message()
            envelope = Envelope(letter.address, content.as_bytes(linesep="\r\n"))
        except (ValueError, UnicodeError) as error:
            return Failed(why=_("E-mail ini tidak bisa dikirim: %(why)s") % {"why": error}, retry=False)
        connection: Any = get_connection(BACKEND)
        try:
            connection.open()
            _knock(connection.connection, letter.address)
        except (smtplib.SMTPException, OSError, ValueError) as error:
            _hang_up(connection)
            return _before(error)
        outcome = _hand_in(connection.connection, envelope)
        _hang_up(connection)
        return outcome or Sent(reference=str(mail.extra_headers["Message-ID"]))

    def link(self, letter: Letter) -> str:
        return ""

    def troubles(self, letter: Letter) -> Sequence[str]:
        return []


@dataclass(frozen=True)
class Envelope:
    """Whom it goes to, and the letter as bytes on the wire."""

    address: str
    content: bytes


def _knock(server: smtplib.SMTP, address: str) -> None:
    """Sender and recipient are named; nothing of the letter has left yet. Raises what smtplib raises."""
    _name, own = parseaddr(settings.DEFAULT_FROM_EMAIL)
    server.ehlo_or_helo_if_needed()
    code, answer = server.mail(own)
    if code != 250:
        raise smtplib.SMTPSenderRefused(code, answer, own)
    code, answer = server.rcpt(address)
    if code not in (250, 251):
        raise smtplib.SMTPRecipientsRefused({address: (code, answer)})


def _before(error: Exception) -> Failed:
    """The letter certainly did not leave."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, answer = next(iter(error.recipients.values()), (550, b""))
        return Failed(why=_said(code, answer), retry=400 <= code < 500, code=str(code))
    if isinstance(error, smtplib.SMTPAuthenticationError | smtplib.SMTPHeloError | smtplib.SMTPConnectError):
        # The operator can mend this; no letter need be lost meanwhile.
        return Failed(why=_said(error.smtp_code, error.smtp_error), retry=True, everyone=True)
    if isinstance(error, smtplib.SMTPResponseException):
        return Failed(why=_said(error.smtp_code, error.smtp_error), retry=400 <= error.smtp_code < 500)
    why = _("Server e-mail tidak bisa dihubungi: %(why)s")
    return Failed(why=why % {"why": error or type(error).__name__}, retry=True, everyone=True)


def _hand_in(server: smtplib.SMTP, envelope: Envelope) -> Outcome | None:
    """None: taken. From here on a silence says nothing of whether the letter arrived."""
    try:
        code, answer = server.data(envelope.content)
    except smtplib.SMTPDataError as error:  # it did not want to hear the letter
        return Failed(why=_said(error.smtp_code, error.smtp_error), retry=400 <= error.smtp_code < 500)
    except (smtplib.SMTPException, OSError) as error:
        why = _("Server e-mail tidak menjawab setelah menerima surat ini: %(why)s")
        return Unknown(why=why % {"why": error or type(error).__name__}, everyone=True)
    if code != 250:
        return Failed(why=_said(code, answer), retry=400 <= code < 500, code=str(code))
    return None


def _hang_up(connection: Any) -> None:
    with suppress(smtplib.SMTPException, OSError):
        connection.close()


def usable(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return address.isascii()


def mail_of(letter: Letter) -> EmailMessage:
    _name, own = parseaddr(settings.DEFAULT_FROM_EMAIL)
    domain = own.rpartition("@")[2] or "localhost"
    unique = hashlib.sha256(f"{letter.key}@{letter.address}".encode()).hexdigest()[:32]
    return EmailMessage(
        subject=_one_line(letter.subject),
        body=letter.body.replace("\x00", ""),
        from_email=str(Address(display_name=_one_line(letter.sender), addr_spec=own)),
        to=[str(Address(display_name=_one_line(letter.name), addr_spec=letter.address))],
        reply_to=[letter.reply_to] if usable(letter.reply_to) else None,
        headers={
            "Message-ID": f"<{unique}@{domain}>",
            "Auto-Submitted": "auto-generated",
            **way_out(letter.stop_url),
        },
    )


def way_out(stop_url: str) -> dict[str, str]:
    """RFC 2369 and RFC 8058: mail programs show a button that ends such mails with one tap."""
    if not stop_url:
        return {}
    return {"List-Unsubscribe": f"<{stop_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def _one_line(text: str) -> str:
    """No control characters: a line break in a header would begin another one."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _said(code: int, answer: bytes | str) -> str:
    words = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
    return _("Server e-mail menolak: %(code)s %(words)s") % {"code": code, "words": words[:200]}
