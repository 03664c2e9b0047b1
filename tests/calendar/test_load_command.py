"""``thanthien load holidays``: entered in somebody's name, waiting for a second person; once; exact rejections."""

import json
from pathlib import Path

import pytest

from tests.world import World
from thanthien.core import audit
from thanthien.core.models import AuditRow
from thanthien.ops import load_holidays
from thanthien.ops.output import Failed
from thanthien.org import service as org

pytestmark = pytest.mark.django_db
CSV = """Loại,Ngày nghỉ,Ngày làm bù,Lý do,Văn bản,Nguồn
year,"1/1/2028, 25/1/2028 - 31/1/2028",,Lịch nghỉ năm 2028,TB 900/TB-BNV,công văn đến 40
swap,24/12/2026,26/12/2026,Hoán đổi,CV 77/VPCP,công văn đến 41
closure,32/12/2026,,Mất điện,CĐ 1,công văn đến 42
"""


def test_a_file_enters_notices_that_a_second_person_approves(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thanthien.ops.place.require", lambda: None)
    file = tmp_path / "lich.csv"
    file.write_text(CSV, "utf-8")
    with pytest.raises(Failed, match="may not enter"):
        load_holidays.run(file, dry_run=False, as_json=True, by="nhai")
    with pytest.raises(Failed, match="nobody signs in"):
        load_holidays.run(file, dry_run=False, as_json=True, by="khong-co")
    load_holidays.run(file, dry_run=True, as_json=True, by="quan")
    assert json.loads(capsys.readouterr().out)["loaded"] == 2
    assert not org.notices(world.actors["tam"]).exists()
    load_holidays.run(file, dry_run=False, as_json=True, by="quan")
    told = json.loads(capsys.readouterr().out)
    assert (told["read"], told["loaded"], told["known"]) == (3, 2, 0)
    assert [(one["line"], one["column"]) for one in told["rejected"]] == [(4, "off")]
    assert "không phải ngày có thật" in told["rejected"][0]["why"]
    rows = list(org.notices(world.actors["tam"]))
    assert {(row.state, row.entered_by.login) for row in rows} == {("proposed", "quan")}
    # The second person reads that nobody signed in for it: whoever keeps the machine could be both people.
    assert all(row.source.endswith(load_holidays.BY_FILE) for row in rows)
    assert all(load_holidays.BY_FILE in row.body for row in AuditRow.objects.filter(act="notice.enter"))
    load_holidays.run(file, dry_run=False, as_json=False, by="quan")
    assert "0 entered" in capsys.readouterr().out
    year = next(row for row in rows if row.kind == "year")
    org.approve_notice(actor=world.actors["tam"], now=world.now, notice_id=year.id, version=year.version)
    assert org.calendars.of(world.home).calendar.last.year == 2028
    assert audit.verify().ok
