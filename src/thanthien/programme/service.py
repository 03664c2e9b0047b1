"""The public face of the programme."""

from thanthien.programme.access.plan import plan, plans, task
from thanthien.programme.access.programme import (
    artefacts,
    current,
    members,
    own,
    programmes,
    readable,
    taking_part,
    texts_of,
)
from thanthien.programme.commands.artefacts import note, withdraw
from thanthien.programme.commands.plan import (
    Wanted,
    add_task,
    change_task,
    drop_task,
    finish_task,
    issue_plan,
    make_plan,
    reopen_task,
)
from thanthien.programme.commands.programme import Ruling, choose, found, guide, leave, recognise
from thanthien.programme.faces import inspection
from thanthien.programme.models import Artefact, GuidingText, Participation, Plan, PlanTask, Programme
from thanthien.programme.plan_queries import Group, PlanView, TaskLine, own_group, plan_view
from thanthien.programme.queries import Board, Column, board

__all__ = [
    "Artefact",
    "Board",
    "Column",
    "Group",
    "GuidingText",
    "Participation",
    "Plan",
    "PlanTask",
    "PlanView",
    "Programme",
    "Ruling",
    "TaskLine",
    "Wanted",
    "add_task",
    "artefacts",
    "board",
    "change_task",
    "choose",
    "current",
    "drop_task",
    "finish_task",
    "found",
    "guide",
    "inspection",
    "issue_plan",
    "leave",
    "make_plan",
    "members",
    "note",
    "own",
    "own_group",
    "plan",
    "plan_view",
    "plans",
    "programmes",
    "readable",
    "recognise",
    "reopen_task",
    "taking_part",
    "task",
    "texts_of",
    "withdraw",
]
