"""A board's meetings as people look at them: who came, what was concluded and how far it is, by term."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.org import service as org
from thanthien.org.models import Board, BoardTerm
from thanthien.programme.access import meetings as access
from thanthien.programme.models import Came, Conclusion, Invitee, Meeting, MeetingState, MeetingText
from thanthien.rules.plan import STATES, Step, state_of

CAME_WORDS = dict(Came.choices)
ROLE_WORDS = dict(org.BOARD_ROLES)


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody called: what they are on the board, whether they came; ``gone`` says that they left the board since."""

    person: Invitee
    role: str
    came: str
    gone: bool


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many members of the board came of how many; those who sent somebody stand apart. Told, never enforced."""

    members: int
    present: int
    stood_in: int
    noted: int

    @property
    def over_half(self) -> bool:
        """Whether more than half of the members came themselves."""
        return self.present * 2 > self.members


@dataclass(frozen=True, slots=True)
class Outcome:
    """A conclusion and how far it is on a day; ``left``: nobody holds the post that answers for it any more."""

    row: Conclusion
    state: str
    said: str
    holder: str
    left: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting as its page shows it."""

    meeting: Meeting
    called: tuple[Called, ...]
    quorum: Quorum
    texts: tuple[MeetingText, ...]
    outcomes: tuple[Outcome, ...]
    before: tuple[Outcome, ...]
    unreached: tuple[Invitee, ...]

    @property
    def minutes(self) -> MeetingText | None:
        """The minutes, confirmed or not."""
        return self.texts[0] if self.texts else None

    @property
    def waiting(self) -> MeetingText | None:
        """The text that nobody has confirmed yet."""
        return next((one for one in self.texts if one.confirmed_at is None), None)


def meeting_view(actor: Actor, row: Meeting, now: datetime) -> MeetingView:
    """Return a meeting that the actor may read, with what earlier meetings of its board left undone."""
    today = clock.local(now).date()
    sitting = {_key(one.staff_id, one.name) for one in org.as_of(row.board, today).members}
    rows = list(access.invitees(row))
    called = tuple(
        Called(one, ROLE_WORDS.get(one.role, "khách mời"), CAME_WORDS.get(one.came, ""),
               bool(one.role) and _key(one.staff_id, one.name) not in sitting)
        for one in rows
    )  # fmt: skip
    earlier = access.open_of(row.board_id, row.unit_id, row.starts_at)
    return MeetingView(
        row, called, quorum(rows), tuple(access.texts(row)), outcomes(actor, access.conclusions(row), today),
        outcomes(actor, earlier, today), tuple(one for one in rows if not one.email),
    )  # fmt: skip


def _key(staff_id: UUID | None, name: str) -> str:
    return str(staff_id) if staff_id else name


def quorum(rows: Sequence[Invitee]) -> Quorum:
    """Count the members who came; guests do not count."""
    members = [one for one in rows if one.role]
    return Quorum(
        len(members), sum(one.came == Came.PRESENT for one in members),
        sum(one.came == Came.STAND_IN for one in members), sum(bool(one.came) for one in rows),
    )  # fmt: skip


def outcomes(actor: Actor, rows: Iterable[Conclusion], today: date) -> tuple[Outcome, ...]:
    """Return conclusions with their state: that of their task of the plan where they have one."""
    return tuple(_outcome(actor, one, today) for one in rows)


def _outcome(actor: Actor, one: Conclusion, today: date) -> Outcome:
    task, began = one.task, clock.local(one.meeting.starts_at).date()
    owner = task.owner if task else one.owner
    step = Step(
        str(one.id), task.starts_on if task else min(began, one.due_on), task.due_on if task else one.due_on,
        task.done_on if task else one.done_on, task is not None and task.dropped_on is not None,
    )  # fmt: skip
    state = state_of(step, {step.key: step}, today)
    held = owner.valid_to is None or owner.valid_to > today
    left = not held and state not in ("done", "done_late", "dropped")
    mine = held and str(owner.staff_id) == actor.id
    return Outcome(one, state, STATES[state], owner.staff.name if held else "", left, mine)


@dataclass(frozen=True, slots=True)
class TermGroup:
    """The meetings of one term, the latest first; ``term`` None: before or between terms."""

    term: BoardTerm | None
    meetings: tuple[Meeting, ...]
    held: int


@dataclass(frozen=True, slots=True)
class BoardWork:
    """A board at work: its meetings by term, and what is still to be done."""

    board: org.BoardOn
    terms: tuple[TermGroup, ...]
    open: tuple[Outcome, ...]
    committees: tuple[Board, ...]


def board_work(actor: Actor, board_id: UUID, now: datetime) -> BoardWork:
    """Return what a board of the actor's commune did, or raise :class:`NotThere`."""
    board, today = org.board(actor, board_id), clock.local(now).date()
    rows = list(access.meetings(actor, board_id).order_by("-starts_at", "-id")[:200])
    terms = list(org.terms_of(board))
    groups = [_group(term, [one for one in rows if _term(one, terms) == term]) for term in terms]
    outside = _group(None, [one for one in rows if _term(one, terms) is None])
    undone = access.open_of(board_id, board.unit_id, now)
    return BoardWork(
        org.as_of(board, today), (*groups, *([outside] if outside.meetings else [])),
        outcomes(actor, undone, today), tuple(org.committees_of(board)),
    )  # fmt: skip


def _term(row: Meeting, terms: Sequence[BoardTerm]) -> BoardTerm | None:
    day = clock.local(row.starts_at).date()
    fits = (one for one in terms if one.valid_from <= day and (one.valid_to is None or day < one.valid_to))
    return next(fits, None)


def _group(term: BoardTerm | None, rows: Sequence[Meeting]) -> TermGroup:
    return TermGroup(term, tuple(rows), sum(one.state == MeetingState.HELD for one in rows))
