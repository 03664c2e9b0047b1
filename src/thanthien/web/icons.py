"""Our own line icons: 24 px grid, stroke 2. Always beside a word, so always hidden from screen readers."""

from typing import Final

ICONS: Final[dict[str, str]] = {
    "alert": '<path d="M12 3.5 2.5 20h19z"/><path d="M12 10v4.5M12 17.2v.1"/>',
    "baby": (
        '<circle cx="12" cy="13" r="8"/><path d="M12 5c-1-2 .5-3.5 2-3M9 12v.1M15 12v.1M9.5 16c1.5 1.3 3.5 1.3 5 0"/>'
    ),
    "cal": '<rect x="4" y="5" width="16" height="15" rx="2"/><path d="M4 10h16M8 3v4M16 3v4"/>',
    "chat": '<path d="M4 5h16v11H10l-5 4v-4H4z"/><path d="M8 9.5h8M8 12.5h5"/>',
    "check": '<circle cx="12" cy="12" r="9"/><path d="m8 12.5 2.8 2.8L16 9.5"/>',
    "coins": '<circle cx="9" cy="9" r="5.5"/><path d="M15 9.5a5.5 5.5 0 1 1-5.5 5.5"/>',
    "doc": '<path d="M6 3h8l4 4v14H6z"/><path d="M14 3v4h4M9 12h6M9 16h6"/>',
    "grid": '<path d="M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z"/>',
    "heart": (
        '<path d="M12 20S4 15 4 9.2C4 6.5 6 5 8 5s3.3 1.2 4 2.8C12.7 6.2 14 5 16 5s4 1.5 4 4.2C20 15 12 20 12 20z"/>'
    ),
    "hour": '<path d="M7 3h10M7 21h10M8 3c0 5 8 6 8 9s-8 4-8 9M16 3c0 5-8 6-8 9s8 4 8 9"/>',
    "house": '<path d="M3 11 12 4l9 7"/><path d="M5.5 9.5V20h13V9.5M10 20v-5h4v5"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5M12 7.8v.1"/>',
    "leaf": '<path d="M5 20C4 11 9 5 20 4c0 10-5 15-13 14"/><path d="M5 20c2-5 5-8 9-10"/>',
    "letter": '<rect x="3" y="5" width="18" height="14" rx="2"/><path d="m4 7 8 6 8-6"/>',
    "pause": '<path d="M8.5 5v14M15.5 5v14"/>',
    "pen": '<path d="m4 20 1-4.5L16 4.5l3.5 3.5L8.5 19z"/>',
    "pin": ('<path d="M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11z"/><circle cx="12" cy="10" r="2.3"/>'),
    "print": '<path d="M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z"/>',
    "rings": '<circle cx="9" cy="14" r="6"/><circle cx="15" cy="14" r="6"/><path d="m10.5 4 1.5 2 1.5-2"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "shield": '<path d="M12 3 5 6v5c0 5 3 8 7 10 4-2 7-5 7-10V6z"/><path d="m9 12 2.2 2.2L15 10"/>',
    "shop": ('<path d="M4 9 5.5 4h13L20 9M4 9c0 3 4 3 4 0 0 3 4 3 4 0 0 3 4 3 4 0 0 3 4 3 4 0M5.5 12v8h13v-8"/>'),
    "stamp": (
        '<path d="M9 13c1-3-1-4-1-6.5a4 4 0 0 1 8 0C16 9 14 10 15 13M5 17c0-3 2-4 4-4h6c2 0 4 1 4 4zM5 20.5h14"/>'
    ),
    "tick": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "users": (
        '<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20c0-4 3-6.5 6.5-6.5s6.5 2.5 6.5 6.5M15.5'
        ' 5a3.5 3.5 0 0 1 0 6.5M18 14c2.2.8 3.5 3 3.5 6"/>'
    ),
    "phone": ('<path d="M6 3h4l2 5-2.5 1.5c1 2.5 2.5 4 5 5L16 12l5 2v4c0 2-1.5 3-3 3C10 21 3 13 3 6c0-1.5 1-3 3-3z"/>'),
    "file": '<path d="M12 16V5M7.5 9.5 12 5l4.5 4.5M4 19h16"/>',
    "key": '<circle cx="8" cy="15" r="4.5"/><path d="m11.5 11.5 8-8M16 7l3 3"/>',
    "lock": '<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
    "list": '<path d="M9 6h11M9 12h11M9 18h11M4.5 6v.1M4.5 12v.1M4.5 18v.1"/>',
    "back": '<path d="M10 5l-6 7 6 7M4 12h16"/>',
}

CLOCK_SIGNS: Final[dict[str, str]] = {
    "on": "check",
    "soon": "hour",
    "sorry": "letter",
    "late": "alert",
    "pause": "pause",
}


def use(name: str) -> str:
    """Return the icon as a reference to a symbol that stands once at the end of the page."""
    return f'<svg class="i" aria-hidden="true"><use href="#i-{name}"/></svg>'


def whole(name: str) -> str:
    """Return the icon drawn in place: for fragments and for pages that render without a request."""
    return f'<svg class="i" viewBox="0 0 24 24" aria-hidden="true">{ICONS[name]}</svg>'


def symbols(names: set[str]) -> str:
    """Return the sheet of symbols that one page uses."""
    drawn = "".join(f'<symbol id="i-{name}" viewBox="0 0 24 24">{ICONS[name]}</symbol>' for name in sorted(names))
    return f'<svg hidden aria-hidden="true">{drawn}</svg>' if drawn else ""
