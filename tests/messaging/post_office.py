"""A mail server of one's own for tests: speaks enough SMTP to take, decline, put off or hang up. Loopback only."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message as Mail
from email.policy import default


class PostOffice(socketserver.ThreadingTCPServer):
    """`answers` maps a command (`RCPT`, `DATA`, …) to what is answered instead of 250; `mails` is what arrived."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Counter)
        self.mails: list[Mail] = []
        self.answers: dict[str, str] = {}

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Counter(socketserver.StreamRequestHandler):
    server: PostOffice

    def handle(self) -> None:
        self._say("220 counter open")
        while line := self.rfile.readline():
            command = line.decode().strip().upper().partition(" ")[0].partition(":")[0]
            answer = self.server.answers.get(command)
            if answer == "hang up":
                return
            if answer:
                self._say(answer)
            elif command == "DATA":
                self._say("354 go on")
                self._take()
            elif command == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 fine")

    def _take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        self.server.mails.append(message_from_bytes(b"".join(lines), policy=default))
        taken = self.server.answers.get("END", "250 taken")
        if taken != "hang up":
            self._say(taken)

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def open_post_office() -> Iterator[PostOffice]:
    with PostOffice() as office:
        threading.Thread(target=office.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield office
        finally:
            office.shutdown()
