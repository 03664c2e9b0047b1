"""Windows of the story's people: who signs in on which day, and how they fill forms by what they read on them."""

from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from playwright.sync_api import Browser, Locator, Page, expect

from tests import chromium
from tests.story.house import PASSWORD


class Window:
    """Somebody at work on a day."""

    def __init__(self, browser: Browser, site: str, login: str, folder: Path) -> None:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
        context.set_default_timeout(60_000)
        self.page: Page = context.new_page()
        self.site, self.folder = site, folder
        chromium.sign_in(self.page, login, PASSWORD, site)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, what: BaseException | None, at: TracebackType | None) -> None:
        if what is not None:
            self.page.screenshot(path="var/test/story-failed.png", full_page=True)
        self.page.context.close()

    def open(self, address: str) -> Self:
        """Open an address of the site."""
        self.page.goto(f"{self.site}{address}")
        return self

    def follow(self, *names: str) -> Self:
        """Follow links by what they say."""
        for name in names:
            self.page.get_by_role("link", name=name).first.click()
        return self

    def fill(self, **values: str | date) -> Self:
        """Fill fields by their names; a day goes into its three boxes."""
        for name, value in values.items():
            if isinstance(value, date):
                self._day(name, value)
            else:
                self._field(name, value)
        return self

    def _day(self, name: str, value: date) -> None:
        for box, typed in (("d", value.day), ("m", value.month), ("y", value.year)):
            self.page.locator(f'[name="{name}_{box}"]').fill(str(typed))

    def _field(self, name: str, value: str) -> None:
        found: Locator = self.page.locator(f'[name="{name}"]')
        kind = found.first.evaluate("one => one.tagName == 'SELECT' ? 'select' : one.type")
        if kind == "select":
            found.select_option(label=value)
        elif kind in ("radio", "checkbox"):
            self.page.get_by_label(value).first.check()
        elif kind == "file":
            found.set_input_files(value)
        else:
            found.fill(value)

    def press(self, name: str) -> Self:
        """Press a button by what it says."""
        self.page.get_by_role("button", name=name).first.click()
        return self

    def send(self) -> Self:
        """Press the button that sends the page's form."""
        self.page.locator("main form button.btn:not(.second):not(.quiet)").last.click()
        return self

    def reads(self, *words: str) -> Self:
        """See these words on the page."""
        for one in words:
            expect(self.page.get_by_text(one).first).to_be_visible()
        return self

    def settled(self, place: Locator) -> Self:
        """Wait until a place says that it was written."""
        expect(place).to_contain_text("Đã")
        return self

    def looks(self, name: str) -> Self:
        """Find nothing that breaks WCAG or is wider than the window; keep the picture."""
        assert chromium.axe_findings(self.page) == [], name
        folder = Path("var/test/story")
        folder.mkdir(parents=True, exist_ok=True)
        for width in (360, 1280):
            self.page.set_viewport_size({"width": width, "height": 900})
            assert chromium.overflow(self.page) == 0, f"{name} at {width}"
            self.page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
        return self
