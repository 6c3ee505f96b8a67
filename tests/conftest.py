import gc
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import SimpleTestCase
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from tests.phone import (  # noqa: F401
    axe,
    browser_type_launch_args,
    complaints,
    new_context,
    shoot,
)

hypothesis_settings.register_profile("house", deadline=None, print_blob=True, derandomize=True, database=None)
hypothesis_settings.load_profile("house")


@pytest.fixture(autouse=True)
def indonesian() -> Iterator[None]:
    """Every test begins in the source language, whatever a page of the test before was shown in."""
    with translation.override("id"):
        yield


def pytest_collection_finish() -> None:
    """What was collected stays; looking through it for garbage again and again took a seventh of the whole run."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


def pytest_report_header() -> str:
    return f"database: {connection.vendor}"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """A session for the browser does not read the thousands of tests that its mark would leave out anyway."""
    marked = config.getoption("markexpr", "") or ""
    if not marked.startswith("browser") or not collection_path.is_file():
        return None
    only_journeys = "database" in marked
    return not opens_a_browser(collection_path) or only_journeys and not is_journey(collection_path) or None


@pytest.hookimpl(tryfirst=True)  # before -m chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if {"new_context", "page", "browser"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)
            if not opens_a_browser(item.path):
                raise pytest.UsageError(f"{item.path}: a session for the browser would not find this one")
        if item.get_closest_marker("postgres_only") and connection.vendor != "postgresql":
            item.add_marker(pytest.mark.skip(reason="says something that only PostgreSQL can do"))
        if touches_a_database(item):
            item.add_marker(pytest.mark.database)


OPENS_ONE = re.compile(r"new_context|page: Page")
PAGES = {"dashboard", "storefront", "workshop"}
"""Faces whose pages are looked at once, on SQLite: what they say does not depend on the database (decision 2)."""


ONCE = {
    "test_serve.py", "test_demo.py", "test_logs.py", "test_walk_late.py", "test_walk_batches.py", "test_walk_prices.py",
    "test_walk_tax.py",
    "test_walk_line.py", "test_camera.py",
    "test_pages.py", "test_import_orders.py",
}  # fmt: skip
"""How processes begin and end, what the demo holds, walks whose verbs run on each database elsewhere: slow."""


def touches_a_database(item: pytest.Item) -> bool:
    """Tests that don't are run once, not once per database."""
    if shows_a_page(item) or item.path.name in ONCE:
        return False
    if item.get_closest_marker("browser"):
        return is_journey(item.path)  # PostgreSQL walks the journeys
    fixtures = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    django_case = isinstance(getattr(item, "cls", None), type) and issubclass(item.cls, SimpleTestCase)  # type: ignore[attr-defined]
    of_servers = "servers" in item.path.parts
    return bool(fixtures or django_case or of_servers or item.get_closest_marker("django_db"))


def shows_a_page(item: pytest.Item) -> bool:
    """A page's own tests. On PostgreSQL `test_every_page` asks every address, and the browser walks the journeys."""
    pages = PAGES - {"storefront"} if item.get_closest_marker("browser") else PAGES
    of_a_page = (
        "faces" in item.path.parts and pages & set(item.path.parts) and "memory" not in item.path.parts
    )
    return bool(of_a_page) and not any(map(item.get_closest_marker, ("postgres_only", "concurrency")))


def is_journey(path: Path) -> bool:
    return "journeys" in path.parts


def opens_a_browser(path: Path) -> bool:
    """By what the file says: a journey, or a test that asks for a page."""
    return is_journey(path) or path.is_file() and bool(OPENS_ONE.search(path.read_text()))
