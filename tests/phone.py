"""What the people of the browser tests hold in their hands: a cheap phone, 360 px wide, in Jakarta.

`page` is one such phone at the running server (`page.goto("/…")`); `new_context()` hands out another one, for another
person, and takes Playwright's options (`java_script_enabled=False`, a desktop's `viewport`). A test fails by itself
when any of its pages breaks the content security policy, reports an error on the console, throws in a script, asks
another host for anything, or gets an error for one of its parts. What a test provokes on purpose it removes from
`complaints`.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page, Request, Response

from setup import chromium

SCREENSHOTS = Path(__file__).resolve().parent.parent / "screenshots"
WIDTHS = {360: 740, 1280: 800}
PHONE = {
    "viewport": {"width": 360, "height": WIDTHS[360]},
    "is_mobile": True,
    "has_touch": True,
    "locale": "id-ID",
    "timezone_id": "Asia/Jakarta",
    "reduced_motion": "reduce",
}
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    found = chromium.find()
    if not found:
        pytest.skip("there is no Chromium on this machine")
    return browser_type_launch_args | {"executable_path": str(found), "args": QUIET}


@pytest.fixture
def complaints() -> list[str]:
    """What the pages of this test did that no page may do."""
    return []


@pytest.fixture
def new_context(
    new_context: Callable[..., BrowserContext], live_server: Any, complaints: list[str]
) -> Iterator[Callable[..., BrowserContext]]:
    def open_context(**options: Any) -> BrowserContext:
        context = new_context(**PHONE | {"base_url": live_server.url} | options)
        context.set_default_timeout(15_000)
        _watch(context, urlsplit(live_server.url).netloc, complaints)
        return context

    yield open_context
    assert not complaints, "\n".join(complaints)


def _watch(context: BrowserContext, own_host: str, complaints: list[str]) -> None:
    def on_console(message: ConsoleMessage) -> None:
        # A failed answer is judged in on_response, which knows what it was for.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            complaints.append(f"console: {message.text}")

    def on_request(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != own_host:
            complaints.append(f"another host was asked: {request.url}")

    def on_response(response: Response) -> None:
        asked_by_person = response.request.is_navigation_request()
        asked_by_script = response.request.resource_type in ("xhr", "fetch")
        worst_allowed = 499 if asked_by_person or asked_by_script else 399
        if response.status > worst_allowed and not response.url.endswith("/favicon.ico"):
            complaints.append(f"{response.status} for {response.url}")

    context.on("console", on_console)
    context.on("weberror", lambda error: complaints.append(f"script: {error.error}"))
    context.on("request", on_request)
    context.on("response", on_response)


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """`axe(page)`: nothing on it shuts out a person with a screen reader, weak eyes or no mouse."""

    def check(page: Page) -> None:
        page.wait_for_load_state()
        if connection.vendor == "postgresql":
            return  # the page is the one that was looked at on SQLite
        try:
            found = Axe().run(page)
        except Error:  # the page that was left went away under it: look at the one that came
            page.wait_for_load_state()
            found = Axe().run(page)
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"

    return check


@pytest.fixture
def shoot() -> Callable[[Page, str], None]:
    """`shoot(page, "campaign")`: the whole page at 360 and 1280 px into screenshots/, for people to look at.

    Where nobody looks (`CI`) none are taken.
    """

    def take(page: Page, name: str) -> None:
        if os.environ.get("CI") or connection.vendor == "postgresql":
            return
        before = page.viewport_size
        SCREENSHOTS.mkdir(exist_ok=True)
        for width, height in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            page.screenshot(path=SCREENSHOTS / f"{name}-{width}.png", full_page=True)
        if before:
            page.set_viewport_size(before)

    return take
