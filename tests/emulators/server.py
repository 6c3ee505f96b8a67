"""What every emulated gateway has: a small HTTP server of its own, payments in memory, a sender of notices, and faults.

A test holds one in its hand (`with emulator.running():`) and pays, denies, expires, holds notices back, lets them out
in another order, breaks them. `python -m tests.emulators.<name> --port N` runs one for people, with pages to click.
"""

import argparse
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPSConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

from tests.emulators import page
from tests.emulators.kinds import (
    CANCELLED,
    DENIED,
    EXPIRED,
    PAID,
    PENDING,
    Answer,
    Faults,
    News,
    Pay,
    Request,
)


class Emulator:
    """Subclasses answer `serve(request)` and make `news(pay)`; `table` are the vendor's seconds between two tries."""

    name: ClassVar[str]
    table: ClassVar[tuple[float, ...]] = ()
    routes: ClassVar[tuple[tuple[str, str, str], ...]] = ()
    """(method, pattern of the path, name of the function that answers)."""

    def __init__(self, *, pace: float = 0.001, live: bool = False) -> None:
        self.pace, self.live = pace, live
        self.pays: dict[str, Pay] = {}
        self.faults = Faults()
        self.held: list[News] = []
        self.sent: list[tuple[News, int]] = []
        self.calls: list[tuple[str, str]] = []
        self.deliver: Callable[[News], int] = over_http
        self.lock = threading.RLock()
        self.url = ""

    # -- running ---------------------------------------------------------------------------------------------------

    @contextmanager
    def running(self, port: int = 0) -> Iterator["Emulator"]:
        with Stage().open(port) as stage:
            stage.show(self)
            yield self

    def answer(self, request: Request) -> Answer | None:
        """None: the connection is closed without a word, after whatever was asked has been done."""
        for method, pattern, function in self.routes:
            found = re.fullmatch(pattern, request.path)
            if found and method == request.method:
                return self._carried_out(function, request, found.groupdict())
        return self.page(request) or Answer(404, {"message": "Not Found"})

    def page(self, request: Request) -> Answer | None:
        """What people see and click."""
        return page.answer(self, request)

    def _carried_out(self, function: str, request: Request, parts: dict[str, str]) -> Answer | None:
        call = function.removeprefix("do_")
        self.calls.append((call, request.path))
        if self.faults.down:
            return Answer(503, {"message": "down"})
        if self.faults.busy:
            return Answer(429, {"message": "too many requests"}, {"Retry-After": "7"})
        time.sleep(self.faults.slow)
        with self.lock:
            if self.live:
                self._expire_by_time()
            answer: Answer = getattr(self, function)(request, **parts)
        if call in self.faults.lose:
            self.faults.lose.discard(call)
            return None
        return answer

    def _expire_by_time(self) -> None:
        for pay in list(self.pays.values()):
            if pay.state == PENDING and pay.expires_at < datetime.now(UTC):
                self.expire(pay.reference)

    # -- what a payer, a bank or time does -------------------------------------------------------------------------

    def pay(self, reference: str, *, method: str = "", amount: int | None = None) -> Pay:
        with self.lock:
            one = self.pays[reference]
            one.method = method or one.method
            one.state, one.paid_at = PAID, datetime.now(UTC)
            one.paid_amount = one.amount if amount is None else amount
        self.tell(one)
        return one

    def deny(self, reference: str) -> None:
        self._ends(reference, DENIED)

    def expire(self, reference: str) -> None:
        self._ends(reference, EXPIRED)

    def cancel(self, reference: str) -> None:
        self._ends(reference, CANCELLED)

    def _ends(self, reference: str, state: str) -> None:
        one = self.pays[reference]
        if one.state == PENDING:
            one.state = state
            self.tell(one)

    # -- notices ---------------------------------------------------------------------------------------------------

    def news(self, pay: Pay) -> News:
        raise NotImplementedError

    def tell(self, pay: Pay) -> None:
        """Send the notice now (live), or keep it until `release` lets it out."""
        if self.faults.silent:
            return
        self.send_out([self.news(pay)] * self.faults.copies)

    def send_out(self, news: list[News]) -> None:
        """On their way now when people play, else into the test's hand."""
        if self.faults.hold or not self.live:
            self.held += news
            return
        for one in news:
            threading.Thread(target=self._insist, args=(one,), daemon=True).start()

    def release(self, order: Callable[[list[News]], list[News]] = list) -> list[int]:
        """Deliver what was held back, in this order; the answers' status codes."""
        waiting, self.held = order(self.held), []
        return [self._send(news) for news in waiting]

    def _send(self, news: News) -> int:
        status = self.deliver(news)
        self.sent.append((news, status))
        return status

    def _insist(self, news: News) -> None:
        """As often as the vendor does, until somebody says 2xx; `pace` shortens its waits."""
        for wait in (0.0, *self.table):
            time.sleep(wait * self.pace)
            if 200 <= self._send(news) < 300:
                return


class Stage:
    """A port that answers as whichever emulator is on it: one server for a whole session of tests."""

    def __init__(self) -> None:
        self.url = ""
        self.on: Emulator | None = None

    @contextmanager
    def open(self, port: int = 0) -> Iterator["Stage"]:
        server = _Server(("127.0.0.1", port), _handler(self))
        self.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()
            thread.join(5)

    def show(self, emulator: Emulator) -> Emulator:
        self.on, emulator.url = emulator, self.url
        return emulator


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64


def over_http(news: News) -> int:
    """The status code, 0 when nobody answered."""
    parts = urlsplit(news.url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=15)
    try:
        connection.request("POST", parts.path, news.body, dict(news.headers))
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


def _handler(stage: Stage) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._serve()

        def do_POST(self) -> None:
            self._serve()

        def do_PUT(self) -> None:
            self._serve()

        def _serve(self) -> None:
            parts = urlsplit(self.path)
            size = int(self.headers.get("Content-Length") or 0)
            request = Request(
                self.command,
                parts.path,
                {name: values[0] for name, values in parse_qs(parts.query).items()},
                {name.lower(): value for name, value in self.headers.items()},
                self.rfile.read(size),
            )
            answer = stage.on.answer(request) if stage.on else None
            if answer is None:
                self.close_connection = True
                return
            content = answer.encoded()
            self.send_response(answer.status)
            kind = "text/html; charset=utf-8" if isinstance(answer.body, bytes) else "application/json"
            for name, value in (
                {"Content-Type": kind, "Content-Length": str(len(content))} | answer.headers
            ).items():
                self.send_header(name, value)
            with suppress(BrokenPipeError, ConnectionResetError):  # whoever asked did not wait for it
                self.end_headers()
                self.wfile.write(content)

        def log_message(self, *_arguments: Any) -> None:
            """Quiet."""

    return Handler


def bad_items(items: Any, amount: Any, price: str, quantity: str) -> str:
    """What a vendor says when the lines do not make the sum, "" when they do."""
    if not isinstance(amount, int) or isinstance(amount, bool) or amount < 1:
        return "amount must be a whole number of rupiah, at least 1"
    if not isinstance(items, list) or not items:
        return "items are required"
    if sum(item[price] * item[quantity] for item in items) != amount:
        return "the sum of the items is not the amount"
    return ""


def run_alone(emulator: Emulator, port: int, options: Mapping[str, str] | None = None) -> None:
    """Serve people until ctrl-C."""
    parser = argparse.ArgumentParser(description=f"{emulator.name}, emulated: pages to click, no money.")
    parser.add_argument("--port", type=int, default=port)
    for name, words in (options or {}).items():
        parser.add_argument(f"--{name}", default="", help=words)
    given = parser.parse_args()
    for name in options or {}:
        if getattr(given, name):
            setattr(emulator, name, getattr(given, name))
    emulator.live = True
    with emulator.running(given.port):
        print(f"{emulator.name}: {emulator.url}", flush=True)  # noqa: T201
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return
