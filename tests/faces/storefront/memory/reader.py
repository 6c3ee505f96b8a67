"""A reader at the WSGI door, and a steady clock that a test moves by hand."""

import gzip
import io
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Steady:
    """Seconds that pass only when told."""

    seconds: float = 1_000.0

    def __call__(self) -> float:
        return self.seconds

    def pass_by(self, seconds: float) -> None:
        self.seconds += seconds


@dataclass(frozen=True)
class Told:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


@dataclass
class Reader:
    """`read("/toko/po/", HTTP_COOKIE="…")`; the names of headers come back in lower case."""

    application: Any
    common: dict[str, str] = field(default_factory=lambda: {"HTTP_ACCEPT_LANGUAGE": "id"})

    def read(self, path: str, query: str = "", method: str = "GET", **environ: str) -> Told:
        told: list[Any] = []
        given = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "localhost",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
        }
        answer = self.application(given | self.common | environ, lambda *args: told.extend(args))
        body = b"".join(answer)
        getattr(answer, "close", lambda: None)()
        return Told(int(told[0][:3]), {name.lower(): value for name, value in told[1]}, body)
