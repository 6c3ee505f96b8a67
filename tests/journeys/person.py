"""Somebody with a phone or a laptop who walks through BukaPO, and whose every page is judged."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

Judge = Callable[[Page], None]
Shoot = Callable[[Page, str], None]
_steps = itertools.count(1)


@dataclass
class Person:
    """`look` is called on every page: open to everybody, nothing scrolls sideways, a picture for people to judge."""

    name: str
    page: Page
    axe: Judge
    shoot: Shoot

    def look(self, name: str) -> None:
        self.axe(self.page)
        wide = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 0, f"{self.page.url} is {wide} px too wide"
        self.shoot(self.page, f"way-{next(_steps):02}-{self.name}-{name}")

    def open(self, path: str) -> None:
        answer = self.page.goto(path)
        assert answer and answer.status == 200, f"{path}: {answer and answer.status}"

    def press(self, name: str, *, within: Locator | None = None) -> None:
        """A button."""
        (within or self.page).get_by_role("button", name=name, exact=True).first.click()

    def follow(self, name: str, *, within: Locator | None = None) -> None:
        """A link."""
        (within or self.page).get_by_role("link", name=name).first.click()

    def unfold(self, name: str, *, within: Locator | None = None) -> None:
        (within or self.page).locator("summary").filter(has_text=name).first.click()

    def fill(self, *fields: tuple[str, str], within: Locator | None = None) -> None:
        """(label, what to write) of each field."""
        for label, text in fields:
            (within or self.page).get_by_label(label).first.fill(text)

    def sees(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.get_by_text(text).locator("visible=true").first).to_be_visible()

    def sees_not(self, text: str) -> None:
        expect(self.page.get_by_text(text)).to_have_count(0)

    def get(self, path: str) -> bytes:
        """A file behind an address, with this person's cookies."""
        answer = self.page.request.get(path)
        assert answer.status == 200, f"{path}: {answer.status}"
        return answer.body()

    def file_behind(self, link: str) -> bytes:
        """What a link would download."""
        return self.get(
            self.page.get_by_role("link", name=link, exact=True).first.get_attribute("href") or ""
        )
