"""The records of the programme itself that tasks of the plan can be measured by; later rooms add theirs."""

from functools import partial

from thanthien.programme.access import progress as access
from thanthien.programme.progress import source
from thanthien.rules.outside import KINDS


def outing(kind: str) -> str:
    """Return the name under which days of a kind are counted."""
    return f"out_{kind}"


def register() -> None:
    """Register them; called once, when the room is ready."""
    source("meeting", "kỳ họp của ban đã có biên bản", access.meetings)
    source("training", "lớp tập huấn đã tổ chức", access.trainings)
    for kind, said in KINDS.items():
        source(outing(kind), f"buổi “{said}” đã làm", partial(access.outings, kind=kind))
