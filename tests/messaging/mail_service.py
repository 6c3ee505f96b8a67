"""A mail service's API of one's own for tests (Brevo's `POST /v3/smtp/email`). Loopback only."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class MailService(ThreadingHTTPServer):
    """`status` is what is answered, 0 = the connection is closed without a word; `mails` is what arrived."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Counter)
        self.mails: list[Any] = []
        self.status = 201

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Counter(BaseHTTPRequestHandler):
    server: MailService

    def do_POST(self) -> None:
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.mails.append(told)
        status = self.server.status
        if not status:
            self.close_connection = True
            return
        body: dict[str, Any] = {"messageId": f"<brevo-{len(self.server.mails)}@mail.example>"}
        if status >= 400:
            body = {"code": "refused", "message": "refused"}
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_arguments: Any) -> None:
        """Quiet."""


@contextmanager
def open_mail_service() -> Iterator[MailService]:
    with MailService() as service:
        threading.Thread(target=service.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield service
        finally:
            service.shutdown()
