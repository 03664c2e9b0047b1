"""A course of Cẩm Vân and a session of it, made by the real commands."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tests.world import World
from thanthien.core.actors import Actor
from thanthien.programme import service as programme
from thanthien.rules import training as rules

training = programme.training


def course(world: World, actor: Actor | None = None, **changes: Any) -> UUID:
    values: dict[str, Any] = {"title": "Văn hóa giao tiếp với bà con", "pass_mark": 80}
    wanted = training.Syllabus(**(values | changes))
    return UUID(training.make_course(actor=actor or world.actors["tam"], now=world.now, wanted=wanted).id)


def wanted(world: World, actor: Actor | None = None, **changes: Any) -> programme.training.Wanted:
    """Today from 8:00 to 11:00; the quiz from 8:15 until tomorrow 17:00. Now is 8:30."""
    start = world.now - timedelta(minutes=30)
    values: dict[str, Any] = {
        "starts_at": start, "ends_at": start + timedelta(hours=3), "place": "Hội trường UBND xã",
        "trainer": "Lê Thị Hường, Sở Nội vụ", "keeper": UUID((actor or world.actors["nhai"]).id),
        "quiz_from": start + timedelta(minutes=15), "quiz_until": start + timedelta(hours=33),
    }  # fmt: skip
    return training.Wanted(**(values | changes))


def session(world: World, actor: Actor | None = None, course_id: UUID | None = None, **changes: Any) -> UUID:
    actor = actor or world.actors["tam"]
    asked = wanted(world, actor if actor.has("overseer", on="training") else None, **changes)
    made = training.call_session(actor=actor, now=world.now, course_id=course_id or course(world, actor), wanted=asked)
    return UUID(made.id)


def scan(world: World, login: str, key: UUID, at: datetime | None = None, made: datetime | None = None) -> UUID:
    code = training.make_code(key, made or at or world.now)
    return UUID(training.enter(actor=world.actors[login], now=at or world.now, code=code).id)


def right_answers(world: World, wrong: int = 0) -> list[int]:
    """All right but the first ``wrong`` ones."""
    questions = rules.conduct_questions(world.now.date())
    return [(one.right + (at < wrong)) % len(one.options) for at, one in enumerate(questions)]


def hold(world: World, key: UUID, actor: Actor | None = None, **changes: Any) -> None:
    values: dict[str, Any] = {"report": "Học mười nguyên tắc giao tiếp, làm bài tại chỗ."}
    training.hold(actor=actor or world.actors["nhai"], now=world.now, session_id=key, **(values | changes))


def training_things(world: World) -> dict[str, Any]:
    """A course with a page and a session kept by the chair, who is there; for tests that walk every address."""
    tam = world.actors["tam"]
    made = course(world)
    page = training.add_material(
        actor=tam, now=world.now, course_id=made, title="Mười nguyên tắc", text="Chào trước, hỏi sau."
    )
    key = session(world, course_id=made, keeper=UUID(tam.id))
    there = scan(world, "tam", key)
    first = training.key_of(training.course(tam, made).questions[0])
    return {"course": made, "course_material": UUID(page.id), "training": key, "attendance": there, "question": first}
