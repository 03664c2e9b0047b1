"""Courses, sessions and who was there. A commune also reads what the level above holds for its people.

Of a session the keeper sees everybody, a person themselves, and of the level above's sessions a commune its own people.
"""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final, TypeVar
from uuid import UUID

from django.db.models import Count, Model, Q, QuerySet

from thanthien.core import clock, db, files, wall
from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere
from thanthien.core.models import StoredFile
from thanthien.core.paging import Leaf, leaf
from thanthien.org.models import Position, Unit
from thanthien.programme.models import (
    Course,
    CourseMaterial,
    QuizAttempt,
    SessionAttendance,
    TrainingCertificate,
    TrainingSession,
)

M = TypeVar("M", bound=Model)
RUN: Final = "training.run"


def _in_reach(actor: Actor) -> Q:
    """The own unit's records, and those of the level above, which trains the people of its communes."""
    above = Unit.objects.filter(id=actor.scope).values("parent_id")
    return Q(unit_id=actor.scope) | Q(unit_id__in=above) if actor.may("training.read") else Q(pk__in=())


def courses(actor: Actor) -> list[Course]:
    """Return the courses that go on, the newest first."""
    with wall.lifted():
        return list(Course.objects.filter(_in_reach(actor), ended_on__isnull=True).order_by("-id"))


def course(actor: Actor, course_id: UUID) -> Course:
    """Return one course to read; raises :class:`NotThere`."""
    with wall.lifted():
        return _found(Course.objects.filter(_in_reach(actor), id=course_id))


def own_course(actor: Actor, course_id: UUID) -> Course:
    """Return a course of the actor's own unit that goes on, to whoever runs its trainings; or :class:`NotThere`."""
    rows = Course.objects.filter(unit_id=actor.scope, id=course_id, ended_on__isnull=True)
    return _found(rows if actor.may(RUN) else rows.none())


def take_course(actor: Actor, course_id: UUID) -> Course:
    """Return a course of the actor's own unit that goes on, locked for a change; raises :class:`NotThere`."""
    rows = Course.objects.filter(unit_id=actor.scope, id=course_id, ended_on__isnull=True)
    return _found(db.lock(rows) if actor.may(RUN) else rows.none())


def materials(row: Course) -> list[CourseMaterial]:
    """Return the materials of a course that the asker may read, in the order in which they were entered."""
    with wall.lifted():
        rows = CourseMaterial.objects.filter(unit_id=row.unit_id, course=row, removed_on__isnull=True)
        return list(rows.select_related("file").order_by("id"))


def material(actor: Actor, material_id: UUID) -> CourseMaterial:
    """Return one material with its course and file; raises :class:`NotThere`."""
    with wall.lifted():
        rows = CourseMaterial.objects.filter(_in_reach(actor), id=material_id, removed_on__isnull=True)
        return _found(rows.select_related("course", "file"))


def take_material(actor: Actor, material_id: UUID) -> CourseMaterial:
    """Return a material of the actor's own unit, locked; raises :class:`NotThere`."""
    rows = CourseMaterial.objects.filter(unit_id=actor.scope, id=material_id, removed_on__isnull=True)
    return _found(db.lock(rows) if actor.may(RUN) else rows.none())


def served(row: StoredFile | None) -> files.Served:
    """Return the bytes of a file that came with a record fetched here; the level above's is cleaned there, too."""
    if row is None:
        raise NotThere
    with wall.lifted():
        return files.serve(row)


def sessions(actor: Actor, after: str = "", course_id: UUID | None = None) -> Leaf[TrainingSession]:
    """Return a page of sessions in reach, the latest first; ``after`` is the cursor."""
    with wall.lifted():
        rows = TrainingSession.objects.filter(_in_reach(actor)).select_related("course", "unit")
        rows = rows.filter(course_id=course_id) if course_id else rows
        there = Count("people", filter=Q(people__present_at__isnull=False))
        return leaf(rows.annotate(there=there), "-starts_at", after)


def session(actor: Actor, session_id: UUID) -> TrainingSession:
    """Return one session to read, with course and unit; raises :class:`NotThere`."""
    with wall.lifted():
        rows = TrainingSession.objects.filter(_in_reach(actor), id=session_id)
        return _found(rows.select_related("course", "unit", "keeper", "file"))


def keeps(actor: Actor, row: TrainingSession) -> bool:
    """Tell whether the actor keeps a session: named as its keeper, or running the trainings of its unit."""
    return row.unit_id == actor.scope and (str(row.keeper_id) == actor.id or actor.may(RUN))


def ticks(actor: Actor, row: TrainingSession) -> bool:
    """Tell whether the actor ticks people of the own unit: its keeper, or at the level above's who runs ours."""
    return keeps(actor, row) or (row.unit_id != actor.scope and actor.may(RUN))


def own_session(actor: Actor, session_id: UUID) -> TrainingSession:
    """Return a session to whoever keeps it; raises :class:`NotThere`."""
    row = session(actor, session_id)
    if not keeps(actor, row):
        raise NotThere
    return row


def take_session(actor: Actor, session_id: UUID) -> TrainingSession:
    """Return a session in reach, locked; what the actor may do with it is asked there. Raises :class:`NotThere`."""
    with wall.lifted():
        key = _found(TrainingSession.objects.filter(_in_reach(actor), id=session_id)).id
        return _found(db.lock(TrainingSession.objects.filter(id=key)))


def kept_session(actor: Actor, session_id: UUID) -> TrainingSession:
    """Return a session that the actor keeps, locked; raises :class:`NotThere`."""
    row = take_session(actor, session_id)
    if not keeps(actor, row):
        raise NotThere
    return row


def people(actor: Actor, row: TrainingSession) -> list[SessionAttendance]:
    """Return the people of a session whom the actor may see, by name."""
    with wall.lifted():
        rows = SessionAttendance.objects.filter(session=row).select_related("from_unit").order_by("name", "id")
        if keeps(actor, row):
            return list(rows)
        return list(rows.filter(from_unit_id=actor.scope) if ticks(actor, row) else rows.filter(staff_id=_key(actor)))


def seat(actor: Actor, row: TrainingSession) -> SessionAttendance | None:
    """Return the actor's own line in a session."""
    with wall.lifted():
        return SessionAttendance.objects.filter(session=row, staff_id=_key(actor)).first()


def present(row: TrainingSession) -> int:
    """Count who was there."""
    with wall.lifted():
        return SessionAttendance.objects.filter(session=row, present_at__isnull=False).count()


def communes_present(row: TrainingSession) -> dict[UUID, int]:
    """Return how many of each unit were there."""
    with wall.lifted():
        rows = SessionAttendance.objects.filter(session=row, present_at__isnull=False).order_by()
        return dict(rows.values_list("from_unit").annotate(n=Count("id")))


def line(actor: Actor, attendance_id: UUID) -> SessionAttendance:
    """Return one person's line with its session: one's own, or of a session that one keeps. Or :class:`NotThere`."""
    with wall.lifted():
        rows = SessionAttendance.objects.filter(id=attendance_id)
        found = _found(rows.select_related("session__course", "session__unit", "session__keeper", "certificate"))
    if str(found.staff_id) != actor.id and not (actor.may("training.read") and keeps(actor, found.session)):
        raise NotThere
    return found


def attempts(rows: Collection[SessionAttendance]) -> list[QuizAttempt]:
    """Return the quizzes sent by some people, in the order of sending."""
    with wall.lifted():
        found = QuizAttempt.objects.filter(attendance__in=[one.id for one in rows])
        return list(found.select_related("attendance").order_by("number"))


def sent_in(row: TrainingSession) -> list[QuizAttempt]:
    """Return every quiz of a session: for figures, which fold small groups (``rules.training.by_group``)."""
    with wall.lifted():
        found = QuizAttempt.objects.filter(attendance__session=row)
        return list(found.select_related("attendance__from_unit").order_by("number"))


def own_trainings(actor: Actor) -> list[SessionAttendance]:
    """Return the sessions at which the actor was, in whatever unit that was, the latest first."""
    with wall.lifted():
        rows = SessionAttendance.objects.filter(staff_id=_key(actor), present_at__isnull=False)
        return list(rows.select_related("session__course", "session__unit", "certificate").order_by("-present_at"))


def trained(staff: Collection[UUID], course_id: UUID | None = None) -> dict[UUID, date]:
    """Return who of some people was at a session that took place, with the last day; by person, whatever the unit.

    A course that a merged commune gave still counts: people keep what they have learnt.
    """
    with wall.lifted():
        rows = SessionAttendance.objects.filter(
            staff_id__in=set(staff), present_at__isnull=False, session__cancelled_on__isnull=True
        ).order_by("present_at")
        rows = rows.filter(session__course_id=course_id) if course_id else rows
        return {one.staff_id: clock.local(one.present_at).date() for one in rows if one.staff_id and one.present_at}


def in_post(units: Collection[UUID], day: date) -> QuerySet[Position]:
    """Return the posts held on a day in some units by people whose account is open."""
    held = Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))
    rows = Position.objects.filter(held, unit_id__in=set(units), staff__is_active=True)
    return rows.select_related("staff").order_by("staff__name", "staff_id", "valid_from", "id")


def held_with(unit_id: UUID) -> list[TrainingSession]:
    """Return the held sessions at which people of a unit were."""
    with wall.lifted():
        there = SessionAttendance.objects.filter(from_unit_id=unit_id, present_at__isnull=False).values("session_id")
        rows = TrainingSession.objects.filter(id__in=there, held_at__isnull=False)
        return list(rows.select_related("course").order_by("starts_at"))


def held_between(unit_id: UUID, first: date, last: date) -> tuple[int, int]:
    """Return how many sessions with people of a unit were held from one day to another, and how many were there."""
    begin, end = clock.day_start(first), clock.day_start(last + timedelta(days=1))
    with wall.lifted():
        rows = SessionAttendance.objects.filter(
            from_unit_id=unit_id, present_at__isnull=False, session__held_at__isnull=False,
            session__starts_at__gte=begin, session__starts_at__lt=end,
        ).values_list("session_id", flat=True)  # fmt: skip
        found = list(rows)
    return len(set(found)), len(found)


def courses_of(unit_id: UUID) -> list[tuple[Course, bool]]:
    """Return the courses of a unit that go on, each with whether a session of it was held (packs)."""
    held = TrainingSession.objects.filter(unit_id=unit_id, held_at__isnull=False).values_list("course_id", flat=True)
    known, rows = set(held), Course.objects.filter(unit_id=unit_id, ended_on__isnull=True).order_by("id")
    return [(one, one.id in known) for one in rows]


def counted_in(units: Collection[UUID]) -> dict[UUID, int]:
    """Count the sessions of some units (a reorganisation's preview)."""
    with wall.lifted():
        rows = TrainingSession.objects.filter(unit_id__in=set(units)).order_by()
        return dict(rows.values_list("unit").annotate(n=Count("id")))


def certificate(code: str) -> TrainingCertificate | None:
    """Return a certificate by the code on it: whoever holds the paper may check it.

    It is true no more once the presence that it stands on was taken back.
    """
    with wall.lifted():
        return TrainingCertificate.objects.filter(code=code, attendance__present_at__isnull=False).first()


def _key(actor: Actor) -> UUID:
    if actor.kind != "staff":
        raise NotThere
    return UUID(actor.id)


def _found(rows: "QuerySet[M]") -> M:
    row = rows.first()
    if row is None:
        raise NotThere
    return row
