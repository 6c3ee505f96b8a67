"""WhatsApp by Meta's Cloud API: one store's own number. JSON over HTTPS, a bearer token, no idempotency on their side.

Source: developers.facebook.com (messages, message templates, error codes). `biz_opaque_callback_data` carries the
letter's key: the statuses that come by the webhook name it, so a message whose answer was lost may still become known.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, ClassVar
from urllib.parse import quote

import httpx2
from django.conf import settings
from django.utils.translation import gettext as _

from bukapo.messaging.port import BY_HAND, HALT, SKIP, STOP, Failed, Form, Letter, Outcome, Sent, Unknown
from bukapo.messaging.whatsapp.port import Approved, NoRegistry, Proposed
from bukapo.providers.channels.walink import WaLink

PATIENCE = httpx2.Timeout(25.0, connect=4.0)
"""Seconds; all of it stays under the room's 30."""
LONGEST_TEXT = 4_096
PAGES, A_PAGE = 20, 100
BUSY_WITH_ALL = frozenset({4, 80007, 130429, 131048, 131057, 133016})
"""Too fast, or the account is being moved: every letter waits."""
TOO_FAST_REST = 2
"""Seconds; the one that was refused waits longer."""
BUSY_WITH_ONE = frozenset({131000, 131016, 131056})
REFUSES_US = frozenset({0, 3, 10, 190, 131005, 131031, 131042, 131045, *range(200, 300)})
"""Token, rights, payment, registration: nothing goes out until somebody mends the account."""
BAD_TEXT = frozenset(
    {100, 131008, 131009, 131021, 132000, 132001, 132005, 132007, 132012, 132015, 132016, 132068, 132069}
)
OUTSIDE, CAPPED, STOPPED, EXPERIMENT = 131047, 131049, 131050, 130472


class WaCloud:
    born: ClassVar[str] = "queued"
    at_once: ClassVar[int] = 16
    a_second: ClassVar[int] = 72
    """With a burst of eight that makes the 80 of any one second that Meta allows."""
    apart: ClassVar[int] = 6

    def __init__(self, account: Mapping[str, str], base: str = "") -> None:
        """`account`: token, phone_number_id, waba_id."""
        root = base or settings.WHATSAPP_URL
        self._base = f"{root}/{settings.WHATSAPP_VERSION}"
        self._account = account

    def send(self, letter: Letter) -> Outcome:
        digits = "".join(sign for sign in letter.address if sign.isdigit())
        if not digits or not letter.address.isascii():
            return Failed(why=_("Nomor ini tidak bisa dipakai di WhatsApp."), retry=False)
        body = _template(letter.form) if letter.form else _text(letter.body)
        body |= {"messaging_product": "whatsapp", "recipient_type": "individual", "to": digits}
        body |= {"biz_opaque_callback_data": letter.key}
        try:
            answer = self._ask("POST", f"{self._account['phone_number_id']}/messages", json=body)
        except (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout) as error:
            return Failed(why=_no_answer(error), retry=True, everyone=True)
        except (httpx2.InvalidURL, httpx2.UnsupportedProtocol, UnicodeError, ValueError, TypeError) as error:
            return Failed(
                why=_("Pesan ini tidak bisa dikirim: %(why)s") % {"why": type(error).__name__}, retry=False
            )
        except httpx2.HTTPError as error:
            return Unknown(why=_no_answer(error), everyone=True)
        return _outcome(answer)

    def link(self, letter: Letter) -> str:
        """What Meta did not take a person may still send."""
        return WaLink().link(letter)

    def troubles(self, letter: Letter) -> Sequence[str]:
        if len(letter.body) <= LONGEST_TEXT:
            return []
        return [_("Terlalu panjang untuk satu pesan WhatsApp: paling banyak 4.096 huruf.")]

    # -- the registry of approved texts ----------------------------------------------------------------------------

    def check(self) -> str:
        found = self._read(self._account["phone_number_id"], {"fields": "display_phone_number,verified_name"})
        return str(found.get("display_phone_number", ""))

    def approved(self) -> Sequence[Approved]:
        fields = "name,language,status,category,components,rejected_reason"
        asked = {"fields": fields, "limit": str(A_PAGE)}
        rows: list[Approved] = []
        for _page in range(PAGES):
            told = self._read(f"{self._account['waba_id']}/message_templates", asked)
            rows += [_approved(row) for row in told.get("data", []) if isinstance(row, dict)]
            after = told.get("paging", {}).get("cursors", {}).get("after", "")
            if not after or not told.get("paging", {}).get("next"):
                break
            asked = asked | {"after": after}
        return rows

    def propose(self, text: Proposed) -> str:
        body: dict[str, Any] = {"type": "BODY", "text": text.body}
        if text.examples:
            body["example"] = {"body_text": [list(text.examples)]}
        parts = [body]
        if text.link:
            button = {"type": "URL", "text": _("Buka"), "url": text.link, "example": [text.link_example]}
            parts.append({"type": "BUTTONS", "buttons": [button]})
        asked = {"name": text.name, "language": text.code, "category": "UTILITY", "components": parts}
        told = self._registry("POST", f"{self._account['waba_id']}/message_templates", json=asked)
        return str(told.get("status", "PENDING"))

    def _read(self, path: str, params: Mapping[str, str]) -> dict[str, Any]:
        return self._registry("GET", path, params=params)

    def _registry(self, method: str, path: str, **what: Any) -> dict[str, Any]:
        try:
            answer = self._ask(method, path, **what)
            told = answer.json()
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
            # The chain would carry the request, and the request its token.
            raise NoRegistry(why=_no_answer(error)) from None
        if answer.status_code != 200 or not isinstance(told, dict):
            raise NoRegistry(why=_said(_error(told), answer.status_code))
        return told

    def _ask(self, method: str, path: str, **what: Any) -> httpx2.Response:
        headers = {"Authorization": f"Bearer {self._account['token']}"}
        return _client().request(method, f"{self._base}/{quote(path, safe='/')}", headers=headers, **what)


@cache
def _client() -> httpx2.Client:
    """Connections stay open between letters, but not so long that the other end hangs up first."""
    limits = httpx2.Limits(max_connections=32, max_keepalive_connections=32, keepalive_expiry=3)
    return httpx2.Client(timeout=PATIENCE, limits=limits, follow_redirects=False)


def _text(body: str) -> dict[str, Any]:
    text = body.replace("\x00", "").encode(errors="replace").decode()[:LONGEST_TEXT]
    return {"type": "text", "text": {"body": text, "preview_url": False}}


def _template(form: Form) -> dict[str, Any]:
    parts: list[dict[str, Any]] = []
    if form.values:
        parts.append(
            {"type": "body", "parameters": [{"type": "text", "text": value} for value in form.values]}
        )
    if form.button:
        parameters = [{"type": "text", "text": form.button}]
        parts.append({"type": "button", "sub_type": "url", "index": "0", "parameters": parameters})
    return {
        "type": "template",
        "template": {"name": form.name, "language": {"code": form.language}, "components": parts},
    }


def _outcome(answer: httpx2.Response) -> Outcome:
    try:
        told = answer.json()
    except ValueError:
        told = None
    if answer.status_code == 200:
        try:
            return Sent(reference=str(told["messages"][0]["id"]))
        except (KeyError, IndexError, TypeError):
            return Unknown(why=_("WhatsApp menjawab, tapi tidak jelas apakah pesannya diterima."))
    if answer.status_code in (500, 502, 504) and not _error(told):  # somebody between us gave up waiting
        return Unknown(why=_("WhatsApp menjawab, tapi tidak jelas apakah pesannya diterima."), everyone=True)
    return failed(_error(told), answer.status_code)


def failed(error: Mapping[str, Any], status: int = 0) -> Failed:
    """What an error of Meta means, by its code; `status` is that of HTTP. Errors of statuses have the same codes."""
    code, why = _code(error), _said(error, status)
    if code in REFUSES_US or (code is None and status in (401, 403)):
        return Failed(why=why, retry=True, code=str(code), then=HALT)
    if code in BUSY_WITH_ALL or status == 429:
        return Failed(why=why, retry=True, everyone=True, code=str(code), rest=TOO_FAST_REST)
    if code in BUSY_WITH_ONE:
        return Failed(why=why, retry=True, code=str(code))
    if code == OUTSIDE:  # next time by an approved text
        return Failed(why=why, retry=True, code=str(code))
    if code in BAD_TEXT:
        return Failed(why=why, retry=False, code=str(code), then=BY_HAND)
    if code == STOPPED:
        return Failed(why=why, retry=False, code=str(code), then=STOP)
    if code in (CAPPED, EXPERIMENT):
        return Failed(why=why, retry=False, code=str(code), then=SKIP)
    return Failed(why=why, retry=status == 503, everyone=status == 503, code=str(code or ""))


def _error(told: Any) -> dict[str, Any]:
    found = told.get("error") if isinstance(told, dict) else None
    return found if isinstance(found, dict) else {}


def _code(error: Mapping[str, Any]) -> int | None:
    """None where none was told: 0 is a code of Meta's (a refused token)."""
    try:
        return int(error["code"])
    except (KeyError, TypeError, ValueError):
        return None


def _said(error: Mapping[str, Any], status: int) -> str:
    details = error.get("error_data")
    more = str(details.get("details", "")) if isinstance(details, dict) else ""
    said = more or str(error.get("message") or error.get("title") or "")
    return _("WhatsApp menolak: %(code)s %(words)s") % {"code": _code(error) or status, "words": said[:200]}


def _no_answer(error: Exception) -> str:
    return _("WhatsApp tidak menjawab: %(why)s") % {"why": type(error).__name__}


def _approved(row: Mapping[str, Any]) -> Approved:
    parts = [part for part in row.get("components") or [] if isinstance(part, dict)]
    body = next((str(part.get("text", "")) for part in parts if part.get("type") == "BODY"), "")
    buttons = [b for part in parts if part.get("type") == "BUTTONS" for b in part.get("buttons") or []]
    linked = any(isinstance(b, dict) and "{{1}}" in str(b.get("url", "")) for b in buttons)
    rejected = str(row.get("rejected_reason") or "")
    return Approved(
        name=str(row.get("name", "")), code=str(row.get("language", "")), state=str(row.get("status", "")),
        category=str(row.get("category", "")), body=body, button=linked, why="" if rejected == "NONE" else rejected,
    )  # fmt: skip
