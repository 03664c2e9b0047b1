"""Fixtures of the whole suite. Two databases: THANTHIEN_TEST_DB=sqlite (default) or postgres."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING
from unittest import mock

import pytest
from django.conf import settings
from django.test import TestCase
from playwright.sync_api import Browser, Page
from pytest_django import DjangoDbBlocker

from tests import chromium, postgres, smtp, tables

if TYPE_CHECKING:
    from tests.world import World

IN_CI = os.environ.get("CI") == "true"
ON_POSTGRES = os.environ.get("THANTHIEN_TEST_DB") == "postgres"
_open = contextlib.ExitStack()


def pytest_configure(config: pytest.Config) -> None:
    """Start PostgreSQL once, in the process that hands out the tests; its workers inherit the address."""
    if not ON_POSTGRES:
        return
    if not hasattr(config, "workerinput") and "THANTHIEN_DB_HOST" not in os.environ:
        os.environ.update(_open.enter_context(postgres.running_cluster()).environment())
    names = {"HOST": "HOST", "PORT": "PORT", "USER": "USER", "NAME": "NAME"}
    settings.DATABASES["default"].update({name: os.environ[f"THANTHIEN_DB_{suffix}"] for name, suffix in names.items()})


def pytest_unconfigure(config: pytest.Config) -> None:
    """Clean up, once: a worker that ends first would take the files of the other away."""
    _open.close()
    if hasattr(config, "workerinput"):
        return
    data = str(settings.DATA_DIR)
    if data.startswith(f"{tempfile.gettempdir()}/thanthien-test-"):
        shutil.rmtree(data, ignore_errors=True)


LONG = ("/tests/story/", "/tests/ops/", "/tests/robust/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, or one worker waits for a walk of the other; end with what empties the tables.

    After a test that commits, every later one of its worker would have to enter the whole world again.
    """
    emptying = {
        item.path for item in items for mark in item.iter_markers("django_db") if mark.kwargs.get("transaction")
    }

    def place(item: pytest.Item) -> int:
        if item.path in emptying:
            return 2
        return 0 if item.get_closest_marker("browser") or any(one in str(item.path) for one in LONG) else 1

    items.sort(key=place)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """In CI everything is installed: a test that skips itself there hides something."""
    report: pytest.TestReport = yield  # type: ignore[assignment]
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI: {report.longrepr}"
    return report  # type: ignore[return-value]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> Iterator[None]:
    """Lay the tables of the test database by a copy where one is kept."""
    from thanthien.core.management.commands.migrate import Command

    migrate = Command.handle
    with mock.patch.object(
        Command, "handle", lambda self, *args, **more: tables.lay(partial(migrate, self, *args, **more))
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def _references_are_checked_once() -> Iterator[None]:
    """SQLite looks through every row of every table after each test; PostgreSQL knows what was touched, and looks."""
    if ON_POSTGRES:
        yield
        return
    with mock.patch.object(TestCase, "_should_check_constraints", return_value=False):
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if chromium.find() is None:
        pytest.skip("Chromium is not installed; on Debian: sudo apt-get install chromium")
    with chromium.running_browser() as running:
        yield running


def _page(browser: Browser, viewport: dict[str, int]) -> Iterator[Page]:
    context = browser.new_context(viewport=viewport, locale="vi-VN")  # type: ignore[arg-type]
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window of 1280 px, with cookies of its own."""
    yield from _page(browser, chromium.DESK)


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A window of 360 px, with cookies of its own."""
    yield from _page(browser, chromium.PHONE)


@pytest.fixture(scope="session")
def smtp_process() -> Iterator[smtp.Server]:
    with smtp.running_server() as server:
        yield server


@pytest.fixture
def smtp_server(smtp_process: smtp.Server) -> smtp.Server:
    """An SMTP server process with an empty mailbox."""
    smtp_process.forget()
    return smtp_process


@pytest.fixture(scope="session")
def _reference(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    from tests.world import load_reference

    with django_db_blocker.unblock():
        load_reference()


@pytest.fixture
def world(_reference: None, db: None) -> Iterator["World"]:
    """The fixed world on Monday 2026-11-16, 8:30; the clock is rehearsed for the whole test."""
    from tests.world import NOW, forget, known, load_reference, rehearsed

    load_reference()
    forget()
    with rehearsed(NOW):
        yield known()
