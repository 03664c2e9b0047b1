"""Tables of the programme, one file a subject."""

from thanthien.programme.models.plan import Plan, PlanTask
from thanthien.programme.models.programme import Artefact, GuidingText, Participation, Programme

__all__ = ["Artefact", "GuidingText", "Participation", "Plan", "PlanTask", "Programme"]
