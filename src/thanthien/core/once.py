"""Running a command under an idempotency key, with its arguments still checked by the type checker."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import ParamSpec, TypeVar, cast

from thanthien.core.command import Once
from thanthien.core.models import OnceKey

__all__ = ["Once", "already_sent", "sent_once"]

KEPT = timedelta(days=30)  # as long as a draft; whoever sends the same form later sends it anew
_BATCH = 5000
P = ParamSpec("P")
R = TypeVar("R")


def sent_once(once: Once, act: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a command once: a second press of the same button gives the first one's answer."""
    return cast(Callable[..., R], act)(*args, **kwargs, once=once)


def already_sent(once: Once) -> bool:
    """Tell whether this very form was done before.

    A form that asks more than the first time (because the first press moved the case) must not refuse the second.
    """
    known = OnceKey.objects.filter(sender=once.hashed_sender(), key=once.stored_key(), body_hash=once.hashed_body())
    return known.exists()


def purge(now: datetime) -> int:
    """Forget keys that are older than any form in somebody's hands; return how many (the loop)."""
    gone = 0
    while old := list(OnceKey.objects.filter(at__lt=now - KEPT).order_by("at").values_list("id", flat=True)[:_BATCH]):
        gone += OnceKey.objects.filter(id__in=old).delete()[0]
    return gone
