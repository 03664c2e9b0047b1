"""The words of a case while they are in memory."""


class Content(dict[str, str]):
    """A case's fields by name. It never writes itself out: not into a log, a report of a crash, a debugger's list."""

    def __repr__(self) -> str:
        return "<sealed>"

    __str__ = __repr__
