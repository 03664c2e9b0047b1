"""Running a command under an idempotency key, with its arguments still checked by the type checker."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

from thanthien.core.command import Once

__all__ = ["Once", "sent_once"]

P = ParamSpec("P")
R = TypeVar("R")


def sent_once(once: Once, act: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a command once: a second press of the same button gives the first one's answer."""
    return cast(Callable[..., R], act)(*args, **kwargs, once=once)
