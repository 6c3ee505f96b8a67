"""A visitor without a browser, over a real socket."""

import itertools
from dataclasses import dataclass, field
from http.client import HTTPConnection
from urllib.parse import urlencode

FORM = "application/x-www-form-urlencoded"
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    def header(self, name: str) -> str:
        """All values of this header, joined; "" when there is none."""
        return ", ".join(value for key, value in self.headers if key.lower() == name.lower())


@dataclass
class Visitor:
    """Comes from an address of its own. Every request is a new connection, so a dead server is noticed at once."""

    port: int
    number: int = field(default_factory=lambda: next(_numbers))
    timeout: float = 60

    @property
    def address(self) -> str:
        return f"10.{self.number >> 16 & 255}.{self.number >> 8 & 255}.{self.number & 255}"

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """`headers` in Python's spelling: `content_type="…"`. Raises OSError or HTTPException when nobody answers."""
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        connection = HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
        try:
            connection.request(
                method, path, body, {"X-Forwarded-For": self.address, "Accept-Language": "id"} | said
            )
            answer = connection.getresponse()
            return Answer(answer.status, answer.getheaders(), answer.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, **headers)

    def send(self, path: str, values: dict[str, str], **headers: str) -> Answer:
        return self.ask("POST", path, urlencode(values).encode(), **({"content_type": FORM} | headers))
