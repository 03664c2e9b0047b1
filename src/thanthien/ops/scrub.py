"""After a destruction the file is written anew, at night: what was erased must not be found in its free pages."""

from datetime import datetime
from pathlib import Path

from thanthien.core import clock, db

NIGHT_ENDS = 5  # o'clock; VACUUM keeps writers waiting, for minutes in a large commune


def stamp() -> Path:
    """Return the file that says until when the database was written anew."""
    from django.conf import settings

    return Path(settings.DATA_DIR) / "scrubbed"


def at_night(now: datetime) -> int:
    """Write the database anew if anything was destroyed since the last time; return 1 when it was done."""
    from thanthien.privacy import service as privacy

    if db.is_postgres() or clock.local(now).hour >= NIGHT_ENDS:
        return 0
    destroyed = privacy.last_destroyed()
    if destroyed is None or (stamp().exists() and destroyed <= datetime.fromisoformat(stamp().read_text("ascii"))):
        return 0
    db.scrub()
    stamp().write_text(now.isoformat(), "ascii")
    return 1
