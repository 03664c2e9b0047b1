"""Whose line a request came over, and how often that line may ask.

``X-Forwarded-For`` is a letter that anybody can write. It is read only when the machine that talks to us is one of the
installation's own proxies (``THANTHIEN_PROXIES``), and only as far to the right as our own proxies wrote it.
"""

import functools
from collections.abc import Callable, Mapping
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from thanthien.core import clock, limits

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
HOPS = 20  # nobody has more proxies in a row; a longer header is somebody's joke
HOUSE = 64  # one house holds a whole /64 of IPv6: its addresses count as one


def address_of(request: HttpRequest) -> str:
    """Return the address that counts for limits: the nearest machine that is not a proxy of ours.

    An IPv6 address stands for its network of /64. Empty when nothing readable is known (a socket of the machine).
    """
    nearest = _read(str(request.META.get("REMOTE_ADDR", "")))
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")[-HOPS:]
    while nearest is not None and _ours(nearest) and forwarded:
        further = _read(forwarded.pop())
        if further is None:
            break
        nearest = further
    if isinstance(nearest, IPv6Address):
        return str(IPv6Network((nearest, HOUSE), strict=False))
    return str(nearest or "")


def _read(text: str) -> IPv4Address | IPv6Address | None:
    text = text.strip()
    if text.startswith("["):  # [2001:db8::1]:443
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:  # 203.0.113.5:443
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _ours(address: IPv4Address | IPv6Address) -> bool:
    return any(address in network for network in settings.THANTHIEN_PROXIES)


def came_by_tls(request: HttpRequest) -> bool:
    """Tell whether one of our own proxies took this request over TLS."""
    nearest = _read(str(request.META.get("REMOTE_ADDR", "")))
    return nearest is not None and _ours(nearest) and request.headers.get("X-Forwarded-Proto", "") == "https"


def spend(request: HttpRequest, kind: str, *pair: tuple[str, str]) -> None:
    """Count one request of this line under ``kind``, and one under each (kind, target) together with the line.

    Raises :class:`core.errors.TooMany`, which becomes a page or a problem with ``Retry-After``.
    """
    address = address_of(request)
    targets = {name: f"{target} {address}" for name, target in pair}
    limits.spend(clock.now(), {kind: address, **targets})


def wait(asked: Mapping[str, str]) -> int:
    """Return how many seconds the asker has to wait, at this moment (``core.limits.wait``)."""
    return limits.wait(clock.now(), asked)


def note(asked: Mapping[str, str]) -> None:
    """Count a miss for each, at this moment (``core.limits.note``)."""
    limits.note(clock.now(), asked)


def limited(
    kind: str, methods: frozenset[str] = frozenset({"GET", "HEAD", "POST"})
) -> Callable[[View[P]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]]:
    """Let a line open a page only so often: ``@limited("proof.address")`` (see ``core.limits.LIMITS``)."""
    limits.LIMITS[kind]  # a kind that the table does not know stops the server, not the first visitor

    def wrap(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @functools.wraps(view)
        def counted(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method in methods:
                spend(request, kind)
            return view(request, *args, **kwargs)

        return counted

    return wrap
