"""What the demo knows of itself: which communes are finished, and by which tables it was made."""

import hashlib
import json
from pathlib import Path
from typing import Any

from thanthien.ops import place

FILE = "demo.json"
PROGRESS = "demo-progress.txt"


def tables() -> dict[str, str]:
    """Return a hash of every migration the product brings."""
    return {
        path.relative_to(place.PACKAGE).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(place.PACKAGE.glob("*/migrations/0*.py"))
    }


class Record:
    """The demo's own notes, kept in its folder."""

    def __init__(self, folder: Path) -> None:
        self._file, self._progress = folder / FILE, folder / PROGRESS

    def _read(self) -> dict[str, Any]:
        try:
            return dict(json.loads(self._file.read_text("utf-8")))
        except (OSError, ValueError):
            return {"communes": [], "tables": {}}

    @property
    def communes(self) -> list[str]:
        """Codes of the communes whose history is whole."""
        return list(self._read()["communes"])

    @property
    def fits(self) -> bool:
        """Whether the tables it was made by are still those of the product (new ones may have come)."""
        made = self._read()["tables"]
        return bool(made) and made.items() <= tables().items()

    def done(self, code: str) -> None:
        """Note that a commune's history is whole."""
        known = self._read()
        made = known["tables"] or tables()
        self._file.write_text(json.dumps({"communes": [*known["communes"], code], "tables": made}), "utf-8")

    def say(self, sentence: str) -> None:
        """Put a sentence on the banner; "" takes it away."""
        if sentence:
            self._progress.write_text(sentence, "utf-8")
        else:
            self._progress.unlink(missing_ok=True)
