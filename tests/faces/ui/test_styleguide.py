"""Every part of the look on one page: it renders, it is open to everybody, and nobody meets it in the wild."""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page


@pytest.mark.parametrize("path", ["/_gaya/", "/_gaya/?salah"])
def test_every_part_is_open_to_everybody(page: Page, axe: Callable[[Page], None], path: str) -> None:
    page.goto(path)
    axe(page)
    page.emulate_media(color_scheme="dark")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.django_db
def test_outside_debug_and_tests_the_style_guide_does_not_exist(client: Client, settings: object) -> None:
    settings.TEST = settings.DEBUG = False  # type: ignore[attr-defined]
    assert client.get("/_gaya/").status_code == 404
