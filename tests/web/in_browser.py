"""A real browser in front of the test's own world: every request is answered by Django in this very thread.

So pages of any state can be looked at, on the rehearsed day, without a server process. Redirects become a page
that refreshes itself: Playwright does not hand redirected requests to its routes.
"""

from contextvars import copy_context
from html import escape
from mimetypes import guess_type
from pathlib import Path

from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Page, Route

HOST = "http://xa.test"
REDIRECT = '<!doctype html><html lang="vi"><title>…</title><meta http-equiv="refresh" content="0;url={}"></html>'


def connect(page: Page, client: Client | None = None) -> Page:
    """Let a window speak with Django, as ``client`` if somebody has signed in; addresses begin with :data:`HOST`."""
    client = client or Client(raise_request_exception=False)
    client.defaults["HTTP_HOST"] = HOST.partition("//")[2]

    home = copy_context()

    def answer(route: Route) -> None:
        request = route.request
        address = request.url.removeprefix(HOST)
        if address.startswith("/tinh/"):
            _static(route, address)
            return
        headers = {name.replace("-", "_"): value for name, value in request.headers.items()}
        kind = headers.pop("content_type", "application/octet-stream")
        # Playwright's loop shows in this thread: Django keeps its connection by context, so the test's own is entered.
        body = request.post_data_buffer or b""
        got = home.copy().run(client.generic, request.method, address, body, content_type=kind, headers=headers)
        if got.status_code in (301, 302, 303):
            onward = REDIRECT.format(escape(got.headers["Location"]))
            route.fulfill(status=200, content_type="text/html; charset=utf-8", body=onward)
            return
        route.fulfill(status=got.status_code, headers=dict(got.headers), body=got.getvalue())

    page.route(f"{HOST}/**", answer)
    return page


def _static(route: Route, address: str) -> None:
    found = finders.find(address.removeprefix("/tinh/").partition("?")[0])
    if not isinstance(found, str):
        route.fulfill(status=404)
        return
    kind = guess_type(found)[0] or "application/octet-stream"
    route.fulfill(status=200, content_type=kind, body=Path(found).read_bytes())


def go(page: Page, address: str) -> Page:
    """Open an address."""
    page.goto(f"{HOST}{address}")
    return page


def arrive(page: Page, part: str) -> None:
    """Wait until the address holds ``part``."""
    page.wait_for_url(f"**{part}**")
