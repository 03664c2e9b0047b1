"""Who may open which page of the model. Records by name: tests/programme/things.py."""

from tests.access.lines import ADMIN, ALL, CHAIR, Line, only

MODEL: dict[str, Line] = {
    "model": Line(ALL),
    "plans": Line(ALL),
    "plan_make": Line(only(CHAIR, ADMIN), post=422),
    "plan": Line(ALL, own=True, args=lambda things: [things.model["year_plan"]]),
    "plan_add": Line(only(CHAIR, ADMIN), post=422, own=True, args=lambda things: [things.model["year_plan"]]),
    "plan_issue": Line(only(CHAIR, ADMIN), post=422, own=True, args=lambda things: [things.model["year_plan"]]),
    "plan_task_change": Line(only(CHAIR, ADMIN), post=422, own=True, args=lambda things: [things.model["plan_task"]]),
    "plan_task_done": Line(ALL, post=422, own=True, args=lambda things: [things.model["plan_task"]]),
    "plan_task_reopen": Line(only(CHAIR, ADMIN), post=422, own=True, args=lambda things: [things.model["plan_task"]]),
    "plan_task_drop": Line(only(CHAIR, ADMIN), post=422, own=True, args=lambda things: [things.model["plan_task"]]),
}
