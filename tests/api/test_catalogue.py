"""Reading by programs: procedures, units, dates, and the description of it all."""

import pytest

from tests.api.conftest import Program, problem
from tests.world import BIRTH, MARITAL, NO_LIMIT, REBIRTH, World
from thanthien.onestop import service as onestop


def test_the_whole_catalogue_by_cursor(program: Program, world: World) -> None:
    seen: list[str] = []
    cursor = ""
    for _ in range(20):
        told = program.get(f"procedures?limit=30&cursor={cursor}").json()
        seen += [one["code"] for one in told["results"]]
        cursor = told["next"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == len(onestop.offered(world.home, world.now.date()).open)
    assert seen[0] == BIRTH


def test_search_is_the_same_search(program: Program) -> None:
    told = program.get("procedures?q=giay%20doc%20than").json()
    assert told["results"][0]["code"] == MARITAL
    assert told["results"][0]["score"] > 0.5
    assert program.get("procedures?q=zzzz%20qqqq").json() == {"results": [], "next": None}


@pytest.mark.parametrize(
    ("query", "kind", "field"),
    [
        ("limit=0", "unreadable-field", "limit"),
        ("limit=x", "unreadable-field", "limit"),
        ("limit=999999", "unreadable-field", "limit"),
        ("cursor=nope", "unknown-cursor", "cursor"),
        (f"q={'a' * 500}", "unreadable-field", "q"),
    ],
)
def test_lists_refuse_what_they_cannot_read(program: Program, query: str, kind: str, field: str) -> None:
    problem(program.get(f"procedures?{query}"), 422, kind, field)


def test_one_procedure_whole(program: Program) -> None:
    told = program.get(f"procedures/{BIRTH}").json()
    assert told["limit"] | {"cases": None} == told["limit"] | {"cases": None}
    assert (told["limit"]["unit"], told["limit"]["cutoff"]) == ("same_day", "15:00")
    assert "forms" in told["unconfirmed"]
    assert told["enabled"] is True
    assert program.get(f"procedures/{NO_LIMIT}").json()["limit"]["value"] is None
    problem(program.get("procedures/9.9"), 404, "not-found")


def test_units_as_they_stood(program: Program) -> None:
    before = program.get("units?q=15163&on=2023-04-04").json()["units"]
    today = program.get("units?q=15163").json()["units"]
    assert [unit["name"] for unit in before] == ["Cẩm Tâm"]
    assert [unit["name"] for unit in today] == ["Cẩm Vân"]
    assert before[0]["note"] == "theo dữ liệu đầu năm 2025"
    many = program.get("units?q=tan%20lap&limit=2").json()
    assert len(many["units"]) <= 2
    problem(program.get("units"), 422, "unreadable-field", "q")
    problem(program.get("units?q=%20"), 422, "unreadable-field", "q")
    problem(program.get("units?q=a&on=hom-nay"), 422, "unreadable-field", "on")


def test_an_explained_date(program: Program) -> None:
    told = program.get(f"due?procedure={REBIRTH}&received=2026-11-20T09:20").json()
    assert (told["due_on"], told["status"], told["assumed"]) == ("2026-11-30", "firm", [])
    assert told["due_at"] == "2026-11-30T23:59:59+07:00"
    assert all(set(step) == {"rule", "article", "from", "to", "note"} for step in told["steps"])
    assert program.get("due?working_days=5&from=2026-02-12").json()["due_on"]
    assert program.get("due?calendar_days=30&from=2026-03-28").json()["due_on"] == "2026-04-28"
    assert program.get("due?rule=KN1-03&from=2026-03-28").status_code == 200
    events = "event=supplement@2026-02-13T10:00&event=complete@2026-02-24T08:00"
    moved = program.get(f"due?procedure={REBIRTH}&received=2026-02-12T09:30&{events}").json()
    assert moved["due_on"] == "2026-03-03"


@pytest.mark.parametrize(
    ("query", "kind", "field"),
    [
        (f"procedure={NO_LIMIT}&received=2026-11-20", "limit-unknown", "procedure"),
        ("procedure=9.9&received=2026-11-20", "unknown-procedure", "procedure"),
        (f"procedure={REBIRTH}&received=2026-11-20&unit=99999", "unknown-unit", "unit"),
        (f"procedure={REBIRTH}", "bad-moment", "received"),
        (f"procedure={REBIRTH}&received=2026-11-20&case=x", "unknown-case", "case"),
        ("", "bad-question", "procedure"),
        ("working_days=5&rule=KN1-03&from=2026-01-02", "bad-question", "working_days"),
        ("working_days=0&from=2026-01-02", "bad-limit", "working_days"),
        ("working_days=5&from=1999-01-02", "date-out-of-calendar", "from"),
        ("working_days=5&from=2026-01-02&event=x", "bad-event", "event"),
        ("rule=NO-1&from=2026-01-02", "unknown-rule", "rule"),
    ],
)
def test_no_date_is_given_for_a_reason(program: Program, query: str, kind: str, field: str) -> None:
    problem(program.get(f"due?{query}"), 422, kind, field)


def test_the_description_promises_what_is_done(program: Program) -> None:
    told = program.get("openapi.json").json()
    assert told["openapi"].startswith("3.1")
    assert set(told["paths"]) == {
        "/api/v1/procedures", "/api/v1/procedures/{code}", "/api/v1/units", "/api/v1/due",
        "/api/v1/dossiers", "/api/v1/dossiers/{code}", "/api/v1/figures", "/api/v1/intake/dossiers",
    }  # fmt: skip
    assert "401" in told["paths"]["/api/v1/dossiers/{code}"]["get"]["responses"]
    assert not program.get("openapi.json").cookies
    assert program.client.get("/api/v1/docs").status_code == 404
