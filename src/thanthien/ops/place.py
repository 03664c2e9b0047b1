"""Where an installation is, whether there is one, and getting Django ready for it.

An installation is a folder: ``THANTHIEN_DATA``, or ``var``. A demo and a real commune never share one.
"""

import fcntl
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from thanthien import __version__
from thanthien.conf import keys
from thanthien.ops.output import Bar, Failed

PACKAGE = Path(__file__).resolve().parent.parent
SETTINGS = "thanthien.conf.base"


def data_dir() -> Path:
    """Return the installation's folder."""
    return Path(os.environ.get("THANTHIEN_DATA", "var")).resolve()


def exists() -> bool:
    """Tell whether there is an installation: keys in its folder or in the environment."""
    return keys.env_file(data_dir()).exists() or "THANTHIEN_SECRET_KEY" in os.environ


def mode() -> str:
    """Return "demo", "real", or "" where nothing is installed."""
    if not exists():
        return ""
    return os.environ.get("THANTHIEN_MODE") or keys.read_env_file(data_dir()).get("THANTHIEN_MODE") or "real"


def setup() -> None:
    """Get Django ready; in a process where it is (tests), nothing happens."""
    import django
    from django.apps import apps

    if apps.ready:
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    keys.complete_env_file(data_dir())
    django.setup()


def require() -> None:
    """Get Django ready for the installation that is here, or say how to make one."""
    if not exists():
        raise Failed(
            f"there is no installation in {data_dir()}; try `thanthien demo`, or start a real one with"
            " `thanthien init --unit CODE --admin LOGIN`, or set THANTHIEN_DATA to its folder"
        )
    setup()


def require_or_nothing() -> bool:
    """Get Django ready, without an installation too, for questions that need none; tell whether there is one."""
    installed = exists()
    if not installed:
        _borrow_keys(data_dir() / "reference")
    setup()
    return installed


def _borrow_keys(folder: Path) -> None:
    """Let this process work without an installation: nothing secret is ever stored under these keys."""
    os.environ |= {
        "THANTHIEN_DATA": str(folder),
        "THANTHIEN_MODE": "demo",
        "THANTHIEN_DB": "sqlite",
        "THANTHIEN_SECRET_KEY": secrets.token_urlsafe(48),
        "THANTHIEN_FIELD_KEY": secrets.token_urlsafe(48),
        "THANTHIEN_PROOF_KEY": secrets.token_urlsafe(48),
    }


def require_or_reference() -> None:
    """Get Django ready for the installation here, or else for the facts that come with the product.

    Units and catalogue are asked before anything is installed (``init`` wants the code of a unit). They are
    then loaded once into ``<data>/reference``, a demo without people or dossiers.
    """
    if exists():
        setup()
        return
    folder = data_dir() / "reference"
    _borrow_keys(folder)
    stamp, wanted = folder / "made-from", fingerprint("*/migrations/*.py", "*/data/**/*")
    if not (stamp.exists() and stamp.read_text("utf-8") == wanted):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for old in folder.glob("thanthien.sqlite3*"):
            old.unlink()
        setup()
        load_facts()
        stamp.write_text(wanted, "utf-8")
    setup()


def fingerprint(*patterns: str) -> str:
    """Return a hash over files that the product brings, by name, size and time."""
    digest = hashlib.sha256(__version__.encode())
    for path in sorted({path for pattern in patterns for path in PACKAGE.glob(pattern) if path.is_file()}):
        status = path.stat()
        digest.update(f"{path.relative_to(PACKAGE)} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def migrate() -> None:
    """Bring the database's tables up to date."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def load_facts() -> None:
    """Make the tables and load units and catalogue; a second run changes nothing."""
    from thanthien.onestop import service as onestop
    from thanthien.org import service as org

    with Bar("tables", total=1) as bar:
        migrate()
        bar()
    with Bar("units", unit="rows") as bar:
        org.load_units(progress=bar)
    onestop.load_catalogue()


@contextmanager
def alone(folder: Path, what: str) -> Iterator[None]:
    """Hold the installation's lock, so that two servers, or a server and a restore, do not meet."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "serving.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Failed(
                f"cannot {what}: a server is running on {folder}; stop it first, or use another THANTHIEN_DATA"
            ) from error
        yield
