"""What strangers send: values no form has, bodies no browser makes."""

from collections.abc import Iterator
from urllib.parse import urlencode

from tests.servers.visitor import FORM

VALUES = (
    "", " ", "0", "-1", "1.5", "1e9", "٣", "9" * 30, "1" * 5_000, "NaN", "true", "null", "[]",
    "\x00", "a\x00b", "\ud800", "\udfff\ud800", "\ufeff\u202e\u200f", "\r\n\r\nSet-Cookie: a=b", "é" * 400,
    "<script>alert(1)</script>", "{{ 7|add:7 }}", "%s%n%(x)s", "{0}{what}", "' OR 1=1 --", "../../etc/passwd",
    "0001-01-01", "9999-12-31T23:59:59.999999", "2026-02-30", "x" * 20_000, "+6281234567890" * 20,
)  # fmt: skip
ENCODINGS = ("utf-8", "utf-16", "rot13", "no-such-charset", "")


def encoded(values: dict[str, str]) -> bytes:
    """As a form, lone surrogates and all."""
    return urlencode(values, errors="surrogatepass").encode()


def multipart(name: str, filename: str, content: bytes, kind: str = "image/jpeg") -> tuple[bytes, str]:
    """(body, content type) of one uploaded file."""
    head = f'Content-Disposition: form-data; name="{name}"; filename="{filename}"\r\nContent-Type: {kind}'
    body = b"--x\r\n" + head.encode(errors="surrogatepass") + b"\r\n\r\n" + content + b"\r\n--x--\r\n"
    return body, "multipart/form-data; boundary=x"


def bodies(names: list[str]) -> Iterator[tuple[bytes, str]]:
    """Whole posts as (body, content type) for a form with inputs of these names."""
    for value in VALUES:
        yield encoded(dict.fromkeys(names, value)), FORM
    yield b"", FORM
    yield b"", ""
    yield b"\xff\xfe\x00%zz&&&===", FORM
    yield b"x" * 1_000_000, FORM
    yield encoded({names[0]: "x" * 1_000_000}), FORM
    yield encoded({f"{name}-{n}": "1" for n in range(600) for name in names[:5]}), FORM
    yield b'{"a": [1, null, {"b": "\\ud800"}]}', "application/json"
    yield b"<a/>", "text/xml"
    yield b"a=b", "\xff;;;="
    for charset in ENCODINGS:
        yield encoded(dict.fromkeys(names, "é")), f"{FORM}; charset={charset}"
    yield b"no boundary", "multipart/form-data"
    yield b"--x\r\nContent-Disposition: form-data; name=", "multipart/form-data; boundary=x"
    yield b"--x\r\n\r\n--x--", "multipart/form-data; boundary=x"
    yield b"", "multipart/form-data; boundary=" + "x" * 300
    for name in ("photo", "file", "sheet", names[-1]):
        yield multipart(name, "../../\x00.php", b"")
        yield multipart(name, "a.jpg", b"\xff\xd8\xff\xe0" + b"\x00" * 500)
        yield multipart(name, "\ud800.png", b"\x89PNG\r\n\x1a\n" + b"IHDR" * 50, "image/png")
        yield multipart(name, "x" * 2_000 + ".csv", b"a;b\n\x00;\xff", "text/csv")
        yield multipart(name, "book.xlsx", b"PK\x03\x04" + b"\x00" * 100, "application/zip")
