"""kill -9 in the middle of filing: what was acknowledged is there, once, and the rest can be sent again."""

import json
import os
import signal
import subprocess
import time
from typing import Any

from tests.robust.house import House

FILERS = 3
ENOUGH = 25


def lines_of(child: "subprocess.Popen[str]") -> list[dict[str, str]]:
    """What a killed process managed to say; a line cut off in the middle was not said."""
    out, _ = child.communicate(timeout=60)
    return [json.loads(line) for line in out.splitlines() if line.endswith("}")]


def wait_for_load(house: House) -> None:
    """Wait until the filers are in full swing."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if len(house.play("census")["codes"]) >= ENOUGH:
            return
    raise AssertionError("nothing was filed within a minute")


def test_after_kill_9_every_acknowledged_filing_is_there_once(house: House) -> None:
    filers = [house.start("files_until_stopped", f"filer{number}") for number in range(FILERS)]
    wait_for_load(house)
    for filer in filers:
        os.killpg(filer.pid, signal.SIGKILL)
    said = [line for filer in filers for line in lines_of(filer)]
    acknowledged = {line["key"]: line["code"] for line in said if "key" in line}
    sent = [line["sent"] for line in said if "sent" in line]
    assert len(acknowledged) >= ENOUGH - FILERS

    after = house.play("census")
    assert set(acknowledged.values()) <= set(after["codes"])
    assert len(set(acknowledged.values())) == len(acknowledged)
    # Between the last acknowledgement and the kill each filer may have committed one more.
    assert len(after["codes"]) - len(acknowledged) <= FILERS
    assert_whole(after)
    assert house.verified()

    again = house.play("files", *sent)
    answered = {key: one["answer"]["code"] for key, one in zip(sent, again, strict=True)}
    assert {key: answered[key] for key in acknowledged} == acknowledged
    final = house.play("census")
    assert sorted(final["codes"]) == sorted(set(answered.values()))
    assert_whole(final)
    assert house.verified()


def assert_whole(count: dict[str, Any]) -> None:
    """Each filing has its event, task, papers, message, key and audit row; no number is lost or given twice."""
    filings = len(count["codes"])
    for part in ("Event", "Task", "PaperItem", "messages", "once", "audit"):
        assert count[part] == filings, part
    assert count["stray"] == 0
    assert sorted(int(code.rsplit("-", 1)[1]) for code in count["codes"]) == list(range(1, filings + 1))
    assert count["serials"] == [filings]
