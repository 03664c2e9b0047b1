"""``thanthien demo``: a living commune on this machine, made in seconds, thrown away with ``--fresh``."""

import os
import shutil
from datetime import datetime
from pathlib import Path

from thanthien.conf import keys
from thanthien.ops import hosts, init, place, preflight, serve, static
from thanthien.ops.output import Bar, Failed, say, say_json

HOME_UNIT = "15163"
MADE = ("thanthien.sqlite3*", "files", "mail", "demo.json", "demo-progress.txt", "loop.beat")


def run(host: str, port: int, fresh: bool, as_json: bool) -> int:
    """Make what is missing, then serve."""
    folder = place.data_dir()
    if place.mode() == "real":
        raise Failed(f"{folder} holds a real installation, which a demo never touches; set THANTHIEN_DATA elsewhere")
    preflight.port(host, port)
    address = serve.Address(host, port)
    with place.alone(folder, "start the demo"):
        _settle(folder, address, fresh)
        end = _make(folder, as_json)
        _serve(folder, address, end, as_json)
    return 0


def _settle(folder: Path, address: serve.Address, fresh: bool) -> None:
    """Get keys, settings and Django ready; throw away what another version or a broken start has left."""
    os.environ |= {"THANTHIEN_DB": "sqlite", "THANTHIEN_MODE": "demo"}
    hosts.settle(address.host, address.port, "")
    init.write_keys(folder, {"THANTHIEN_MODE": "demo", "THANTHIEN_HOME_UNIT": HOME_UNIT})
    place.setup()
    from thanthien.ops.world.record import Record

    record = Record(folder)
    whole = HOME_UNIT in record.communes and record.fits
    if fresh or not whole:
        _throw_away(folder)


def _throw_away(folder: Path) -> None:
    for pattern in MADE:
        for path in folder.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _make(folder: Path, as_json: bool) -> datetime:
    """Make tables, facts, the offices and the home commune's whole history; return the present."""
    from thanthien.core import clock
    from thanthien.ops.world import cast, play
    from thanthien.ops.world.record import Record

    preflight.database()
    preflight.checks()
    record, end = Record(folder), clock.now()
    if HOME_UNIT in record.communes:
        place.migrate()
    else:
        if not as_json:
            say("making a commune with three months of history, this takes half a minute")
        place.load_facts()
        play.engage(cast.HOME, end)
        with Bar(cast.HOME.name, cast.HOME.dossiers, "dossiers") as bar:
            play.Player(cast.HOME, end, cast.HOME.dossiers, bar).play(whole_days=True)
        record.done(HOME_UNIT)
    static.collect()
    return end


def _serve(folder: Path, address: serve.Address, end: datetime, as_json: bool) -> None:
    from thanthien.ops.loop import Loop
    from thanthien.ops.world import others
    from thanthien.ops.world.record import Record

    loop = Loop(beat=folder / "loop.beat")

    def ready() -> None:
        _announce(address, as_json)
        others.begin(Record(folder), end, loop, quiet=as_json)

    serve.serve(address, ready, loop)


def _announce(address: serve.Address, as_json: bool) -> None:
    from thanthien.ops.world import cast

    if as_json:
        everybody = [person for commune in cast.ALL for person in cast.people(commune)]
        say_json({"url": address.url, "people": everybody})
        return
    say(f"\nThân Thiện, bản chạy thử (demo): {address.url}/   ·   cán bộ (staff): {address.url}/can-bo/\n")
    say(f"xã {cast.HOME.name}   mật khẩu của mọi người (everybody's password): {cast.PASSWORD}")
    say("Chủ tịch, văn thư, quản trị: trang đăng nhập cho xem mã 6 số của bước thứ hai (codes are shown there).")
    for person in cast.people(cast.HOME):
        say(f"  {person['login']:<18} {person['post']}")
    slugs = ", ".join(f"{commune.slug} (xã {commune.name}, /xa/{commune.code}/)" for commune in cast.OTHERS)
    say(f"Các xã khác có cùng chức danh (other communes, same posts): {slugs}")
    say(f"Dữ liệu ở {keys.env_file(place.data_dir()).parent}; làm lại từ đầu: thanthien demo --fresh. Dừng: Ctrl-C.\n")
