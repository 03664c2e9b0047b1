"""What difficulties and the launch day give to the house: what becomes of them in a reorganisation, papers, sources."""

from thanthien.org import service as org
from thanthien.programme import (
    difficulties_following,
    difficulty_queries,
    difficulty_sources,
    drafting,
    launch_following,
    launch_queries,
)
from thanthien.programme.commands import difficulties_following as carrying


def register() -> None:
    """Called once, from ``apps.py``."""
    org.follows("difficulties", difficulties_following.lines, carrying.carry)
    org.follows("launches", launch_following.lines, org.nothing_moves)
    difficulty_sources.source("task", difficulty_sources.task)
    drafting.kind("launch_invitation", "Giấy mời lễ ra mắt", launch_queries.invitation, form="invitation")
    drafting.report_section("difficulties", 60, difficulty_queries.told)
