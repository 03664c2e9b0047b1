"""The public face of the programme."""

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
from thanthien.programme.commands.programme import Ruling, choose, found, guide, leave, recognise
from thanthien.programme.models import Artefact, GuidingText, Participation, Programme
from thanthien.programme.queries import Board, Column, board

__all__ = [
    "Artefact",
    "Board",
    "Column",
    "GuidingText",
    "Participation",
    "Programme",
    "Ruling",
    "artefacts",
    "board",
    "choose",
    "current",
    "found",
    "guide",
    "leave",
    "members",
    "note",
    "own",
    "programmes",
    "readable",
    "recognise",
    "taking_part",
    "texts_of",
    "withdraw",
]
