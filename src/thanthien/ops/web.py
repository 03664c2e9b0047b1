"""The web server as a process of its own: ``python -m thanthien.ops.web HOST PORT WORKERS CERT KEY``.

It knows nothing of Django (its workers do), so that it stays small; it ends when its parent ends.
"""

import sys
from pathlib import Path

from thanthien.ops.family import die_with_parent, tie_children

THREADS = 4


def main(host: str, port: str, workers: str, cert: str, key: str) -> None:
    """Serve until told to stop; a worker that dies is replaced."""
    die_with_parent()
    tie_children()
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    Server(
        "thanthien.conf.wsgi:application",
        address=host,
        port=int(port),
        interface=Interfaces.WSGI,
        workers=int(workers),
        blocking_threads=THREADS,
        http=HTTPModes.auto if cert else HTTPModes.http1,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        ssl_cert=Path(cert) if cert else None,
        ssl_key=Path(key) if key else None,
    ).serve()


if __name__ == "__main__":
    main(*sys.argv[1:6])
