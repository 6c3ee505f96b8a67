"""The people of the journeys: each with a browser of their own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Page

from bukapo.journal import clock
from tests.journeys.days import MONDAY, Calendar
from tests.journeys.person import Person

LAPTOP = {"viewport": {"width": 1280, "height": 800}, "is_mobile": False, "has_touch": False}
NewPerson = Callable[..., Person]


@pytest.fixture(autouse=True)
def apart(settings: Any, tmp_path: Path) -> Iterator[None]:
    """Pictures and tries of this test only."""
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    cache.clear()
    yield
    cache.clear()


def leave_out(page: Page) -> None:
    """axe is a script itself: where none runs, it can't look. The page is there all the same before it is judged."""
    page.wait_for_load_state()


@pytest.fixture
def new_person(
    new_context: Callable[..., Any], axe: Callable[[Page], None], shoot: Callable[[Page, str], None]
) -> NewPerson:
    """`new_person("rina")` holds a phone; `laptop=True`, or `scripts=False` where no JavaScript runs."""

    def make(name: str, *, laptop: bool = False, scripts: bool = True) -> Person:
        context = new_context(**(LAPTOP if laptop else {}), java_script_enabled=scripts)
        return Person(name, context.new_page(), axe if scripts else leave_out, shoot)

    return make


@pytest.fixture
def calendar(monkeypatch: pytest.MonkeyPatch) -> Calendar:
    """`calendar.at += timedelta(days=3)`: three days have passed, for everybody."""
    found = Calendar(MONDAY)
    monkeypatch.setattr(clock, "_told", found)
    return found
