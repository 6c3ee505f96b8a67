"""E-mail by a mail service's API (`BUKAPO_EMAIL_URL=anymail+brevo://…`), through django-anymail.

Which services there are stands in `config/environment.py`. The library is loaded when the first letter leaves: an
installation without a service starts without it.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import Any, ClassVar

from django.conf import settings
from django.core.mail import get_connection
from django.utils.translation import gettext as _

from bukapo.messaging.port import Failed, Letter, Outcome, Sent, Unknown
from bukapo.providers.channels.smtp import mail_of, usable

NEVER_LEFT = ("ConnectionError", "ConnectTimeout", "SSLError", "ProxyError")
"""Names of what the HTTP library raises before anything was handed over; a broken connection is told apart below."""


class Anymail:
    born: ClassVar[str] = "queued"
    at_once: ClassVar[int] = 4
    apart: ClassVar[int] = 0

    @property
    def a_second(self) -> int:
        return int(settings.EMAIL_RATE)

    def send(self, letter: Letter) -> Outcome:
        if not usable(letter.address):
            return Failed(why=_("Alamat e-mail ini tidak bisa dipakai."), retry=False)
        errors = import_module("anymail.exceptions")
        try:
            mail: Any = mail_of(letter)
            mail.metadata = {"key": letter.key}
            get_connection(settings.EMAIL_BACKEND).send_messages([mail])
        except errors.AnymailRequestsAPIError as error:
            return _refused(error)
        except errors.AnymailRecipientsRefused as error:
            return Failed(why=_said(error), retry=False)
        except errors.AnymailConfigurationError as error:
            return Failed(why=_said(error), retry=True, everyone=True)
        except (errors.AnymailError, ValueError, UnicodeError, TypeError) as error:
            return Failed(why=_("E-mail ini tidak bisa dikirim: %(why)s") % {"why": error}, retry=False)
        except OSError as error:
            return _silent(error)
        return _taken(mail)

    def link(self, letter: Letter) -> str:
        return ""

    def troubles(self, letter: Letter) -> Sequence[str]:
        return []


def _taken(mail: Any) -> Outcome:
    status = mail.anymail_status
    states = status.status or set()
    if states & {"rejected", "invalid", "failed"}:
        return Failed(why=_("Layanan e-mail menolak alamat ini."), retry=False)
    return Sent(reference=str(status.message_id or mail.extra_headers["Message-ID"]))


def _refused(error: Any) -> Outcome:
    """By HTTP status: 4xx of this letter, 401/403/429 of all of them, 503 of the service; other 5xx tell nothing."""
    status = int(getattr(error, "status_code", 0) or 0)
    if not status:
        return _silent(error.__cause__ or error)
    if status in (401, 403, 429):
        return Failed(why=_said(error), retry=True, everyone=True, code=str(status))
    if status >= 500 and status != 503:  # somebody between us gave up waiting
        return Unknown(why=_said(error), everyone=True)
    return Failed(why=_said(error), retry=status == 503, everyone=status == 503, code=str(status))


def _silent(error: BaseException) -> Outcome:
    """A connection that was never made lost nothing; one that broke afterwards may have carried the letter."""
    named = type(error).__name__
    why = _("Layanan e-mail tidak menjawab: %(why)s") % {"why": named}
    refused = "NewConnectionError" in repr(error) or named == "ConnectTimeout"
    if named in NEVER_LEFT and refused:
        return Failed(why=why, retry=True, everyone=True)
    return Unknown(why=why, everyone=True)


def _said(error: Exception) -> str:
    """The first line: the rest repeats the request."""
    return _("Layanan e-mail menolak: %(why)s") % {
        "why": str(error).splitlines()[0][:200] if str(error) else ""
    }
