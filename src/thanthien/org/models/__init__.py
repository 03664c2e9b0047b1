"""Units over time, people and their positions, hamlets, boards."""

from thanthien.org.models.boards import Board, BoardAct, BoardDecision, BoardMember, BoardRole, BoardRules, BoardTerm
from thanthien.org.models.calendar import STANDS, CalendarNotice, CalendarStep, TwoPeopleTwice
from thanthien.org.models.duty import Absence, AbsenceReason, Delegation
from thanthien.org.models.hamlets import Hamlet, HamletHead, HamletKind, ResidentGroup
from thanthien.org.models.reorganisation import Allotment, Custody, Reorganisation, ReorganisedUnit
from thanthien.org.models.staff import Office, Position, Staff
from thanthien.org.models.units import Unit, UnitLink

__all__ = [
    "STANDS",
    "Absence",
    "AbsenceReason",
    "Allotment",
    "Board",
    "BoardAct",
    "BoardDecision",
    "BoardMember",
    "BoardRole",
    "BoardRules",
    "BoardTerm",
    "CalendarNotice",
    "CalendarStep",
    "Custody",
    "Delegation",
    "Hamlet",
    "HamletHead",
    "HamletKind",
    "Office",
    "Position",
    "Reorganisation",
    "ReorganisedUnit",
    "ResidentGroup",
    "Staff",
    "TwoPeopleTwice",
    "Unit",
    "UnitLink",
]
