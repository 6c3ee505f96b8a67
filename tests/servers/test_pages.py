"""What travels: headers, cookies, and how heavy a PO's page is on a cheap phone."""

import gzip
import re
import sys
from urllib.parse import urljoin

import brotli
import pytest

from tests.servers.machine import Machine
from tests.servers.shopping import Shop, open_shop
from tests.servers.visitor import Answer, Visitor

MOST_BYTES = 60_000
LINKED = re.compile(r'<(?:link|script)\b[^>]*?\b(?:href|src)="(/static/[^"]+)"')
IN_CSS = re.compile(r"""url\(\s*["']?([^"')]+)""")
IN_JS = re.compile(r"""(?:import|from)\s*\(?["']([^"']+\.js)["']""")


@pytest.fixture(scope="session")
def shop(machine: Machine) -> Shop:
    return open_shop(machine, "etalase", cap=50)


@pytest.fixture
def visitor(machine: Machine) -> Visitor:
    return Visitor(machine.port)


def test_it_says_that_it_is_alive_and_ready(visitor: Visitor) -> None:
    assert visitor.get("/healthz").text == '{"status": "ok"}'
    assert visitor.get("/readyz").text == '{"status": "ready"}'


def test_every_page_carries_the_headers_that_keep_strangers_out(visitor: Visitor, shop: Shop) -> None:
    for path in ("/", shop.path, f"{shop.path}pesan/", "/toko-saya/masuk/", "/tidak/ada/"):
        answer = visitor.get(path)
        policy = answer.header("Content-Security-Policy")
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy, path
        assert "unsafe" not in policy and "*" not in policy, path
        assert answer.header("X-Content-Type-Options") == "nosniff", path
        assert answer.header("X-Frame-Options") == "DENY", path
        assert answer.header("Permissions-Policy").startswith("camera=()"), path
        assert answer.header("Referrer-Policy") == "same-origin", path
        assert answer.header("Cross-Origin-Opener-Policy") == "same-origin", path


def test_no_page_for_strangers_leaves_a_cookie(visitor: Visitor, shop: Shop) -> None:
    for path in ("/", f"/{shop.path.split('/')[1]}/", shop.path, f"{shop.path}pesan/"):
        assert visitor.get(path).header("Set-Cookie") == "", path


def test_what_never_changes_is_kept_by_the_phone_for_ever(visitor: Visitor, shop: Shop) -> None:
    style = LINKED.findall(visitor.get(shop.path).text)
    for path in style:
        assert "immutable" in visitor.get(path).header("Cache-Control"), path


@pytest.mark.parametrize("coding", ["identity", "gzip", "gzip, br"])
def test_a_pos_page_weighs_less_than_60_kb_without_photos(visitor: Visitor, shop: Shop, coding: str) -> None:
    parts = page_with_parts(visitor, shop.path, coding)
    total = sum(len(answer.body) for answer in parts.values())
    told = [
        f"{len(answer.body):6} {answer.header('Content-Encoding'):8} {path}" for path, answer in parts.items()
    ]
    sys.stdout.write("\n".join([f"\n{coding}: {total} bytes in {len(parts)} files", *told, ""]))
    assert len(parts) > 5
    assert total < MOST_BYTES


def page_with_parts(visitor: Visitor, path: str, coding: str) -> dict[str, Answer]:
    """The page and every file it needs, found the way a browser finds them; photos are left out."""
    found: dict[str, Answer] = {}
    wanted = [path]
    while wanted:
        where = wanted.pop(0)
        if where in found:
            continue
        answer = found[where] = visitor.get(where, accept_encoding=coding)
        assert answer.status == 200, where
        wanted += [urljoin(where, link) for link in links_of(answer)]
    return found


def links_of(answer: Answer) -> list[str]:
    kind = answer.header("Content-Type").partition(";")[0]
    pattern = {"text/html": LINKED, "text/css": IN_CSS, "text/javascript": IN_JS}.get(kind)
    found = pattern.findall(plain(answer)) if pattern else []
    return [link for link in found if not link.startswith(("data:", "#"))]


def plain(answer: Answer) -> str:
    unpack = {"gzip": gzip.decompress, "br": brotli.decompress}.get(answer.header("Content-Encoding"), bytes)
    return unpack(answer.body).decode()
