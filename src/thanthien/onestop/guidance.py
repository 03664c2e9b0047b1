"""Guidance of a procedure in other languages and as sound: files that somebody adds, nothing that a machine makes up.

A folder ``guidance/<code of the procedure>/`` holds ``<language>.txt`` (UTF-8, its first line is the title) and a sound
of the same name (``.mp3``, ``.m4a``, ``.ogg``, ``.wav``). The installation's own folder (``THANTHIEN_DATA/guidance``)
wins over the few texts that come with the product. Languages have the codes of BCP 47; ``vi-x-de`` is Vietnamese in
few and easy words.
"""

import re
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings

SHIPPED: Final = Path(__file__).parent / "data" / "guidance"
EASY: Final = "vi-x-de"
# How a language is called on a Vietnamese page; an unknown code is shown as it is.
LANGUAGES: Final = {
    EASY: "lời dễ hiểu", "vi": "tiếng Việt", "mtq": "tiếng Mường", "blt": "tiếng Thái (Thái Đen)", "tyz": "tiếng Tày",
    "nut": "tiếng Nùng", "hmn": "tiếng Mông", "rad": "tiếng Ê Đê", "bdq": "tiếng Ba Na", "jra": "tiếng Gia Rai",
    "km": "tiếng Khmer", "cjm": "tiếng Chăm", "ium": "tiếng Dao", "mnw": "tiếng Mnông", "en": "tiếng Anh",
}  # fmt: skip
SOUNDS: Final = {".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg", ".wav": "audio/wav"}
MOST_TEXT: Final = 40_000
_CODE: Final = re.compile(r"[0-9]\.[0-9]{6}")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8}){0,3}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Guidance:
    """One language of one procedure. ``seconds`` 0: the length of the sound is not known."""

    language: str
    named: str
    title: str
    text: str
    sound: Path | None
    kind: str
    size: int
    seconds: int


def guidance(code: str) -> list[Guidance]:
    """Return what there is for a procedure, by language; files that cannot be read are left out."""
    if not _CODE.fullmatch(code):
        return []
    found: dict[str, Guidance] = {}
    for folder in (SHIPPED / code, Path(settings.DATA_DIR) / "guidance" / code):
        for one in _in(folder):
            found[one.language] = one
    return [found[language] for language in sorted(found)]


def sound_of(code: str, language: str) -> Guidance | None:
    """Return the guidance whose sound is asked for; None where there is none."""
    return next((one for one in guidance(code) if one.language == language and one.sound is not None), None)


def _in(folder: Path) -> Iterator[Guidance]:
    names = (
        sorted({path.stem for path in folder.glob("*") if path.suffix in {".txt", *SOUNDS}}) if folder.is_dir() else []
    )
    for name in names:
        if not _LANGUAGE.fullmatch(name):
            continue
        title, text = _text(folder / f"{name}.txt")
        sound = next((path for end in SOUNDS if (path := folder / f"{name}{end}").is_file()), None)
        if not text and sound is None:
            continue
        yield Guidance(
            name.lower(), LANGUAGES.get(name.lower(), name), title, text, sound, SOUNDS[sound.suffix] if sound else "",
            sound.stat().st_size if sound else 0, _seconds(sound) if sound else 0,
        )  # fmt: skip


def _text(path: Path) -> tuple[str, str]:
    try:
        whole = path.read_text("utf-8")[:MOST_TEXT] if path.is_file() else ""
    except (OSError, UnicodeDecodeError):
        return "", ""
    title, _, text = whole.strip().partition("\n")
    return title.strip(), text.strip()


def _seconds(path: Path) -> int:
    """Return how long a sound is: of a ``.wav`` from its head, of others from ``<name>.seconds`` beside it."""
    beside = path.with_suffix(".seconds")
    try:
        if path.suffix == ".wav":
            with wave.open(str(path), "rb") as sound:
                return round(sound.getnframes() / (sound.getframerate() or 1))
        return int(beside.read_text("ascii").strip()[:6]) if beside.is_file() else 0
    except (OSError, ValueError, EOFError, wave.Error):
        return 0
