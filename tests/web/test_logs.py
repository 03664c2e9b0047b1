"""A refused form wrote the citizen's secret link into the server's log: whoever read the log could open the dossier."""

import logging
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from thanthien.conf.logs import NoSecretLinks

TOKEN = "AaIDCWjbfPKITWpb4AfMgp174WiC_45ScerYv7E1lIE"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/hs/{}/", "/nop/{}/2/", "/danh-gia/{}/"])
def test_no_secret_link_in_the_log(address: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.addFilter(NoSecretLinks())
    assert Client().get(address.format(TOKEN)).status_code == 404
    assert "Not Found" in caplog.text
    assert TOKEN not in caplog.text


def test_the_console_has_the_filter_and_other_lines_pass_unchanged() -> None:
    handlers: Any = settings.LOGGING["handlers"]
    assert "no_secret_links" in handlers["console"]["filters"]
    record = logging.LogRecord("x", logging.INFO, "", 0, "%s: %s", ("Not Found", "/thu-tuc/1.001193/"), None)
    assert NoSecretLinks().filter(record)
    assert record.getMessage() == "Not Found: /thu-tuc/1.001193/"
