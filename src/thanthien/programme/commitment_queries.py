"""Questions about commitments: lists, a signer's figures, and whether what was signed is still what stands there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Count

from thanthien.core import clock, journal
from thanthien.core.actors import Actor
from thanthien.core.command import Run
from thanthien.core.errors import NotThere, Refused
from thanthien.core.paging import Leaf, leaf
from thanthien.programme import drafting
from thanthien.programme.access import commitments as access
from thanthien.programme.access import paper as papers
from thanthien.programme.models import Commitment, CommitmentState
from thanthien.quality import service as quality
from thanthien.rules.commitment import BODY, PERSON, SCOPES, Own, Witness, fingerprint

SEALING: Final = ("commitment.sign", "commitment.record")
ENDS: Final = ("position", "head", "board", "hamlet")


@dataclass(frozen=True, slots=True)
class Line:
    """One commitment as lists and pages show it; ``stands``: signed, and nothing has ended it by the day."""

    row: Commitment
    own: tuple[Own, ...]
    witnesses: tuple[Witness, ...]
    stands: bool
    said: str


def line(row: Commitment, day: date) -> Line:
    """Say how a commitment stands on a day. Its post, board or hamlet must have been read with it."""
    own, before = (Own(**one) for one in row.promises), (Witness(**one) for one in row.witnesses)
    said, stands = row.get_state_display(), row.state == CommitmentState.SIGNED
    ended = _ended(row)
    if stands and ended is not None and ended <= day:
        stands, said = False, f"hết hiệu lực từ {ended:%d/%m/%Y}: đã thôi chức danh, hoặc nơi cam kết không còn"
    elif row.ended_on is not None:
        said = f"{said} từ {row.ended_on:%d/%m/%Y}"
    return Line(row, tuple(own), tuple(before), stands, said)


def _ended(row: Commitment) -> date | None:
    ends = [one.valid_to for name in ENDS if (one := getattr(row, name)) is not None and one.valid_to is not None]
    return min(ends, default=None)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list; ``after`` is the cursor of the next one."""

    lines: tuple[Line, ...]
    after: str


def _page(found: Leaf[Commitment], day: date) -> Page:
    return Page(tuple(line(row, day) for row in found.rows), found.after)


def signed_list(unit_id: UUID, day: date, after: str = "") -> Page:
    """Return a page of the commitments that hold on a day, for everybody: public knowledge. Two queries."""
    return _page(leaf(access.standing(unit_id, day), "-signed_on", after), day)


def drafts(actor: Actor, day: date) -> list[Line]:
    """Return the drafts that the actor may work on, the newest first."""
    rows = access.visible(actor).filter(state=CommitmentState.DRAFT, unit_id=actor.scope).order_by("-id")
    return [line(row, day) for row in rows[:200]]


def past(actor: Actor, day: date, after: str = "") -> Page:
    """Return what was signed and does not hold any more: replaced, lapsed, its post ended; ended units' included."""
    rows = access.visible(actor).exclude(state=CommitmentState.DRAFT)
    return _page(leaf(rows.exclude(access.holding(day), state=CommitmentState.SIGNED), "-signed_on", after), day)


def own(actor: Actor, day: date) -> list[Line]:
    """Return what the actor signed or has to sign, the newest first."""
    return [line(row, day) for row in access.of_signer(actor)]


@dataclass(frozen=True, slots=True)
class Reminder:
    """What the first page of the day says: promises of the signer that hold, drafts that wait for the signature."""

    promises: int
    waiting: int


def reminder(actor: Actor, day: date) -> Reminder:
    """Count for the signer's first page (one query)."""
    rows = access.of_unit_signer(actor, day).values_list("state", "promises")
    found = list(rows)
    waiting = sum(state == CommitmentState.DRAFT for state, _ in found)
    return Reminder(sum(len(made) for state, made in found if state == CommitmentState.SIGNED), waiting)


@dataclass(frozen=True, slots=True)
class Kept:
    """A promise beside the figure that measures it; ``figure`` is None where none does."""

    own: Own
    figure: quality.Figure | None


def kept(actor: Actor, row: Commitment, month: str, now: datetime) -> list[Kept]:
    """Return the promises of a commitment with their figures of a month.

    A person's own rows where the rows say who answers, otherwise the commune's (:attr:`Figure.own` tells which).
    Raises :class:`NotThere` for whoever may not see them: the signer, the chair and the board alone may.
    """
    if not access.may_see_figures(actor, row, clock.local(now).date()):
        raise NotThere
    made = [Own(**one) for one in row.promises]
    ids = [one.promise for one in made if one.promise]
    if row.scope == PERSON and row.staff_id is not None:
        figures = quality.own_figures(row.unit_id, month, now, ids, row.staff_id)
    else:
        figures = quality.figures(row.unit_id, month, now, ids)
    by_id = {one.promise.id: one for one in figures}
    return [Kept(one, by_id.get(one.promise)) for one in made]


@dataclass(frozen=True, slots=True)
class Check:
    """What a check of a signed commitment finds.

    ``text_fits``: the text still has the fingerprint beside it; ``chain_fits``: that fingerprint is the one that the
    audit chain holds (and the scan's, where it was signed on paper). ``now`` is the fingerprint of today's text.
    """

    now: str
    text_fits: bool
    chain_fits: bool
    sealed: journal.Row | None

    @property
    def ok(self) -> bool:
        """Nothing was changed since it was signed, as far as one row can tell (``audit verify`` checks the rows)."""
        return self.text_fits and self.chain_fits


def check(row: Commitment) -> Check:
    """Hold a signed commitment against its own row of the audit chain (one query)."""
    rows = journal.about([row.unit_id], row.id, SEALING, 1)
    sealed, today = (rows[0] if rows else None), fingerprint(row.text)
    chained = sealed is not None and sealed.data.get("sha256") == today
    if chained and sealed is not None and row.file is not None:
        chained = sealed.data.get("file_sha256") == row.file.sha256
    return Check(today, today == row.sha256, chained, sealed)


def filled(actor: Actor, commitment_id: UUID, now: datetime) -> drafting.Filled:
    """Fill the paper "Bản cam kết" from a record. Raises :class:`NotThere` where the actor may not read it."""
    found = line(access.one(actor, commitment_id), clock.local(now).date())
    row, first = found.row, found.row.text.split("\n\n")
    who = f"{row.signer}, {row.post}"
    return drafting.Filled(
        title=f"của {row.party}",
        sections=(
            drafting.Section("Lời cam kết", "\n".join(_lines(first[1:2]))),
            drafting.Section("Lời hứa thêm", "\n".join(f"- {one.words}" for one in found.own)),
            drafting.Section("Người chứng kiến", "\n".join(f"- {one.said}" for one in found.witnesses)),
        ),
        recipients=("Như trên", "Lưu: VT"),
        signers=(drafting.Signs("Người đại diện cam kết" if row.scope == BODY else "Người cam kết", who),),
    )


def as_signed(run: Run, actor: Actor, now: datetime, paper: drafting.Issued) -> None:
    """Refuse to issue a paper "Bản cam kết" that nobody signed, or whose words are not those that were signed.

    Papers are edited before issue; what somebody put their name to is not.
    """
    row, kept = access.one(actor, paper.subject_id), papers.paper(actor, paper.paper_id)
    if row.state == CommitmentState.DRAFT:
        raise Refused("Bản cam kết này chưa ký. Ký rồi mới ban hành.", "", "unsigned")
    found = filled(actor, row.id, now)
    said = (kept.title, [(one["head"], one["text"]) for one in kept.sections], kept.signers)
    if said != (
        found.title, [(one.head, one.text) for one in found.sections], [[one.role, one.name] for one in found.signers]
    ):  # fmt: skip
        words = "Bản này khác lời đã ký. Bấm “Lấy số liệu mới”; chỗ đã sửa tay thì sửa lại cho đúng bản ký."
        raise Refused(words, "", "not-as-signed")


def _lines(parts: Iterable[str]) -> list[str]:
    return [one for part in parts for one in part.splitlines()]


def told(actor: Actor, period: drafting.Period, now: datetime) -> drafting.Section | None:
    """Tell how many committed in a period, for the reports; None where nobody did and nothing holds."""
    rows = access.signed(actor.scope)
    made = dict(
        rows.filter(signed_on__gte=period.first, signed_on__lte=period.last)
        .order_by().values_list("scope").annotate(n=Count("id"))
    )  # fmt: skip
    holds = access.standing(actor.scope, period.last).count()
    if not made and not holds:
        return None
    note = drafting.Note("Đếm từ các bản cam kết đã ký trong sổ, trước người chứng kiến.", "/cam-ket/")
    counts = tuple(
        drafting.Count(f"Cam kết {SCOPES[scope]} ký trong kỳ", str(made.get(scope, 0)), sample=made.get(scope, 0),
                       note=note)
        for scope in SCOPES
    )  # fmt: skip
    last = drafting.Count("Cam kết còn hiệu lực cuối kỳ", str(holds), sample=holds, note=note)
    return drafting.Section("Cam kết", "", (drafting.Figures((*counts, last)),))
