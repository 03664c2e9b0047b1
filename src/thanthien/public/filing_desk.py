"""A draft on the table: its form, its answers, what it may still become. Everything that the four steps share."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

from thanthien.core import clock, files
from thanthien.core.actors import citizen
from thanthien.core.errors import NotThere
from thanthien.notify import service as notify
from thanthien.onestop import service as onestop
from thanthien.onestop.service import field_sets, wording
from thanthien.public import place
from thanthien.public.follow_page import is_declaration
from thanthien.public.step_form import PAPER, Reach, StepForm, paper_of, rebound
from thanthien.web.sites import Site

if TYPE_CHECKING:
    from thanthien.onestop.models import Draft

STEPS: Final = ("who", "matter", "result")
REVIEW: Final = len(STEPS) + 1
FORM_VERSION: Final = "_form"


@dataclass(frozen=True)
class Desk:
    """One draft, as its pages need it. ``token`` "" before the first step was saved."""

    token: str
    unit_id: UUID
    entry: Any
    form: field_sets.FieldSet
    answers: Mapping[str, Any]
    saved_at: datetime | None = None
    step: int = 1
    version_id: UUID | None = None
    draft: "Draft | None" = None
    offer: onestop.Offer | None = None
    provider: Any = None  # where a name may be had, and the name that was stated there
    stated: Any = None

    @cached_property
    def papers(self) -> dict[int, Any]:
        """The papers that can be sent as files; the declaration itself is filled here, or at the counter."""
        return {number: paper for number, paper in enumerate(self.entry.papers, 1) if not is_declaration(paper.text)}

    @cached_property
    def reach(self) -> Reach:
        """The ways of telling that this house has, and the commune's hamlets. One query."""
        hamlets = tuple(name for _, name in notify.hamlets(self.unit_id, clock.today()))
        ways = {"paper" if one == notify.SLIP else one for one in notify.installed()}
        return Reach(frozenset(ways | ({notify.HAMLET} if hamlets else set())), hamlets)

    def step_form(self, number: int, data: Any = None) -> StepForm:
        """Return the form of a step, filled from the draft or from what came in."""
        return StepForm(self.form, STEPS[number - 1], self.papers, self.answers, data, self.reach)

    def checked(self) -> list[StepForm]:
        """Return all steps filled from the draft, judged."""
        return [rebound(self.form, step, self.papers, self.answers, self.reach) for step in STEPS]

    def kept_files(self) -> dict[str, UUID]:
        """Return the files that the draft remembers: field → id."""
        names = {f"{PAPER}{number}": paper_of(self.answers.get(f"{PAPER}{number}")) for number in self.papers}
        return {name: UUID(paper.kept.id) for name, paper in names.items() if paper.kept is not None}

    def gone_files(self) -> set[str]:
        """Return the fields whose file was swept meanwhile. One query at most."""
        kept = self.kept_files()
        here = files.still_here(kept.values(), unit_id=self.unit_id) if kept else set()
        return {name for name, file_id in kept.items() if file_id not in here}

    @property
    def helped(self) -> str:
        """For whom somebody else files, "" when for themselves."""
        return str(self.answers.get("principal_name", "")) if self.answers.get("on_behalf") == "yes" else ""

    @property
    def url(self) -> str:
        """The whole address of the secret link."""
        return f"{settings.THANTHIEN_URL}/nop/{self.token}/"


def fresh(site: Site, code: str, now: datetime) -> Desk:
    """Return an empty desk for a procedure; raises :class:`NotThere` for an unknown one."""
    if site.unit_id is None:
        raise NotThere
    offer = onestop.offered(site.unit_id, now.date()).every.get(code)
    if offer is None:
        raise NotThere
    form = onestop.field_sets.field_set(code, now.date())
    return Desk("", site.unit_id, offer.entry, form, {}, version_id=offer.version_id, offer=offer)


def opened(request: HttpRequest, token: str, now: datetime) -> Desk:
    """Return the desk of a draft; the page then speaks for the draft's commune. Raises :class:`NotThere`."""
    draft = onestop.draft_by_token(token, now)
    offered = onestop.offered(draft.unit_id, now.date())
    place.speak_for(request, offered.office)
    entry, answers = onestop.entry_of(draft.procedure), onestop.drafts.answers_of(draft)
    form = onestop.field_sets.version(*_pinned(entry.code, answers, now), now.date())
    return Desk(
        token, draft.unit_id, entry, form, answers, draft.saved_at, draft.step, draft.procedure_id, draft,
        offered.every.get(entry.code),
    )  # fmt: skip


def _pinned(code: str, answers: Mapping[str, Any], now: datetime) -> tuple[str, int]:
    kept = answers.get(FORM_VERSION)
    if isinstance(kept, list) and len(kept) == 2:
        return str(kept[0]), int(kept[1])
    form = onestop.field_sets.field_set(code, now.date())
    return form.code, form.version


def changed(desk: Desk) -> bool:
    """Tell whether the catalogue's entry was changed while the person was typing."""
    return desk.offer is None or desk.offer.version_id != desk.version_id


def save(desk: Desk, step: int, saved: Mapping[str, Any], now: datetime) -> None:
    """Keep a step's answers in the draft."""
    pinned = {FORM_VERSION: [desk.form.code, desk.form.version]}
    onestop.drafts.save_draft(actor=citizen(), now=now, token=desk.token, step=step, answers={**pinned, **saved})


def changes(old: Any, new: Any) -> list[dict[str, Any]]:
    """Return what a person has to know of a changed entry: limit, fee, papers; old beside new."""
    found = []
    for label, say in (("Thời hạn", wording.how_long), ("Lệ phí", wording.how_much)):
        attribute = "limit" if label == "Thời hạn" else "fee"
        before, after = say(getattr(old, attribute)), say(getattr(new, attribute))
        if before != after:
            found.append({"label": label, "before": [_said(before)], "after": [_said(after)]})
    before_papers, after_papers = [one.text for one in old.papers], [one.text for one in new.papers]
    if before_papers != after_papers:
        found.append({"label": "Giấy tờ", "before": before_papers, "after": after_papers})
    return found


def _said(one: Any) -> str:
    return ". ".join([f"{one.text} ({one.tag})" if one.tag else one.text, *one.more])


def moved_papers(desk: Desk, new: Any) -> dict[str, Any]:
    """Return the draft's papers under their new numbers: a paper is known again by its text."""
    held = {paper.text: desk.answers.get(f"{PAPER}{number}", "") for number, paper in desk.papers.items()}
    most = max(len(desk.entry.papers), len(new.papers))
    by_number = {number: paper.text for number, paper in enumerate(new.papers, 1)}
    return {f"{PAPER}{number}": held.get(by_number.get(number, ""), "") for number in range(1, most + 1)}
