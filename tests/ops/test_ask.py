"""Questions from outside: dates, procedures, units, with and without an installation."""

import json
from typing import Any

import pytest

from tests.ops.house import House
from thanthien.ops import cli

pytestmark = pytest.mark.django_db  # days off are asked of the calendar of the installation


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert cli.main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_working_days_over_tet(capsys: pytest.CaptureFixture[str]) -> None:
    said = answer(capsys, "due", "--working-days", "5", "--from", "2026-02-12")
    assert (said["due_on"], said["status"], said["assumed"]) == ("2026-02-26", "firm", [])
    assert said["due_at"].startswith("2026-02-26T23:59:59+07:00")
    assert {"rule", "article", "from", "to", "note"} <= set(said["steps"][0])


def test_calendar_days_roll_forward(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "due", "--calendar-days", "30", "--from", "2026-03-28")["due_on"] == "2026-04-28"


def test_people_get_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["due", "--working-days", "5", "--from", "2026-02-12"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("2026-02-26  5 ngày làm việc")
    assert any("Tết" in line for line in lines)


@pytest.mark.parametrize(
    ("words", "code", "problem"),
    [
        (["--working-days", "x", "--from", "2026-02-12"], 2, "bad-limit"),
        (["--working-days", "5", "--from", "hôm qua"], 2, "bad-moment"),
        (["--working-days", "5", "--from", "2026-02-12", "--event", "mua"], 2, "bad-event"),
        (["--working-days", "0", "--from", "2026-02-12"], 2, "bad-limit"),
        (["--working-days", "5", "--from", "2019-02-12"], 1, "date-out-of-calendar"),
        (["--rule", "KHONG-CO", "--from", "2026-02-12"], 1, "unknown-rule"),
        (["--working-days", "5", "--from", "2026-02-12", "--event", "complete@2026-02-13"], 1, "bad-event"),
    ],
)
def test_a_date_that_cannot_be_given(
    capsys: pytest.CaptureFixture[str], words: list[str], code: int, problem: str
) -> None:
    assert cli.main(["due", *words]) == code
    line = capsys.readouterr().err
    assert line.startswith(f"thanthien: {problem}: ")
    assert line.count("\n") == 1


def test_procedures_without_an_installation(empty: House) -> None:
    words = ["--received", "2026-02-12T09:30", "--event", "supplement@2026-02-13T10:00"]
    said = empty.json("due", "--procedure", "1.004873", *words, "--event", "complete@2026-02-24T08:00")
    assert said["due_on"] == "2026-02-27"
    assert "TTHC-15" in said["assumed"]
    assert "limit-unknown" in empty.refusal("due", "--procedure", "1.001662", "--received", "2026-02-12")
    assert "unknown-procedure" in empty.refusal("due", "--procedure", "9.9", "--received", "2026-02-12")


def test_units_and_searches_without_an_installation(empty: House) -> None:
    now = empty.json("unit", "15163")["units"]
    then = empty.json("unit", "15163", "--on", "2023-04-04")["units"]
    assert [unit["name"] for unit in now] == ["Cẩm Vân"]
    assert [unit["name"] for unit in then] == ["Cẩm Tâm"]
    assert [unit["code"] for unit in empty.json("unit", "Cẩm Tâm", "--on", "2023-04-04")["units"]] == ["15163"]
    assert empty.json("search", "giay doc than")["results"][0]["code"] == "1.004873"
    assert "no unit" in empty.refusal("unit", "Không Có Đâu")
    assert "--on" in empty.refusal("unit", "15163", "--on", "hôm qua", code=2)
    assert not (empty.folder / "thanthien.env").exists(), "asking installs nothing"


def test_an_installation_answers_for_its_own_commune(house: House) -> None:
    said = house.json("due", "--procedure", "1.004873", "--received", "2026-11-23T09:20")
    assert said["due_on"] == "2026-11-27", "24/11 is a day off"
    assert "unknown-unit" in house.refusal(
        "due", "--procedure", "1.004873", "--received", "2026-11-24", "--unit", "99999"
    )
    assert house.json("search", "dk ks", "--limit", "1")["results"][0]["code"] == "1.001193"
