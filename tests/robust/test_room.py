"""Uploads stop before the disk is full: what is left of it belongs to filings."""

from types import SimpleNamespace

import pytest

from tests.files import samples
from tests.world import NOW, World
from thanthien.core import files
from thanthien.core.errors import Busy
from thanthien.core.files import store
from thanthien.core.models import StoredFile


def test_an_upload_is_turned_away_while_filings_still_find_room(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=store.KEPT_FREE + 100))
    with pytest.raises(Busy):
        files.stage("a.jpg", samples.jpeg(), unit_id=world.home, purpose="dossier", now=NOW)
    assert StoredFile.objects.count() == 0
    assert world.online().state == "submitted"
