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
    "plan_task_spend": Line(ALL, post=422, own=True, args=lambda things: [things.model["plan_task"]]),
    "plan_task_reopen": Line(only(CHAIR, ADMIN), post=422, own=True, args=lambda things: [things.model["plan_task"]]),
    "plan_task_drop": Line(only(CHAIR, ADMIN), post=422, own=True, args=lambda things: [things.model["plan_task"]]),
    "inspections": Line(ALL),
    "inspection_plan": Line(only(CHAIR, ADMIN), post=422),
    "inspection": Line(ALL, own=True, args=lambda things: [things.model["visit"]]),
    "inspection_begin": Line(
        only(CHAIR, ADMIN), post=302, own=True, args=lambda things: [things.model["visit_to_come"]]
    ),
    "inspection_sheet": Line(only(CHAIR, ADMIN), post=422, own=True, args=lambda things: [things.model["visit"]]),
    "inspection_find": Line(only(CHAIR, ADMIN), post=422, own=True, args=lambda things: [things.model["visit"]]),
    "inspection_close": Line(only(CHAIR, ADMIN), post=422, own=True, args=lambda things: [things.model["visit"]]),
    "inspection_cancel": Line(
        only(CHAIR, ADMIN), post=422, own=True, args=lambda things: [things.model["visit_to_come"]]
    ),
    "finding": Line(ALL, own=True, args=lambda things: [things.model["finding"]]),
    "finding_check": Line(only(CHAIR, ADMIN), post=422, own=True, args=lambda things: [things.model["finding"]]),
    "finding_file": Line(ALL, own=True, args=lambda things: [things.model["finding_step"]]),
    "finding_assign": Line(only(CHAIR, ADMIN), post=422, own=True, args=lambda things: [things.model["finding"]]),
    "finding_fix": Line(only(CHAIR, ADMIN), post=422, own=True, args=lambda things: [things.model["finding"]]),
    "finding_plan": Line(only(CHAIR, ADMIN), post=422, own=True, args=lambda things: [things.model["finding"]]),
}
