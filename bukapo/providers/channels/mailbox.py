"""E-mail that stays here: what an installation without a mail server uses. No key, no network.

A store's mail is its message row, read on the mailbox page. Mail to an operator (a forgotten password) has no store;
`EmbeddedBackend` keeps it as a file beside the data and says in the log where.
"""

import secrets
from collections.abc import Sequence
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import quote

import structlog
from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage

from bukapo.messaging.port import Letter, Outcome, Sent

KEPT = 500
"""Files; the oldest go first."""

log = structlog.get_logger("bukapo.mailbox")


class Mailbox:
    born: ClassVar[str] = "sent"
    at_once: ClassVar[int] = 1
    a_second: ClassVar[int] = 1_000
    apart: ClassVar[int] = 0

    def send(self, letter: Letter) -> Outcome:
        return Sent()

    def link(self, letter: Letter) -> str:
        """For a person with a mail program: RFC 6068, line breaks as %0D%0A."""
        text = quote(letter.body.replace("\n", "\r\n"), safe="")
        return (
            f"mailto:{quote(letter.address, safe='@')}?subject={quote(letter.subject, safe='')}&body={text}"
        )

    def troubles(self, letter: Letter) -> Sequence[str]:
        return []


class EmbeddedBackend(BaseEmailBackend):
    """Django's EMAIL_BACKEND where there is no mail server: `.eml` files in `mailbox/`, for their owner only."""

    def __init__(self, fail_silently: bool = False, folder: Path | None = None, **unused: Any) -> None:
        super().__init__(fail_silently=fail_silently)
        self.folder = folder or Path(settings.DATA) / "mailbox"

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for message in email_messages:
            self._keep(message)
        for old in sorted(self.folder.glob("*.eml"))[:-KEPT]:
            old.unlink(missing_ok=True)
        return len(email_messages)

    def _keep(self, message: EmailMessage) -> None:
        letter = message.message()
        sent = parsedate_to_datetime(letter["Date"])  # names that sort by time
        path = self.folder / f"{sent:%Y%m%d-%H%M%S}-{secrets.token_hex(4)}.eml"
        path.touch(mode=0o600)
        path.write_bytes(letter.as_bytes())
        # Only where it lies: the mail may carry the key to an account.
        log.info("mail kept in the embedded mailbox", file=str(path), recipients=len(message.recipients()))
