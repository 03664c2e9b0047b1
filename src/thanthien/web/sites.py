"""Which commune a page speaks for. The app above registers how a code becomes a site (web knows no units)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

from thanthien.core import clock


@dataclass(frozen=True, slots=True)
class Site:
    """The commune behind a public page, as head, foot and error pages need it."""

    code: str = ""
    name: str = ""
    kind: str = "xã"
    province: str = ""
    address: str = ""
    phone: str = ""
    hours: tuple[str, ...] = ()
    prefix: str = ""
    unit_id: UUID | None = None
    online_filing: bool = False
    demo: bool = False

    @property
    def label(self) -> str:
        """ "xã Cẩm Vân"."""
        return f"{self.kind} {self.name}".strip()

    @property
    def full(self) -> str:
        """ "Ủy ban nhân dân xã Cẩm Vân"."""
        return f"Ủy ban nhân dân {self.label}" if self.name else "Thân Thiện"

    @property
    def short(self) -> str:
        """ "UBND xã Cẩm Vân"."""
        return f"UBND {self.label}" if self.name else "Thân Thiện"

    @property
    def demo_clock(self) -> datetime | None:
        """The rehearsed moment, which the banner shows."""
        return clock.rehearsed() if self.demo else None

    @property
    def demo_progress(self) -> str:
        """What the demo is still making, as it says itself (``ops.world.record``); "" when all is there."""
        if not self.demo:
            return ""
        try:
            return (Path(settings.DATA_DIR) / "demo-progress.txt").read_text("utf-8")
        except OSError:
            return ""


@dataclass(frozen=True, slots=True)
class Moved:
    """The code was a unit once; these are its successors today: one is a redirect, several a choice."""

    name: str
    successors: tuple[Site, ...]


@dataclass(frozen=True, slots=True)
class Me:
    """The member of staff at a work page. ``counts`` are shown beside the areas of the rail.

    ``mark`` is what each form keeps of the post it was opened in; ``places`` are the units they may act in, the
    present one first; ``lent`` says whose powers they hold for a time.
    """

    name: str = ""
    position: str = ""
    unit: str = ""
    areas: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    mark: str = ""
    places: tuple[tuple[str, str], ...] = ()
    lent: str = ""


class SiteRequest(HttpRequest):
    """A request after the middleware and, for work pages, after the office has said who works."""

    site: Site  # type: ignore[assignment]  # the stubs think of django.contrib.sites, which we do not install
    site_prefix: str
    me: Me


Resolver = Callable[[str], Site | Moved | None]
_resolver: list[Resolver] = []


def register(resolver: Resolver) -> None:
    """Say how a code ("" means the home unit) becomes a site. Called once, when the public app is ready."""
    _resolver[:] = [resolver]


def find(code: str) -> Site | Moved | None:
    """Return the site of a code, what became of it, or None."""
    return _resolver[0](code) if _resolver else Site()


def home() -> Site:
    """Return the commune at "/"; a house without one shows the product's own name."""
    found = find("")
    return found if isinstance(found, Site) else Site()
