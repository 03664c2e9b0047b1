"""Packs, as other rooms use them: ``programme.packs``."""

from thanthien.programme.access.packs import advised, how_many_took, offered, own, pack, taken_by
from thanthien.programme.commands.packs import Taken, proven, publish, recommend, take, withdraw
from thanthien.programme.models import Pack, PackAdvice, PackTaken
from thanthien.programme.pack_queries import (
    USUAL,
    Course,
    Made,
    Taker,
    course,
    in_words,
    made_of,
    promises,
    shown,
    takers,
)
from thanthien.programme.packing import SECTIONS

__all__ = [
    "SECTIONS",
    "USUAL",
    "Course",
    "Made",
    "Pack",
    "PackAdvice",
    "PackTaken",
    "Taken",
    "Taker",
    "advised",
    "course",
    "how_many_took",
    "in_words",
    "made_of",
    "offered",
    "own",
    "pack",
    "promises",
    "proven",
    "publish",
    "recommend",
    "shown",
    "take",
    "taken_by",
    "takers",
    "withdraw",
]
