"""Commitments: everybody of the commune reads who committed to what; a signer's figures are for few."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from thanthien.core import db, wall
from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere
from thanthien.org import service as org
from thanthien.org.models import Board, BoardMember, BoardRole, Hamlet, HamletHead, Position
from thanthien.programme.models import Artefact, Commitment, CommitmentState, CommitmentText
from thanthien.rules.commitment import BODY, PERSON

_HOLDS_ON = ("position", "head", "board", "hamlet")


def held(day: date, before: str = "") -> Q:
    """Return the condition "[valid_from, valid_to) holds that day"."""
    begun = Q(**{f"{before}valid_from__lte": day})
    return begun & (Q(**{f"{before}valid_to__isnull": True}) | Q(**{f"{before}valid_to__gt": day}))


def holding(day: date) -> Q:
    """Return the condition that nothing a commitment stands and falls with has ended: post, head's time, board, hamlet.

    Computed, never stored: whoever ends a post need not think of commitments.
    """
    found = Q()
    for one in _HOLDS_ON:
        found &= Q(**{f"{one}__isnull": True}) | Q(**{f"{one}__valid_to__isnull": True}) | Q(
            **{f"{one}__valid_to__gt": day}
        )  # fmt: skip
    return found


def visible(actor: Actor) -> QuerySet[Commitment]:
    """Return the commitments of the actor's commune that the actor may read: all signed ones; drafts their own, and
    of others those who draft for them."""
    if not actor.may("commitment.read"):
        return Commitment.objects.none()
    rows = Commitment.objects.filter(unit_id__in=_units(actor)).select_related(*_HOLDS_ON, "replaces", "file")
    if actor.may("commitment.record"):
        return rows
    return rows.filter(~Q(state=CommitmentState.DRAFT) | Q(staff_id=UUID(actor.id)))


def _units(actor: Actor) -> list[UUID]:
    """Return the actor's unit and the ended ones whose history it keeps."""
    kept = org.kept_by(actor.scope)
    wall.admit(*kept)
    return [actor.scope, *kept]


def one(actor: Actor, commitment_id: UUID) -> Commitment:
    """Return a commitment to read; raises :class:`NotThere`."""
    found = visible(actor).filter(id=commitment_id).first()
    if found is None:
        raise NotThere
    return found


def take(actor: Actor, commitment_id: UUID) -> Commitment:
    """Return a commitment that the actor may change or sign, locked; raises :class:`NotThere`."""
    rows = Commitment.objects.filter(unit_id=actor.scope, id=commitment_id)
    found = db.lock(rows).first() if actor.may("commitment.own") else None
    if found is None or not may_change(actor, found):
        raise NotThere
    return found


def may_change(actor: Actor, row: Commitment) -> bool:
    """Tell whether somebody may change a draft: the signer, and whoever drafts for others."""
    return actor.may("commitment.record") or row.staff_id == UUID(actor.id)


def standing(unit_id: UUID, day: date) -> QuerySet[Commitment]:
    """Return the commitments of a commune that hold on a day, the latest signed first: public knowledge."""
    rows = Commitment.objects.filter(holding(day), unit_id=unit_id, state=CommitmentState.SIGNED)
    return rows.order_by("-signed_on", "-id")


def of_signer(actor: Actor) -> QuerySet[Commitment]:
    """Return what somebody signed or has to sign, the latest first."""
    if not actor.may("commitment.own"):
        return Commitment.objects.none()
    rows = Commitment.objects.filter(unit_id__in=_units(actor), staff_id=UUID(actor.id))
    return rows.select_related(*_HOLDS_ON).order_by("-id")


def of_unit_signer(actor: Actor, day: date) -> QuerySet[Commitment]:
    """Return what the actor has to sign, and what holds of what they signed, in the unit they act in."""
    if not actor.may("commitment.own"):
        return Commitment.objects.none()
    rows = Commitment.objects.filter(holding(day), unit_id=actor.scope, staff_id=UUID(actor.id))
    return rows.filter(state__in=(CommitmentState.DRAFT, CommitmentState.SIGNED))


def signed(unit_id: UUID) -> QuerySet[Commitment]:
    """Return everything that was signed in a commune, whatever became of it."""
    return Commitment.objects.filter(unit_id=unit_id).exclude(state=CommitmentState.DRAFT)


def with_key(unit_id: UUID, party_key: str, state: str) -> Commitment | None:
    """Return the draft or the signed commitment of a party, locked."""
    return db.lock(Commitment.objects.filter(unit_id=unit_id, party_key=party_key, state=state)).first()


def may_see_figures(actor: Actor, row: Commitment, day: date) -> bool:
    """Tell whether somebody may see the figures beside a commitment's promises.

    The signer, the chair, and who sits on a board of the commune that day (sub-committees are no board of the
    commune). Nobody else: neither colleague nor administrator nor the level above.
    """
    if not actor.may("commitment.read") or row.unit_id != actor.scope:
        return False
    if row.staff_id is not None and row.staff_id == UUID(actor.id):
        return True
    return actor.may("commitment.figures") or on_a_board(actor, day)


def on_a_board(actor: Actor, day: date) -> bool:
    """Tell whether somebody sits on a board of the commune, sub-committees aside."""
    rows = BoardMember.objects.filter(held(day), unit_id=actor.scope, staff_id=UUID(actor.id))
    return rows.filter(held(day, "board__"), board__parent__isnull=True).exists()


def texts(unit_id: UUID) -> QuerySet[CommitmentText]:
    """Return every version of a commune's texts, the newest first."""
    return CommitmentText.objects.filter(unit_id=unit_id).order_by("scope", "-version")


def text_in_force(unit_id: UUID, scope: str) -> CommitmentText | None:
    """Return the version that new commitments take; None where the house's own text holds."""
    return texts(unit_id).filter(scope=scope, adopted_on__isnull=False).order_by("-version").first()


def own_texts(actor: Actor) -> list[CommitmentText]:
    """Return the versions for the page of texts."""
    return list(texts(actor.scope)) if actor.may("commitment.read") else []


def take_text(actor: Actor, text_id: UUID) -> CommitmentText:
    """Return a version to adopt, locked; raises :class:`NotThere`."""
    found = db.lock(CommitmentText.objects.filter(unit_id=actor.scope, id=text_id)).first()
    if found is None or not actor.may("commitment.write"):
        raise NotThere
    return found


def gate_is_open(unit_id: UUID) -> bool:
    """Tell whether a commitment already opened its gate in the programme that runs."""
    rows = Artefact.objects.filter(unit_id=unit_id, kind="commitment", void=False)
    return rows.filter(participation__ended_on__isnull=True).exists()


def first_signed(unit_id: UUID) -> Commitment | None:
    """Return the commitment that was signed first and was not ended by a reorganisation."""
    rows = Commitment.objects.filter(unit_id=unit_id, state__in=(CommitmentState.SIGNED, CommitmentState.REPLACED))
    return rows.order_by("signed_on", "id").first()


def signed_of(units: Collection[UUID]) -> QuerySet[Commitment]:
    """Return the signed commitments of units that are reorganised."""
    return Commitment.objects.filter(unit_id__in=set(units), state=CommitmentState.SIGNED)


def signed_in(units: Collection[UUID]) -> dict[UUID, int]:
    """Count the signed commitments of units that are reorganised."""
    with wall.lifted():
        return dict(signed_of(units).order_by().values_list("unit_id").annotate(n=Count("id")))


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody or some body that can commit: key, name, who signs as what, and what it stands and falls with."""

    key: str
    label: str
    scope: str
    signer: str
    post: str
    staff_id: UUID | None = None
    position_id: UUID | None = None
    head_id: UUID | None = None
    board_id: UUID | None = None
    hamlet_id: UUID | None = None


def own_party(actor: Actor, day: date) -> Party:
    """Return the actor as a party, with the post held longest; raises :class:`NotThere` without a post."""
    rows = Position.objects.filter(held(day), unit_id=actor.scope, staff_id=UUID(actor.id)).select_related("staff")
    post = rows.order_by("valid_from", "id").first() if actor.may("commitment.own") else None
    if post is None:
        raise NotThere
    return _person(post)


def _person(post: Position) -> Party:
    name = post.staff.name
    return Party(f"staff:{post.staff_id}", name, PERSON, name, post.title, post.staff_id, post.id)


def staff_party(actor: Actor, staff_id: UUID, day: date) -> Party:
    """Return a colleague as a party; raises :class:`NotThere`."""
    found = next((one for one in people(actor, day) if one.staff_id == staff_id), None)
    if found is None:
        raise NotThere
    return found


def people(actor: Actor, day: date) -> list[Party]:
    """Return everybody of the commune who can commit in person: staff by their longest post, heads of hamlets."""
    rows = Position.objects.filter(held(day), unit_id=actor.scope, staff__is_active=True).select_related("staff")
    found = {post.staff_id: _person(post) for post in rows.order_by("-valid_from", "-id")}
    heads = HamletHead.objects.filter(held(day), held(day, "hamlet__"), unit_id=actor.scope).select_related("hamlet")
    heads_of = [
        Party(f"head:{one.id}", one.name, PERSON, one.name, f"{_first_up(one.hamlet.head_title)} {one.hamlet.name}",
              head_id=one.id)
        for one in heads.order_by("hamlet__name_fold", "id")
    ]  # fmt: skip
    return sorted(found.values(), key=lambda party: party.label) + heads_of


def bodies(actor: Actor, unit: str, day: date) -> list[Party]:
    """Return the commune itself, its boards, hamlets and counters as parties; the representative where one is known."""
    boards = Board.objects.filter(held(day), unit_id=actor.scope).order_by("name", "id")
    hamlets = Hamlet.objects.filter(held(day), unit_id=actor.scope).order_by("name_fold", "id")
    posts = Position.objects.filter(held(day), unit_id=actor.scope).exclude(counter="").order_by("counter")
    counters = list(dict.fromkeys(posts.values_list("counter", flat=True)))
    heads_of = {head.board_id: head for head in _board_heads(actor.scope, day)}
    leads = {head.hamlet_id: head for head in HamletHead.objects.filter(held(day), unit_id=actor.scope)}
    found = [Party("unit", f"UBND {unit}", BODY, "", "")]
    for board in boards:
        head = heads_of.get(board.id)
        who = (head.name, head.post, head.staff_id) if head else ("", "", None)
        found.append(Party(f"board:{board.id}", board.name, BODY, *who, board_id=board.id))
    for hamlet in hamlets:
        lead = leads.get(hamlet.id)
        post = f"{_first_up(hamlet.head_title)} {hamlet.name}" if lead else ""
        name = lead.name if lead else ""
        found.append(Party(f"hamlet:{hamlet.id}", _first_up(str(hamlet)), BODY, name, post, hamlet_id=hamlet.id))
    return found + [Party(f"counter:{one}", one, BODY, "", "") for one in counters]


def _board_heads(unit_id: UUID, day: date) -> QuerySet[BoardMember]:
    return BoardMember.objects.filter(held(day), unit_id=unit_id, role=BoardRole.HEAD)


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]
