"""What an act of a dossier's page is: how it is asked, what it brings about, which command does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from thanthien.office.act_forms import ActForm
from thanthien.office.case import Case
from thanthien.rules.dossier import MACHINE
from thanthien.web.words import first_up

Do = Callable[[Case, Any], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Act:
    """One act. ``brings`` names the consequence before it is done, ``done`` says it afterwards.

    ``letter`` is the template of the letter that people will get: such an act is read before it is sent.
    ``rare`` acts stand after the others, ``danger`` ones end something.
    """

    move: str
    slug: str
    form: type[ActForm]
    command: Callable[..., object]
    given: Do
    brings: str
    done: str
    verb: str = ""
    letter: str = ""
    rare: bool = False
    danger: bool = False

    @property
    def label(self) -> str:
        """The words on the button, from the machine where it knows the act."""
        move = MACHINE.moves.get(self.move)
        return self.verb or (move.label if move is not None else first_up(self.slug))

    def refusal(self, case: Case) -> str:
        """Why it cannot be done now, "" when it can. Giving away is no move of state."""
        if self.move == "assign":
            return "Hồ sơ này đã xong, không cần giao lại." if case.dossier.clock == "stopped" else ""
        if self.move == "propose_limit":
            return ""
        return case.refusal(self.move)

    def may_ever(self, case: Case) -> bool:
        """Tell whether the act belongs to this post at all. Two acts are no moves of state."""
        if self.move == "assign":
            return not case.kept and case.actor.has("chair", "handler", on="dossier")
        return case.mine("accept" if self.move == "propose_limit" else self.move)

    def belongs_to(self, case: Case) -> bool:
        """Tell whether the act belongs to this post and to this step."""
        if self.move == "assign":
            return self.may_ever(case)
        if self.move == "propose_limit":
            return self.may_ever(case) and case.dossier.state == "submitted" and case.entry.limit.unit is None
        return case.mine(self.move) and case.dossier.state in MACHINE.moves[self.move].sources


def plain(*fields: str) -> Do:
    """The command's arguments are the form's own fields."""

    def given(case: Case, form: Any) -> dict[str, Any]:
        return {name: form.cleaned_data[name] for name in fields}

    return given
