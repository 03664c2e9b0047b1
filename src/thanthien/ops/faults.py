"""Known faults in one line. Anything else keeps its traceback: it is ours to mend."""

from thanthien.conf.keys import KeyMissing

_TABLES = ("no such table", "does not exist", "no such column")


def sentence(error: Exception) -> str | None:
    """Return what to tell an operator, or None for a fault that nobody foresaw."""
    if isinstance(error, KeyMissing):
        return str(error)
    if isinstance(error, OSError):
        where = f" ({error.filename})" if error.filename else ""
        return f"{error.strerror or error}{where}"
    return _of_the_house(error) or _of_the_database(error)


def _of_the_house(error: Exception) -> str | None:
    from thanthien.core.crypto import Unreadable
    from thanthien.core.errors import Busy, NotThere, Refused
    from thanthien.rules.errors import RuleError

    if isinstance(error, Refused):
        return error.message
    if isinstance(error, Unreadable):
        return str(error)
    if isinstance(error, RuleError):
        return f"{error.problem}: {error.sentence}"
    if isinstance(error, Busy):
        return "the database is busy or the disk is full; nothing was written, try again"
    return "there is no such record here" if isinstance(error, NotThere) else None


def _of_the_database(error: Exception) -> str | None:
    from django.db.utils import DatabaseError, OperationalError, ProgrammingError

    if not isinstance(error, DatabaseError):
        return None
    words = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    if isinstance(error, OperationalError | ProgrammingError) and any(part in words for part in _TABLES):
        return f"the database is not up to date ({words}); start `thanthien serve` once, it brings it up to date"
    return f"the database does not answer as it should: {words}"
