"""A PostgreSQL cluster of our own, from Debian's packages, on a Unix socket in a temporary folder.

    with running_cluster() as cluster: ...        cluster.environment() -> THANTHIEN_DB_*

A guard process holds the other end of a pipe: when we end, however we end (kill -9 too), the pipe
closes, and the guard stops the server and removes the folder.
"""

import contextlib
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PORT = "5432"
OWNER = "thanthien"
APPLICATION = "thanthien_app"  # the role behind the wall; here, where runs side by side could both make it
SERVER_USERS = ("postgres", "nobody")  # PostgreSQL refuses to run as root


@dataclass(frozen=True)
class Cluster:
    folder: Path
    programs: Path

    def environment(self) -> dict[str, str]:
        return {
            "THANTHIEN_DB_HOST": str(self.folder),
            "THANTHIEN_DB_PORT": PORT,
            "THANTHIEN_DB_USER": OWNER,
            "THANTHIEN_DB_NAME": OWNER,
        }


def find_programs() -> Path | None:
    """The folder of the newest initdb, or None where PostgreSQL is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    initdb = shutil.which("initdb")
    return Path(initdb).parent if initdb else None


def _server_user() -> str | None:
    """Whom to become when we are root; None: stay who we are."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in SERVER_USERS if name in known)


def _as_server(*command: str | Path, check: bool = True) -> None:
    user = _server_user()
    groups: list[int] | None = [] if user else None
    group = pwd.getpwnam(user).pw_gid if user else None
    subprocess.run(
        [str(part) for part in command],
        check=check,
        user=user,
        group=group,
        extra_groups=groups,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )


def start(*, durable: bool = False, buffers: str = "128MB") -> Cluster:
    """Make and start a cluster; ``durable`` keeps fsync on (for measuring and for crash tests)."""
    programs = find_programs()
    if programs is None:
        raise FileNotFoundError("PostgreSQL is not installed; on Debian: sudo apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="thanthien-pg-"))
    user = _server_user()
    if user:
        os.chown(folder, pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid)
    data = folder / "data"
    initdb = (programs / "initdb", "-D", data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
    _as_server(*initdb, "--no-sync", "--no-instructions")
    options = [f"unix_socket_directories={folder}", "listen_addresses=", f"port={PORT}"]
    options += ["max_connections=100", f"shared_buffers={buffers}"]
    if not durable:
        options += ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
    words = " ".join(f"-c {option}" for option in options)
    log = folder / "server.log"
    _as_server(programs / "pg_ctl", "-D", data, "-l", log, "-o", words, "-w", "-t", "60", "start")
    _as_server(programs / "createdb", "-h", folder, "-p", PORT, "-U", OWNER, OWNER)
    _as_server(programs / "createuser", "-h", folder, "-p", PORT, "-U", OWNER, "--no-login", APPLICATION)
    return Cluster(folder=folder, programs=programs)


def stop(cluster: Cluster) -> None:
    data = cluster.folder / "data"
    _as_server(cluster.programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop", check=False)
    shutil.rmtree(cluster.folder, ignore_errors=True)


@contextlib.contextmanager
def running_cluster(*, durable: bool = False, buffers: str = "128MB") -> Iterator[Cluster]:
    cluster = start(durable=durable, buffers=buffers)
    command = [sys.executable, __file__, str(cluster.folder), str(cluster.programs)]
    guard = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)
    try:
        yield cluster
    finally:
        assert guard.stdin is not None
        guard.stdin.close()
        guard.wait(timeout=60)


if __name__ == "__main__":
    sys.stdin.read()
    stop(Cluster(folder=Path(sys.argv[1]), programs=Path(sys.argv[2])))
