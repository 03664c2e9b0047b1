"""The three secrets of an installation, taken from the environment, and the earlier keys while one is being changed.

``thanthien init`` and ``thanthien demo`` write them once to ``<data>/thanthien.env`` (mode 0600);
an environment variable always wins over the file. Losing THANTHIEN_FIELD_KEY makes ID numbers and
card images unreadable: it is kept apart from the backup on purpose.
"""

import itertools
import os
import re
import secrets
from pathlib import Path

FIELD, OLD = "THANTHIEN_FIELD_KEY", "THANTHIEN_FIELD_KEYS_OLD"
PROOF = "THANTHIEN_PROOF_KEY"
NAMES = ("THANTHIEN_SECRET_KEY", FIELD, PROOF)
FEWEST_LETTERS = 8  # different ones; a random key has dozens
OF_PEOPLE = ("secret", "changeme", "change-me", "password", "thanthien", "example", "default", "insecure", "matkhau")
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
    _write(path, text)
    return path


def _write(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())


def _rewrite(data_dir: Path, changes: dict[str, str]) -> None:
    """Change pairs of the file (an empty value drops one), at once: a power cut must not lose the only key."""
    path = env_file(data_dir)
    gone = tuple(f"{name}=" for name in changes)
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith(gone)]
    lines += [f"{name}={value}" for name, value in changes.items() if value]
    pending = path.with_name(f"{path.name}.new")
    pending.unlink(missing_ok=True)
    _write(pending, "\n".join(lines) + "\n")
    pending.replace(path)


def complete_env_file(data_dir: Path) -> None:
    """Give an installation that is older than the proof key one of its own; what the environment says wins."""
    pairs = read_env_file(data_dir)
    if FIELD in pairs and PROOF not in pairs and PROOF not in os.environ:
        _rewrite(data_dir, {PROOF: secrets.token_urlsafe(48)})


def old_proof_keys() -> tuple[str, ...]:
    """Return earlier public keys of the installation in hex, under which older roots and promises verify."""
    found = tuple(filter(None, (part.strip() for part in os.environ.get(f"{PROOF}S_OLD", "").split(","))))
    for public in found:
        if len(public) != 64 or not set(public) <= set("0123456789abcdef"):
            raise KeyMissing(f"{PROOF}S_OLD holds {public[:80]!r}; each public key is 64 letters of 0-9 and a-f")
    return found


def old_field_keys() -> tuple[str, ...]:
    """Return the earlier field keys, which are only read with: separated by commas in the environment."""
    return tuple(filter(None, (part.strip() for part in os.environ.get(OLD, "").split(","))))


def in_file(data_dir: Path) -> bool:
    """Tell whether the field key of this process is the file's: only then can the file change it."""
    return read_env_file(data_dir).get(FIELD, "") == os.environ.get(FIELD, "")


def new_field_key(data_dir: Path) -> None:
    """Put a fresh field key into the file and the present one among the earlier ones."""
    pairs = read_env_file(data_dir)
    earlier = [pairs[FIELD], *filter(None, pairs.get(OLD, "").split(","))]
    _rewrite(data_dir, {FIELD: secrets.token_urlsafe(48), OLD: ",".join(earlier)})


def drop_old_field_keys(data_dir: Path) -> None:
    """Forget the earlier field keys."""
    _rewrite(data_dir, {OLD: ""})


def role_name(value: str) -> str:
    """Return the name of a database role that needs no quoting, or raise :class:`KeyMissing`."""
    if not re.fullmatch(r"[a-z_][a-z0-9_]{0,62}", value):
        raise KeyMissing(f"THANTHIEN_DB_APP_USER is {value!r}; take small letters, digits and _")
    return value


def _guessable(value: str) -> bool:
    """Tell a text that somebody wrote from one that was drawn: by its words, repeats and runs (abcd, 9876)."""
    small = value.lower()
    chunks = [small[at : at + 6] for at in range(len(small) - 5)]
    steps = [ord(second) - ord(first) for first, second in itertools.pairwise(small)]
    runs = any(steps[at : at + 5] in ([1] * 5, [-1] * 5) for at in range(len(steps) - 4))
    return runs or len(set(chunks)) < len(chunks) or any(word in small for word in OF_PEOPLE)


def required(name: str) -> str:
    """Return a secret of at least 32 characters, no two names with the same one, or raise :class:`KeyMissing`."""
    value = os.environ.get(name, "")
    if value.lower() in WEAK or len(value) < 32 or len(set(value)) < FEWEST_LETTERS:
        raise KeyMissing(
            f"{name} is missing, shorter than 32 characters or easy to guess;"
            " run `thanthien init` or set it in the environment"
        )
    if os.environ.get("THANTHIEN_MODE", "real") != "demo" and _guessable(value):
        raise KeyMissing(f"{name} holds a word or a run of letters that people think of; run `thanthien init`")
    for other in NAMES:
        if other != name and os.environ.get(other) == value:
            raise KeyMissing(f"{name} is the same as {other}; one that leaks would open both, make another")
    return value
