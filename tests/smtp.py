"""A real SMTP server process on loopback, which keeps what it receives in a Maildir.

with running_server() as server: ...    server.port, server.messages(), server.refuse(True)
"""

import contextlib
import email
import email.policy
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path


@dataclass(frozen=True)
class Server:
    port: int
    folder: Path

    def messages(self) -> list[EmailMessage]:
        """What has arrived so far, oldest first."""
        files = sorted((self.folder / "mail" / "new").iterdir(), key=lambda path: path.stat().st_mtime_ns)
        texts = (path.read_bytes() for path in files)
        return [email.message_from_bytes(text, policy=email.policy.default) for text in texts]

    def forget(self) -> None:
        """Empty the mailbox and accept again."""
        self.refuse(False)
        for path in (self.folder / "mail" / "new").iterdir():
            path.unlink()

    def refuse(self, wanted: bool) -> None:
        """Answer 451 to every message from now on, or accept again."""
        mark = self.folder / "refuse"
        mark.touch() if wanted else mark.unlink(missing_ok=True)


@contextlib.contextmanager
def running_server() -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="thanthien-smtp-") as name:
        command = [sys.executable, "-P", __file__, name]  # -P: tests/public must not shadow the package "public"
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield Server(port=int(process.stdout.readline()), folder=Path(name))
        finally:
            process.stdin.close()
            process.wait(timeout=10)
            process.stdout.close()


def _serve(folder: Path) -> None:
    from aiosmtpd.controller import Controller
    from aiosmtpd.handlers import Mailbox
    from aiosmtpd.smtp import SMTP, Envelope, Session

    class Keeper(Mailbox):
        async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
            if (folder / "refuse").exists():
                return "451 4.3.0 Try again later"
            answer: str = await super().handle_DATA(server, session, envelope)
            return answer

    controller = Controller(Keeper(folder / "mail"), hostname="127.0.0.1", port=_free_port())
    controller.start()
    print(controller.port, flush=True)
    sys.stdin.read()  # the parent's end closes when it ends, however it ends
    controller.stop()


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
