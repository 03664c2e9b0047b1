"""Tables of the programme, one file a subject."""

from thanthien.programme.models.board_money import BoardSpending, BudgetLine, RulesDraft
from thanthien.programme.models.commitments import Commitment, CommitmentState, CommitmentText
from thanthien.programme.models.difficulty import AnswerLimit, Difficulty, Solution
from thanthien.programme.models.inspection import Finding, FindingStep, Inspection
from thanthien.programme.models.launch import Launch, LaunchGuest, LaunchItem, LaunchPhoto
from thanthien.programme.models.meetings import Came, Conclusion, Invitee, Meeting, MeetingState, MeetingText
from thanthien.programme.models.mobilisation import AwardLevel, Doer, SkilfulAward, SkilfulEntry, SkilfulModel
from thanthien.programme.models.outside import HamletOfficer, HomeService, Outing, OutingDay
from thanthien.programme.models.packs import Pack, PackAdvice, PackTaken
from thanthien.programme.models.paper import ModelPaper
from thanthien.programme.models.plan import Plan, PlanTask
from thanthien.programme.models.posting import Posting
from thanthien.programme.models.programme import Artefact, GuidingText, Participation, Programme
from thanthien.programme.models.readiness import Checklist, OwnItem, Review, ReviewItem, ReviewPhoto
from thanthien.programme.models.training import (
    Course,
    CourseMaterial,
    QuizAttempt,
    SessionAttendance,
    TrainingCertificate,
    TrainingSession,
)

__all__ = [
    "AnswerLimit",
    "Artefact",
    "AwardLevel",
    "BoardSpending",
    "BudgetLine",
    "Came",
    "Checklist",
    "Commitment",
    "CommitmentState",
    "CommitmentText",
    "Conclusion",
    "Course",
    "CourseMaterial",
    "Difficulty",
    "Doer",
    "Finding",
    "FindingStep",
    "GuidingText",
    "HamletOfficer",
    "HomeService",
    "Inspection",
    "Invitee",
    "Launch",
    "LaunchGuest",
    "LaunchItem",
    "LaunchPhoto",
    "Meeting",
    "MeetingState",
    "MeetingText",
    "ModelPaper",
    "Outing",
    "OutingDay",
    "OwnItem",
    "Pack",
    "PackAdvice",
    "PackTaken",
    "Participation",
    "Plan",
    "PlanTask",
    "Posting",
    "Programme",
    "QuizAttempt",
    "Review",
    "ReviewItem",
    "ReviewPhoto",
    "RulesDraft",
    "SessionAttendance",
    "SkilfulAward",
    "SkilfulEntry",
    "SkilfulModel",
    "Solution",
    "TrainingCertificate",
    "TrainingSession",
]
