"""Debian's Chromium driven by Playwright, and axe for WCAG 2.2 AA. Nothing is downloaded."""

import contextlib
import os
import shutil
from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as TookTooLong

ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def find() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


@contextlib.contextmanager
def running_browser() -> Iterator[Browser]:
    """Start Chromium once. Playwright's loop lives in this thread, which Django would refuse."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def sign_in(page: Page, login: str, password: str, site: str = "") -> None:
    """Sign in as a person would; where the post asks for a second step, take the code that the demo shows."""
    page.goto(f"{site}/can-bo/dang-nhap/")
    page.fill("#id_login", login)
    page.fill("#id_password", password)
    page.keyboard.press("Enter")
    try:
        page.wait_for_url(lambda url: not url.rstrip("/").endswith("/dang-nhap"))
    except TookTooLong as error:
        raise AssertionError(f"{login} was not let in: {page.locator('body').inner_text()[:1500]}") from error
    if "buoc-hai" in page.url:
        page.fill("#id_code", page.locator("[data-demo-code]").inner_text())
        page.keyboard.press("Enter")
    page.wait_for_url("**/can-bo/")


def axe_findings(page: Page) -> list[str]:
    """One line for each WCAG 2.2 AA rule that the page breaks, with the first place."""
    results = Axe().run(page, options=RULES)
    return [
        f"{item['id']} ({item['impact']}): {item['help']}: {item['nodes'][0]['html']}"
        for item in results.response["violations"]
    ]


def overflow(page: Page) -> int:
    """How many pixels the page is wider than its window; people must never scroll sideways."""
    width: int = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return max(0, width)
