"""Tables of the programme, one file a subject."""

from thanthien.programme.models.inspection import Finding, FindingStep, Inspection
from thanthien.programme.models.outside import HamletOfficer, HomeService, Outing, OutingDay
from thanthien.programme.models.plan import Plan, PlanTask
from thanthien.programme.models.programme import Artefact, GuidingText, Participation, Programme
from thanthien.programme.models.readiness import Checklist, OwnItem, Review, ReviewItem, ReviewPhoto

__all__ = [
    "Artefact",
    "Checklist",
    "Finding",
    "FindingStep",
    "GuidingText",
    "HamletOfficer",
    "HomeService",
    "Inspection",
    "Outing",
    "OutingDay",
    "OwnItem",
    "Participation",
    "Plan",
    "PlanTask",
    "Programme",
    "Review",
    "ReviewItem",
    "ReviewPhoto",
]
