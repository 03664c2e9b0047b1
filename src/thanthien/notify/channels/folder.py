"""The demo's text messages: readable files in a folder. Nothing leaves the machine, and everything says so."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings

from thanthien.core.text import clean
from thanthien.notify.channels.sending import Parcel
from thanthien.rules.sms import segments

SIMULATED: Final = "mô phỏng"
SHOWN: Final = 100


@dataclass(frozen=True, slots=True)
class Simulated:
    """One message that would have been sent."""

    name: str
    channel: str
    at: str
    to: str
    text: str
    segments: int


def place(channel: str) -> Path:
    """Return the folder of a channel's messages."""
    return Path(settings.DATA_DIR) / "messages" / channel


def write(channel: str, parcel: Parcel) -> str:
    """Keep one message as a file; the same message again is the same file. Return its name."""
    folder = place(channel)
    folder.mkdir(parents=True, exist_ok=True)
    packed = segments(parcel.text)
    kept = {
        "note": SIMULATED, "id": parcel.id, "channel": channel, "at": parcel.at, "from": parcel.sender,
        "to": parcel.to, "text": parcel.text, "encoding": packed.encoding, "segments": packed.count,
    }  # fmt: skip
    name = f"{parcel.id}.json"  # the key begins with its time (uuid7), so names sort by age
    waiting = folder / f".{name}"
    waiting.write_text(json.dumps(kept, ensure_ascii=False, indent=2) + "\n", "utf-8")
    waiting.rename(folder / name)
    return f"{SIMULATED}:{parcel.id}"


def newest(channels: tuple[str, ...], limit: int = SHOWN) -> list[Simulated]:
    """Return what would have been sent, newest first; a file that somebody damaged is left out."""
    paths = sorted((path for one in channels for path in place(one).glob("*.json")), key=_name, reverse=True)
    found = (_read(path) for path in paths[:limit])
    return [one for one in found if one is not None]


def _name(path: Path) -> str:
    return path.name


def _read(path: Path) -> Simulated | None:
    try:
        kept = json.loads(path.read_text("utf-8"))
        words = {name: clean(str(kept[name])) for name in ("channel", "at", "to", "text")}
        return Simulated(path.stem, **words, segments=int(kept["segments"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
