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
    spend,
)
from thanthien.programme.commands.programme import Ruling, choose, found, guide, leave, recognise
from thanthien.programme.commands.progress import settle
from thanthien.programme.faces import (
    board_money,
    commitments,
    difficulties,
    inspection,
    meetings,
    mobilisation,
    outside,
    packs,
    posting,
    readiness,
    training,
)
from thanthien.programme.models import Artefact, GuidingText, Participation, Plan, PlanTask, Programme
from thanthien.programme.plan_queries import Group, PlanView, TaskLine, own_group, plan_view
from thanthien.programme.progress import SOURCES as PROGRESS
from thanthien.programme.progress import source as progress_source
from thanthien.programme.queries import Board, Column, board

__all__ = [
    "PROGRESS",
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
    "board_money",
    "change_task",
    "choose",
    "commitments",
    "current",
    "difficulties",
    "drop_task",
    "finish_task",
    "found",
    "guide",
    "inspection",
    "issue_plan",
    "leave",
    "make_plan",
    "meetings",
    "members",
    "mobilisation",
    "note",
    "outside",
    "own",
    "own_group",
    "packs",
    "plan",
    "plan_view",
    "plans",
    "posting",
    "programmes",
    "progress_source",
    "readable",
    "readiness",
    "recognise",
    "reopen_task",
    "settle",
    "spend",
    "taking_part",
    "task",
    "texts_of",
    "training",
    "withdraw",
]
