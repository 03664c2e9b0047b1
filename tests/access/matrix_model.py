"""Who may open which page of the model. Records by name: tests/programme/things.py."""

from tests.access.lines import ADMIN, ALL, CHAIR, CLERK, READERS, Line, only

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
    "postings": Line(ALL),
    "posting_hang": Line(only(CHAIR, ADMIN, CLERK), post=422),
    "posting_take_down": Line(
        only(CHAIR, ADMIN, CLERK), post=422, own=True, args=lambda things: [things.model["posting"]]
    ),
    "posting_picture": Line(ALL, own=True, args=lambda things: [things.model["posting"], "sau"]),
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
    "readiness": Line(ALL),
    "readiness_begin": Line(only(CHAIR, ADMIN), post=422),
    "readiness_compare": Line(ALL),
    "readiness_worker": Line(READERS | {ADMIN}),
    "readiness_own_add": Line(only(CHAIR, ADMIN), post=422),
    "readiness_own_drop": Line(only(CHAIR, ADMIN), post=302, own=True, args=lambda things: [things.model["own_item"]]),
    "readiness_photo": Line(ALL, own=True, args=lambda things: [things.model["photo"]]),
    "readiness_photo_off": Line(READERS | {ADMIN}, post=302, own=True, args=lambda things: [things.model["photo"]]),
    "readiness_answer": Line(
        READERS | {ADMIN}, get=405, post=422, own=True, args=lambda things: [things.model["review_item"]]
    ),
    "readiness_task": Line(only(CHAIR, ADMIN), post=422, own=True, args=lambda things: [things.model["gap"]]),
    "readiness_review": Line(ALL, own=True, args=lambda things: [things.model["review"]]),
    "readiness_answering": Line(READERS | {ADMIN}, own=True, args=lambda things: [things.model["review"]]),
    "readiness_state": Line(READERS | {ADMIN}, own=True, args=lambda things: [things.model["review"]]),
    "readiness_sheet": Line(ALL, own=True, args=lambda things: [things.model["review"]]),
    "readiness_finish": Line(only(CHAIR, ADMIN), post=422, own=True, args=lambda things: [things.model["review"]]),
    "difficulties": Line(ALL),
    "difficulty_raise": Line(only(CHAIR, ADMIN), post=422),
    "difficulty_similar": Line(only(CHAIR, ADMIN)),
    "solutions": Line(ALL),
    "difficulty": Line(ALL, own=True, args=lambda things: [things.model["difficulty"]]),
    "difficulty_act": Line(
        only(CHAIR, ADMIN), post=422, own=True, args=lambda things: [things.model["difficulty"], "khep"]
    ),
}
