"""The story's house, once for its walk."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser

from tests.live import running_site
from tests.story.people import Window


class On(Protocol):
    """Somebody signs in on a day, at eight in the morning unless another hour is said."""

    def __call__(self, login: str, day: date, hour: str = "08:00") -> Window: ...


def house_of(browser: Browser, site: str, folder: Path) -> On:
    """Return the way into a running house whose clock is the file ``moment`` of its folder."""

    def window(login: str, day: date, hour: str = "08:00") -> Window:
        (folder / "moment").write_text(f"{day.isoformat()}T{hour}:00+07:00")
        return Window(browser, site, login, folder)

    return window


@pytest.fixture
def on(browser: Browser, tmp_path: Path) -> Iterator[On]:
    """Open the house of the story."""
    with running_site(house="tests.story.house", folder=str(tmp_path)) as site:
        yield house_of(browser, site, tmp_path)
