"""``thanthien key``: a new field key, everything written anew under it, the old one forgotten. Three steps, in order.

A server that was started before the first step does not know the new key: hence "restart" between the steps.
"""

import os
from typing import NoReturn

from thanthien.conf import keys
from thanthien.ops import place
from thanthien.ops.output import Bar, Failed, say, say_json

NOT_OURS = (
    f"{keys.FIELD} comes from the environment and not from the installation's file: put a new one there yourself,"
    f" the present one in front of {keys.OLD} (separated by commas), and restart everything"
)


def new(as_json: bool) -> int:
    """Put a fresh key into the installation's file; the present one stays for reading."""
    place.require()
    _own_file()
    if keys.old_field_keys():
        _unfinished()
    keys.new_field_key(place.data_dir())
    if as_json:
        say_json({"file": str(keys.env_file(place.data_dir()))})
    else:
        say("a new key stands in the file; restart the server, then run `thanthien key rotate`")
    return 0


def rotate(as_json: bool) -> int:
    """Write everything that is encrypted anew under the present key; exit 1 when something could not be read."""
    place.require()
    from thanthien.core import clock, rekey
    from thanthien.core.actors import SYSTEM
    from thanthien.privacy import service as privacy

    with Bar("encrypting anew", unit="values") as bar:
        count = rekey.rotate(bar)
    if count.total:
        privacy.note_rotation(actor=SYSTEM, now=clock.now(), values=count.total - count.files, files=count.files)
    if as_json:
        say_json({"values": count.values, "files": count.files, "unreadable": count.unreadable})
    else:
        say(f"{count.total - count.files} values and {count.files} files stand under the present key now")
    if count.unreadable:
        raise Failed(
            f"{len(count.unreadable)} could not be opened by any key, the first is {count.unreadable[0]};"
            " add the key it was written with and run this again"
        )
    return 0


def retire(as_json: bool) -> int:
    """Forget the old keys, once nothing stands under them."""
    place.require()
    _own_file()
    from thanthien.core import rekey

    left = rekey.remaining()
    if left:
        raise Failed(f"{left} values or files still stand under an older key; run `thanthien key rotate` first")
    for rewrite in rekey.OTHERS.values():  # these cannot be counted without being rewritten
        rewrite()
    keys.drop_old_field_keys(place.data_dir())
    if as_json:
        say_json({"remaining": 0})
    else:
        say("the older keys are gone from the file; restart the server. Backups made before still need them")
    return 0


def _own_file() -> None:
    if not keys.in_file(place.data_dir()):
        raise Failed(NOT_OURS)


def _unfinished() -> NoReturn:
    count = len(os.environ[keys.OLD].split(","))
    raise Failed(f"{count} older key waits to be retired: run `thanthien key rotate` and `thanthien key retire` first")
