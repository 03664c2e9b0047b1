"""Papers of Cẩm Vân: drafted, edited, issued by the real commands."""

from typing import Any
from uuid import UUID

from tests.files.samples import blank_pdf, written
from tests.programme.planned import planned, task
from tests.world import World
from thanthien.core import files
from thanthien.programme.models import Plan
from thanthien.programme.service import papers

SIGNS: dict[str, Any] = {"signer_as": "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "signer": "Phạm Văn Tâm"}


def plan_of(world: World) -> UUID:
    """A plan with one task."""
    found = Plan.objects.filter(unit_id=world.home).first()
    if found is not None:
        return found.id
    plan = planned(world)
    task(world, plan)
    return plan


def drafted(world: World, kind: str = "plan", subject: UUID | None = None, login: str = "tam") -> papers.ModelPaper:
    about = subject or plan_of(world)
    done = papers.draft(actor=world.actors[login], now=world.now, kind=kind, subject_id=about)
    return papers.paper(world.actors[login], UUID(done.id))


def issue(world: World, row: papers.ModelPaper, login: str = "tam", **changes: Any) -> papers.ModelPaper:
    values: dict[str, Any] = {"version": row.version, "number": "12", "on": world.now.date()} | SIGNS
    papers.issue(actor=world.actors[login], now=world.now, paper_id=row.id, **(values | changes))
    return papers.paper(world.actors[login], row.id)


def words(row: papers.ModelPaper, **changes: Any) -> papers.Words:
    """The words of a draft as they stand, but for what is changed."""
    values: dict[str, Any] = {
        "title": row.title, "grounds": tuple(row.grounds), "recipients": tuple(row.recipients),
        "sections": tuple((one["head"], one["text"]) for one in row.sections),
    }  # fmt: skip
    return papers.Words(**(values | changes))


def edit(world: World, row: papers.ModelPaper, login: str = "tam", **changes: Any) -> papers.ModelPaper:
    told = words(row, **changes)
    papers.edit(actor=world.actors[login], now=world.now, paper_id=row.id, version=row.version, words=told)
    return papers.paper(world.actors[login], row.id)


def staged(world: World, name: str = "ban-ky.pdf", data: bytes | None = None, unit: UUID | None = None) -> UUID:
    found = written(blank_pdf()) if data is None else data
    return files.stage(name, found, unit_id=unit or world.home, purpose=papers.BACK, now=world.now).id


def give_back(world: World, row: papers.ModelPaper, file_id: UUID, login: str = "tam") -> None:
    papers.give_back(actor=world.actors[login], now=world.now, paper_id=row.id, file_id=file_id)


def paper_things(world: World) -> dict[str, Any]:
    """A draft with a PDF that came back, for tests that walk every address."""
    row = drafted(world)
    file_id = staged(world)
    give_back(world, row, file_id)
    return {"model_paper": row.id, "paper_file": file_id, "papered_plan": row.subject_id}
