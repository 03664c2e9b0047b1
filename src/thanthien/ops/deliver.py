"""``thanthien deliver``: the loop alone, where another web server serves the pages."""

import signal
from pathlib import Path
from types import FrameType

from thanthien.core import wall
from thanthien.ops import family, place, preflight
from thanthien.ops.loop import Loop
from thanthien.ops.output import say, say_json


def run(once: bool, as_json: bool) -> int:
    """Go round until stopped, or once."""
    place.require()
    preflight.database()
    preflight.checks()
    wall.stand(wall.EVERY)
    return _once(as_json) if once else _for_ever(as_json)


def _once(as_json: bool) -> int:
    loop = Loop()
    loop.patience = None  # one round, and it is done when it ends
    said = loop.round()
    report = said.pop("deliver")
    sent, failed = (report.sent, report.failed) if report else (0, 0)
    if as_json:
        jobs = {name: value if isinstance(value, int) else "done" for name, value in said.items()}
        say_json({"sent": sent, "failed": failed, "jobs": jobs})
    else:
        say(f"sent {sent}, failed {failed}")
    return 0


def _for_ever(as_json: bool) -> int:
    from django.conf import settings

    from thanthien.ops.serve import Workers

    loop = Loop(beat=Path(settings.DATA_DIR) / "loop.beat")

    def stop(number: int, frame: FrameType | None) -> None:
        loop.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    family.tie_children()
    workers = Workers()
    say_json({"delivering": True}) if as_json else say("delivering (stop with Ctrl-C)")
    try:
        loop.run(workers.watch)
    finally:
        workers.stop()
    return 0
