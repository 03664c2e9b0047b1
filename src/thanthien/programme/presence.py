"""The code on the keeper's screen: signed, for one session, good for a few minutes, stored nowhere."""

from datetime import UTC, datetime
from uuid import UUID

from thanthien.core import tokens
from thanthien.rules.training import CODE_LIFE

_PURPOSE = "training-presence"


def make_code(session_id: UUID, now: datetime) -> str:
    """Return the code of a session that is shown now."""
    return tokens.make(_PURPOSE, session_id.bytes + int(now.timestamp()).to_bytes(6, "big"))


def read_code(code: str, now: datetime) -> UUID | None:
    """Return the session of a code; None for one that is not ours, has run out, or is of the time to come."""
    payload = tokens.read(_PURPOSE, code)
    if payload is None or len(payload) != 22:
        return None
    made = datetime.fromtimestamp(int.from_bytes(payload[16:], "big"), UTC)
    return UUID(bytes=payload[:16]) if -1 <= (now - made).total_seconds() < CODE_LIFE.total_seconds() else None
