"""The demo's other communes, and those in every stage of the model, are made while the first one is being visited."""

import logging
import threading
from datetime import datetime
from time import sleep

from django.db import connection

from thanthien.onestop import service as onestop
from thanthien.ops.loop import Loop
from thanthien.ops.output import say
from thanthien.ops.world import cast, counter, looked, play, stages
from thanthien.ops.world.record import Record

log = logging.getLogger("thanthien.world")
STAGES = "stages"  # the record's word for the communes in every stage
BREATH = 0.01  # between two acts, so that a visitor's act never waits long for the database


class Stopped(Exception):
    """The server is asked to end; the stories stay where they are."""


def begin(record: Record, end: datetime, loop: Loop, quiet: bool) -> threading.Thread | None:
    """Start making what is missing; the loop only delivers until it is done."""
    missing = [commune for commune in cast.OTHERS if commune.code not in record.communes]
    if not missing and STAGES in record.communes:
        return None
    loop.only_deliver = True
    thread = threading.Thread(target=_make_all, args=(missing, record, end, loop, quiet), name="world", daemon=True)
    thread.start()
    return thread


def _make_all(missing: list[cast.Commune], record: Record, end: datetime, loop: Loop, quiet: bool) -> None:
    try:
        # Their people first: they are printed and may sign in while the histories are still being made.
        for commune in missing:
            if not cast.is_engaged(commune, end.date()):
                play.engage(commune, end)
        _stages(record, end, loop)
        for commune in missing:
            _make(commune, record, end, loop)
            record.done(commune.code)
            if not quiet:
                say(f"xã {commune.name}: {commune.dossiers} hồ sơ đã dựng xong")
        if not quiet:
            say("cả năm xã đã dựng xong")
    except Stopped:
        pass
    except Exception:
        log.exception("the other communes could not be finished; the next start goes on with them")
    finally:
        record.say("")
        loop.only_deliver = False
        connection.close()


def _make(commune: cast.Commune, record: Record, end: datetime, loop: Loop) -> None:
    people = cast.assemble(commune, end.date())
    # What an interrupted start has left is kept; only the rest is told.
    made = onestop.visible(people.clerk).count()
    told = 0

    def progress(count: int) -> None:
        nonlocal told
        told += count
        record.say(f"Đang dựng thêm xã {commune.name}: {made + told} trên {commune.dossiers} hồ sơ.")

    if made < commune.dossiers:
        story = play.Player(commune, end, commune.dossiers - made, progress, again=made > 0)
        story.play(lambda: _pause(loop))


def _stages(record: Record, end: datetime, loop: Loop) -> None:
    if STAGES not in record.communes:
        record.say("Đang dựng các xã ở từng bước của mô hình.")
        counter.play(end, lambda: _pause(loop))
        looked.play(end, lambda: _pause(loop))
        stages.play(end, lambda: _pause(loop))
        record.done(STAGES)


def _pause(loop: Loop) -> None:
    if loop.stopping.is_set():
        raise Stopped
    sleep(BREATH)
