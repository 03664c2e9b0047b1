"""Result papers, the book of outgoing papers, what was issued on a day, and files made on request: who sees them."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from thanthien.core import clock, db
from thanthien.core.actors import NO_UNIT, Actor
from thanthien.core.errors import NotThere
from thanthien.onestop.models import CourtesyLetter, Dossier, OfficeFile, Paper, PaperMark, PaperPrint, ResultPaper
from thanthien.onestop.models.outgoing import OPEN_FILES, OPEN_RESULTS

KEPT: Final = timedelta(hours=24)
STUCK: Final = timedelta(minutes=10)  # a file that has not moved for so long is made by nobody any more
# A receipt is issued on the day of filing, or some days after where it came online.
RECEIPT_WITHIN: Final = timedelta(days=15)
RIGHTS: Final = {"register_xlsx": "register.export", "register_pdf": "register.export", "print": "paper.print"}
MOST_PRINTED: Final = 200


def results_of(dossier: Dossier) -> QuerySet[ResultPaper]:
    """Return the result papers of a dossier, oldest first."""
    rows = ResultPaper.objects.filter(unit_id=dossier.unit_id, dossier=dossier)
    return rows.select_related("file", "paper", "drafted_by", "signed_by").order_by("drafted_at", "id")


def open_result(dossier: Dossier) -> ResultPaper | None:
    """Return the draft or signed result that has no number yet, if there is one. The dossier is locked already."""
    return results_of(dossier).filter(state__in=OPEN_RESULTS).first()


def result(actor: Actor, result_id: UUID, *, lock: bool = False) -> ResultPaper:
    """Return a result of the actor's unit; raises :class:`NotThere`."""
    mine = actor.scope if actor.may("paper.book") else NO_UNIT
    rows = ResultPaper.objects.filter(unit_id=mine, id=result_id)
    found = (db.lock(rows) if lock else rows.select_related("dossier", "file", "paper")).first()
    if found is None:
        raise NotThere
    return found


def book(actor: Actor, first: date, last: date) -> QuerySet[ResultPaper]:
    """Return the lines of the unit's book between two days, newest first; void ones keep their place."""
    if not actor.may("paper.book"):
        return ResultPaper.objects.none()
    end = clock.day_start(last) + timedelta(days=1)
    rows = ResultPaper.objects.filter(unit_id=actor.scope, issued_at__gte=clock.day_start(first), issued_at__lt=end)
    return rows.select_related("dossier", "issued_by").order_by("-issued_at", "-id")


def issued_between(unit_id: UUID, first: datetime, end: datetime) -> QuerySet[ResultPaper]:
    """Return the results issued as papers of this house in a half-open span, for public figures: a count leaves.

    Each has ``signing`` and ``standing`` of its paper; a result made elsewhere has a line in the book and no paper.
    """
    mark = PaperMark.objects.filter(unit_id=unit_id, id=OuterRef("paper_id"))
    rows = ResultPaper.objects.filter(unit_id=unit_id, issued_at__gte=first, issued_at__lt=end, paper__isnull=False)
    return rows.annotate(signing=Subquery(mark.values("signing")), standing=Subquery(mark.values("standing")))


def issued_papers(actor: Actor, day: date, kinds: Collection[str]) -> QuerySet[Paper]:
    """Return what the unit issued on a day, oldest first, each with ``printed`` (was it printed in a batch before)."""
    if not actor.may("paper.print"):
        return Paper.objects.none()
    start = clock.day_start(day)
    of_day = Q(unit_id=actor.scope, issued_at__gte=start, issued_at__lt=start + timedelta(days=1))
    receipts = Q(kind="receipt", dossier__filed_at__gte=start - RECEIPT_WITHIN,
                 dossier__filed_at__lt=start + timedelta(days=1), dossier__unit_id=actor.scope)  # fmt: skip
    wanted = Q(kind__in=[kind for kind in kinds if kind != "receipt"])
    which = wanted | receipts if "receipt" in kinds else wanted
    before = PaperPrint.objects.filter(unit_id=actor.scope, paper=OuterRef("pk"))
    rows = Paper.objects.filter(of_day & which, dossier__erased_at__isnull=True).annotate(printed=Exists(before))
    return rows.select_related("dossier").defer("data").order_by("issued_at", "id")


def letters_to_hand(actor: Actor, day: date) -> QuerySet[CourtesyLetter]:
    """Return the commune's letters signed on a day that nobody has handed out yet, oldest first."""
    if not actor.may("paper.print"):
        return CourtesyLetter.objects.none()
    start = clock.day_start(day)
    rows = CourtesyLetter.objects.filter(unit_id=actor.scope, state=CourtesyLetter.State.SIGNED)
    return rows.filter(signed_at__gte=start, signed_at__lt=start + timedelta(days=1)).order_by("signed_at", "id")


def printable(actor: Actor, paper_ids: Collection[UUID]) -> list[Paper | CourtesyLetter]:
    """Return these papers and letters of the actor's unit without their words; raises :class:`NotThere` for another's.

    Of the commune's letters only those that wait to be handed out.
    """
    if not actor.may("paper.print"):
        raise NotThere
    letters = CourtesyLetter.objects.filter(unit_id=actor.scope, id__in=paper_ids, state=CourtesyLetter.State.SIGNED)
    papers = Paper.objects.filter(unit_id=actor.scope, id__in=paper_ids).defer("data")
    found: list[Paper | CourtesyLetter] = [*papers, *letters.only("id", "dossier")]
    if len(found) != len(set(paper_ids)):
        raise NotThere
    return found


def files_of(actor: Actor) -> QuerySet[OfficeFile]:
    """Return the files that an officer asked for in this unit, newest first."""
    rows = OfficeFile.objects.filter(unit_id=actor.scope, asked_by_id=UUID(actor.id))
    return rows.order_by("-asked_at", "-id")


def office_file(actor: Actor, file_id: UUID) -> OfficeFile:
    """Return a file that this officer asked for and still may have; raises :class:`NotThere`."""
    found = files_of(actor).filter(id=file_id).first() if actor.kind == "staff" else None
    if found is None or not actor.may(RIGHTS[found.work]):
        raise NotThere
    return found


def state_of(row: OfficeFile, now: datetime) -> str:
    """Return how a file stands: waiting, running, ready, failed, cancelled, or gone after its day."""
    if row.state in OPEN_FILES and now - row.moved_at > STUCK:
        return "failed"
    if row.state == "ready" and row.ended_at is not None and now - row.ended_at > KEPT:
        return "gone"
    return row.state


def same_file(actor: Actor, work: str, asked: dict[str, object], now: datetime) -> OfficeFile | None:
    """Return a file of the very same wish that is being made, or was made within its day."""
    rows = files_of(actor).filter(work=work, asked_at__gt=now - KEPT)[:20]
    going = ("waiting", "running", "ready")
    return next((row for row in rows if row.asked == asked and state_of(row, now) in going), None)


def paper_in(unit_id: UUID, paper_id: UUID) -> Paper | CourtesyLetter | None:
    """Return a paper or letter of a unit for the job that prints it: who asked was checked when they asked."""
    found = Paper.objects.filter(unit_id=unit_id, id=paper_id).first()
    return found or CourtesyLetter.objects.filter(unit_id=unit_id, id=paper_id).first()


def taken_back(actor: Actor, paper_ids: Collection[UUID]) -> QuerySet[PaperMark]:
    """Return the marks of those among these papers of the actor's unit that no longer count."""
    rows = PaperMark.objects.filter(unit_id=actor.scope, id__in=paper_ids)
    return rows.exclude(standing=PaperMark.Standing.VALID)
