"""The two secrets of an installation, taken from the environment.

``thanthien init`` and ``thanthien demo`` write them once to ``<data>/thanthien.env`` (mode 0600);
an environment variable always wins over the file. Losing THANTHIEN_FIELD_KEY makes ID numbers and
card images unreadable: it is kept apart from the backup on purpose.
"""

import os
import secrets
from pathlib import Path

NAMES = ("THANTHIEN_SECRET_KEY", "THANTHIEN_FIELD_KEY")
FEWEST_LETTERS = 8  # different ones; a random key has dozens
WEAK = ("", "secret", "changeme", "demo", "password")


class KeyMissing(RuntimeError):
    """A secret is absent or weak; the message says which and what to do."""


def env_file(data_dir: Path) -> Path:
    return data_dir / "thanthien.env"


def read_env_file(data_dir: Path) -> dict[str, str]:
    """Return the NAME=value pairs written by ``init``; an absent file is an empty dict."""
    path = env_file(data_dir)
    if not path.exists():
        return {}
    pairs = (line.split("=", 1) for line in path.read_text("utf-8").splitlines() if "=" in line)
    return {name.strip(): value.strip() for name, value in pairs if not name.startswith("#")}


def load_env_file(data_dir: Path) -> None:
    """Put the file's pairs into the environment where nothing is set yet."""
    for name, value in read_env_file(data_dir).items():
        os.environ.setdefault(name, value)


def write_env_file(data_dir: Path, extra: dict[str, str]) -> Path:
    """Create the file with fresh secrets and ``extra`` settings; an existing file is left alone."""
    path = env_file(data_dir)
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)  # names and addresses lie in it
    if path.exists():
        return path
    pairs = {name: secrets.token_urlsafe(48) for name in NAMES} | extra
    text = "# Keep this file secret and keep a copy apart from the backups.\n"
    text += "".join(f"{name}={value}\n" for name, value in pairs.items())
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(text)
    return path


def required(name: str) -> str:
    """Return a secret of at least 32 characters, no two names with the same one, or raise :class:`KeyMissing`."""
    value = os.environ.get(name, "")
    if value.lower() in WEAK or len(value) < 32 or len(set(value)) < FEWEST_LETTERS:
        raise KeyMissing(
            f"{name} is missing, shorter than 32 characters or easy to guess;"
            " run `thanthien init` or set it in the environment"
        )
    for other in NAMES:
        if other != name and os.environ.get(other) == value:
            raise KeyMissing(f"{name} is the same as {other}; one that leaks would open both, make another")
    return value
