"""How the command line speaks: one line for an error, JSON for machines, a bar for the patient."""

import json
import sys
from collections.abc import Iterable
from typing import Any, TypeVar

T = TypeVar("T")
PATIENCE = 2.0  # seconds before a bar is shown, on a terminal only


class Failed(Exception):
    """The command did not do its work; the sentence says what is wrong and what to do (exit 1)."""


class Misused(Exception):
    """The command was called wrongly (exit 2)."""


def complain(sentence: str) -> None:
    """Write one line to standard error."""
    print("thanthien: " + " ".join(sentence.split()), file=sys.stderr, flush=True)


def say(text: str) -> None:
    """Write a line for people."""
    print(text, flush=True)


def say_json(data: Any) -> None:
    """Write one line for machines."""
    print(json.dumps(data, ensure_ascii=False, default=str), flush=True)


class Bar:
    """A progress bar that stays away from pipes and from work that is done within two seconds."""

    def __init__(self, what: str, total: int | None = None, unit: str = "") -> None:
        from tqdm import tqdm

        quiet = not sys.stderr.isatty()
        self._bar = tqdm(
            desc=what,
            total=total,
            unit="B" if unit == "B" else f" {unit}",
            unit_scale=unit == "B",
            delay=PATIENCE,
            disable=quiet,
            leave=False,
        )

    def __enter__(self) -> "Bar":
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.close()

    def __call__(self, count: int = 1) -> None:
        """Note that ``count`` more are done."""
        self._bar.update(count)

    def over(self, items: Iterable[T]) -> Iterable[T]:
        """Count items as they pass."""
        for item in items:
            yield item
            self(1)
