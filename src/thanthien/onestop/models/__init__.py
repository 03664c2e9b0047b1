"""Tables of the one-stop shop: the catalogue, and dossiers with what belongs to them."""

from thanthien.onestop.models.catalogue import (
    Correction,
    Procedure,
    ProcedureSetting,
    ProcedureVersion,
    SearchMiss,
    Synonym,
)
from thanthien.onestop.models.dossier import Dossier, Draft
from thanthien.onestop.models.parts import Apology, Event, Paper, PaperItem, Supplement, Task

__all__ = [
    "Apology",
    "Correction",
    "Dossier",
    "Draft",
    "Event",
    "Paper",
    "PaperItem",
    "Procedure",
    "ProcedureSetting",
    "ProcedureVersion",
    "SearchMiss",
    "Supplement",
    "Synonym",
    "Task",
]
