"""Tables of the programme, one file a subject."""

from thanthien.programme.models.commitments import Commitment, CommitmentState, CommitmentText
from thanthien.programme.models.inspection import Finding, FindingStep, Inspection
from thanthien.programme.models.mobilisation import AwardLevel, Doer, SkilfulAward, SkilfulEntry, SkilfulModel
from thanthien.programme.models.outside import HamletOfficer, HomeService, Outing, OutingDay
from thanthien.programme.models.packs import Pack, PackAdvice, PackTaken
from thanthien.programme.models.plan import Plan, PlanTask
from thanthien.programme.models.programme import Artefact, GuidingText, Participation, Programme
from thanthien.programme.models.readiness import Checklist, OwnItem, Review, ReviewItem, ReviewPhoto

__all__ = [
    "Artefact",
    "AwardLevel",
    "Checklist",
    "Commitment",
    "CommitmentState",
    "CommitmentText",
    "Doer",
    "Finding",
    "FindingStep",
    "GuidingText",
    "HamletOfficer",
    "HomeService",
    "Inspection",
    "Outing",
    "OutingDay",
    "OwnItem",
    "Pack",
    "PackAdvice",
    "PackTaken",
    "Participation",
    "Plan",
    "PlanTask",
    "Programme",
    "Review",
    "ReviewItem",
    "ReviewPhoto",
    "SkilfulAward",
    "SkilfulEntry",
    "SkilfulModel",
]
