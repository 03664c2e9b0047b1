"""Debian's Chromium driven by Playwright, and axe for WCAG 2.2 AA. Nothing is downloaded."""

import contextlib
import os
import shutil
import warnings
from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

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
    expect.set_options(timeout=20_000)  # of a busy machine; a page that is wrong fails as surely
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def sign_in(page: Page, login: str, password: str, site: str = "") -> None:
    """Sign in as a person would; where the post asks for a second step, take the code that the demo shows.

    Once in some thousand times the form arrives without its cookie on a busy machine. The page then says to open it
    again, and so does this; what was sent is told as a warning, so that it does not go unseen.
    """
    if not _let_in(page, login, password, site):
        assert _let_in(page, login, password, site), page.locator("body").inner_text()[:1500]
    if "buoc-hai" in page.url:
        page.fill("#id_code", page.locator("[data-demo-code]").inner_text())
        page.keyboard.press("Enter")
    page.wait_for_url("**/can-bo/")


def _let_in(page: Page, login: str, password: str, site: str) -> bool:
    page.goto(f"{site}/can-bo/dang-nhap/")
    page.fill("#id_login", login)
    page.fill("#id_password", password)
    with page.expect_response(lambda one: one.request.method == "POST") as sent:
        page.keyboard.press("Enter")
    if sent.value.status != 403:
        page.wait_for_url(lambda url: not url.rstrip("/").endswith("/dang-nhap"))
        return True
    request = sent.value.request
    cookies, held = request.headers_array(), [cookie["name"] for cookie in page.context.cookies()]
    warnings.warn(f"{login} was refused by 403; sent {cookies}, holds {held}", stacklevel=2)
    return False


def axe_findings(page: Page) -> list[str]:
    """One line for each WCAG 2.2 AA rule that the page breaks, with the first place."""
    page.wait_for_load_state()  # a page on its way has no root yet
    results = Axe().run(page, options=RULES)
    return [
        f"{item['id']} ({item['impact']}): {item['help']}: {item['nodes'][0]['html']}"
        for item in results.response["violations"]
    ]


def overflow(page: Page) -> int:
    """How many pixels the page is wider than its window; people must never scroll sideways."""
    width: int = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return max(0, width)
