"""The WhatsApp Cloud API, emulated: messages, templates, statuses and inbound messages by callback. Loopback only.

What it answers follows developers.facebook.com: a bearer token, the 24-hour window, templates with their number of
variables (132000, 132001), 80 messages a second (130429), one in six seconds per reader (131056). It knows no
idempotency, so whatever is sent twice is there twice. A reader whose number ends in 9 and an error code of six digits
(`…9131026`) gets that error. Callbacks are signed, come in any order and more than once.
"""

import hmac
import itertools
import json
import random
import threading
import time
from collections import Counter, deque
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, ClassVar
from urllib.parse import quote

from tests.emulators.kinds import Answer, News, Request
from tests.emulators.server import Emulator, run_alone

TOKEN, SECRET, VERIFY = "EAATESTTOKEN0123456789", "rahasia-aplikasi-tiruan", "kata-verifikasi-tiruan"
PHONE_ID, WABA = "106540352242922", "102290129340398"
KEYS = {"token": TOKEN, "app_secret": SECRET, "verify_token": VERIFY}
HTTP = {190: 401, 10: 403, 80007: 429, 130429: 429, 131056: 429, 131000: 500, 131016: 503, 133016: 429}
WINDOW, APART, A_SECOND = 24 * 3600, 6.0, 80
A_PAGE = 3
"""Templates on one page, so that paging is walked."""


@dataclass
class Taken:
    """One message that was accepted."""

    wamid: str
    to: str
    key: str
    kind: str
    told: dict[str, Any]


class WhatsAppEmulator(Emulator):
    name: ClassVar[str] = "WhatsApp"
    table: ClassVar[tuple[float, ...]] = (60, 300, 900)
    routes: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("POST", r"/v\d+\.\d/(?P<number>\d+)/messages", "do_send"),
        ("GET", r"/v\d+\.\d/(?P<waba>\d+)/message_templates", "do_list"),
        ("POST", r"/v\d+\.\d/(?P<waba>\d+)/message_templates", "do_propose"),
        ("GET", r"/v\d+\.\d/(?P<number>\d+)", "do_look"),
    )

    def __init__(self, *, notify: str = "", limits: bool = True, **options: Any) -> None:
        super().__init__(**options)
        self.notify, self.limits = notify, limits
        self.token, self.secret, self.verify = TOKEN, SECRET, VERIFY
        self.taken: list[Taken] = []
        self.templates: dict[tuple[str, str], dict[str, Any]] = {}
        self.windows: dict[str, float] = {}
        self.refuse = 0
        self.gate = threading.Event()
        self.gate.set()
        self.arrived = threading.Semaphore(0)
        self._begun: deque[float] = deque()
        self._pairs: dict[str, float] = {}
        self._numbers = itertools.count(1)

    @property
    def counts(self) -> Counter[str]:
        """How often each of our keys was accepted."""
        return Counter(one.key for one in self.taken)

    def approve(
        self, name: str, code: str, body: str, *, button: bool = False, state: str = "APPROVED"
    ) -> None:
        parts: list[dict[str, Any]] = [{"type": "BODY", "text": body}]
        if button:
            parts.append(
                {"type": "BUTTONS", "buttons": [{"type": "URL", "text": "Buka", "url": "https://po/{{1}}"}]}
            )
        self.templates[name, code] = {
            "name": name, "language": code, "status": state, "category": "UTILITY", "components": parts,
            "id": str(len(self.templates) + 1), "rejected_reason": "NONE",
        }  # fmt: skip

    # -- calls -----------------------------------------------------------------------------------------------------

    def answer(self, request: Request) -> Answer | None:
        """Held answers must not hold the lock, so that other calls go on."""
        answer = super().answer(request)
        if request.path.endswith("/messages"):
            self.arrived.release()
            self.gate.wait(60)
        return answer

    def do_send(self, request: Request, number: str) -> Answer:
        if refused := self._stranger(request):
            return refused
        told = request.json() or {}
        to, kind = str(told.get("to", "")), str(told.get("type", ""))
        code = self.refuse or self._magic(to) or self._too_fast(to) or self._wrong(told, to, kind)
        if code:
            return _problem(code)
        wamid = f"wamid.{next(self._numbers):08}{random.getrandbits(64):016x}"
        self.taken.append(Taken(wamid, to, str(told.get("biz_opaque_callback_data", "")), kind, told))
        if self.live:
            self.tell_all(wamid)
        body = {"messaging_product": "whatsapp", "contacts": [{"input": to, "wa_id": to}]}
        return Answer(200, body | {"messages": [{"id": wamid, "message_status": "accepted"}]})

    def do_list(self, request: Request, waba: str) -> Answer:
        if refused := self._stranger(request):
            return refused
        rows, first = list(self.templates.values()), int(request.query.get("after") or 0)
        page, on = rows[first : first + A_PAGE], first + A_PAGE
        paging: dict[str, Any] = {"cursors": {"before": str(first), "after": str(on)}}
        if on < len(rows):
            paging["next"] = f"{self.url}{request.path}?after={on}"
        return Answer(200, {"data": page, "paging": paging})

    def do_propose(self, request: Request, waba: str) -> Answer:
        if refused := self._stranger(request):
            return refused
        told = request.json() or {}
        body = next((p for p in told.get("components", []) if p.get("type") == "BODY"), {})
        text = str(body.get("text", "")).strip()
        samples = (body.get("example") or {}).get("body_text", [[]])[0]
        if text.startswith("{{") or text.endswith("}}") or _variables(text) != len(samples):
            return _problem(100, "Variables can't be at the start or end of the template")
        row = {"status": "PENDING", "id": str(len(self.templates) + 1), "rejected_reason": "NONE"}
        self.templates[told["name"], told["language"]] = {**told, **row}
        return Answer(200, {"id": row["id"], "status": "PENDING", "category": told["category"]})

    def do_look(self, request: Request, number: str) -> Answer:
        found = {"display_phone_number": "+62 812-0000-0000", "verified_name": "Toko Tiruan", "id": number}
        return self._stranger(request) or Answer(200, found)

    # -- what readers and Meta do ----------------------------------------------------------------------------------

    def write(self, phone: str, text: str, *, bsuid: str = "") -> None:
        """Somebody writes to the store; the window is open from now on."""
        digits = phone.lstrip("+")
        self.windows[digits] = time.time()
        row: dict[str, Any] = {
            "id": f"wamid.in{next(self._numbers)}", "timestamp": str(int(time.time())),
            "type": "text", "text": {"body": text},
        }  # fmt: skip
        row |= {"from_user_id": bsuid} if bsuid else {"from": digits}
        contact = {"profile": {"name": "Budi"}} | ({} if bsuid else {"wa_id": digits})
        self.send_out([self.signed({"contacts": [contact], "messages": [row]})])

    def tell_all(self, wamid: str, states: tuple[str, ...] = ("sent", "delivered", "read")) -> None:
        """All statuses of one message, each twice, in any order."""
        news = [self.status(wamid, state) for state in states] * 2
        random.shuffle(news)
        self.send_out(news)

    def status(self, wamid: str, state: str, *, error: int = 0, recipient: bool = True) -> News:
        one = next(taken for taken in self.taken if taken.wamid == wamid)
        row: dict[str, Any] = {
            "id": wamid, "status": state, "timestamp": str(int(time.time())), "biz_opaque_callback_data": one.key,
        }  # fmt: skip
        if recipient:
            row["recipient_id"] = one.to
        if error:
            row["errors"] = [{"code": error, "title": "Refused", "error_data": {"details": f"error {error}"}}]
        return self.signed({"statuses": [row]})

    def signed(self, value: dict[str, Any]) -> News:
        value = {"messaging_product": "whatsapp", "metadata": {"phone_number_id": PHONE_ID}} | value
        body = {"object": "whatsapp_business_account"}
        raw = json.dumps(
            body | {"entry": [{"id": WABA, "changes": [{"field": "messages", "value": value}]}]}
        ).encode()
        key = self.secret[::-1] if self.faults.wrong_signature else self.secret
        signature = hmac.new(key.encode(), raw, sha256).hexdigest()
        headers = {"Content-Type": "application/json", "X-Hub-Signature-256": f"sha256={signature}"}
        return News(self.notify, headers, raw)

    def challenge(self, word: str = "1158201444") -> str:
        """The question that Meta asks when a seller saves the address."""
        return f"?hub.mode=subscribe&hub.verify_token={quote(self.verify)}&hub.challenge={word}"

    # -- pieces ----------------------------------------------------------------------------------------------------

    def _stranger(self, request: Request) -> Answer | None:
        right = request.headers.get("authorization") == f"Bearer {self.token}"
        return None if right else _problem(190, "Invalid OAuth access token")

    def _magic(self, to: str) -> int:
        return int(to[-6:]) if to[-7:-6] == "9" and to[-6:].startswith("13") else 0

    def _too_fast(self, to: str) -> int:
        if not self.limits:
            return 0
        now = time.monotonic()
        while self._begun and now - self._begun[0] > 1:
            self._begun.popleft()
        if len(self._begun) >= A_SECOND:
            return 130429
        if now - self._pairs.get(to, -APART) < APART:
            return 131056
        self._begun.append(now)
        self._pairs[to] = now
        return 0

    def _wrong(self, told: dict[str, Any], to: str, kind: str) -> int:
        if told.get("messaging_product") != "whatsapp" or not to.isdigit():
            return 100
        if kind == "text":
            text = str(told["text"]["body"])
            return 0 if 0 < len(text) <= 4096 and time.time() - self.windows.get(to, 0) < WINDOW else 131047
        return self._wrong_template(told["template"]) if kind == "template" else 131051

    def _wrong_template(self, asked: dict[str, Any]) -> int:
        row = self.templates.get((asked["name"], asked["language"]["code"]))
        if row is None or row["status"] == "PENDING":
            return 132001
        if row["status"] in ("PAUSED", "DISABLED"):
            return 132015 if row["status"] == "PAUSED" else 132016
        parts = {part["type"].lower(): part["parameters"] for part in asked.get("components", [])}
        text = next(part["text"] for part in row["components"] if part["type"] == "BODY")
        buttons = any(part["type"] == "BUTTONS" for part in row["components"])
        values = [one["text"] for one in parts.get("body", [])]
        if len(values) != _variables(text) or ("button" in parts) != buttons:
            return 132000
        return 132007 if any(not value or "\n" in value or "\t" in value for value in values) else 0


def _variables(text: str) -> int:
    return sum(f"{{{{{number}}}}}" in text for number in range(1, 30))


def _problem(code: int, words: str = "") -> Answer:
    told = {
        "message": words or f"(#{code}) refused",
        "code": code,
        "error_data": {"details": f"error {code}"},
    }
    return Answer(HTTP.get(code, 400), {"error": told | {"type": "OAuthException", "fbtrace_id": "x"}})


if __name__ == "__main__":
    run_alone(
        WhatsAppEmulator(), 9104, {"token": "token", "secret": "app secret", "notify": "where notices go"}
    )
