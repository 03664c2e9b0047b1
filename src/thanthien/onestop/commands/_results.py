"""What commands answer with: small values only, so that a repeated command can give the same answer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Moved:
    """A dossier after a move: its state and the version that the next form must carry."""

    id: str
    code: str
    state: str
    version: int


@dataclass(frozen=True, slots=True)
class Filed:
    """A dossier as filed: code, secret link token, and by when the first answer is owed (ISO, or "")."""

    id: str
    code: str
    token: str
    state: str
    first_reply_due: str
    due_on: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """Any other record that was written."""

    id: str
