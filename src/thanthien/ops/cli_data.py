"""Subcommands that bring many rows at once: files of other systems, made-up histories."""

import argparse
import importlib
from pathlib import Path
from typing import Final

from thanthien.ops.cli_parts import Commands

# What `thanthien load KIND FILE` reads: the module whose run(file, dry_run, as_json) does it, and its help. All print
# {"read", "loaded", "rejected": [{"line", "column", "value", "why"}]} with --json. Those of BY_SOMEBODY take by=LOGIN.
LOADERS: Final[dict[str, tuple[str, str]]] = {
    "dossiers": ("thanthien.ops.load_dossiers", "take in dossiers of the national portal or the provincial system"),
    "holidays": ("thanthien.ops.load_holidays", "enter notices of days off, for a second person to approve"),
    "procedures": ("thanthien.ops.load_procedures", "take in a national catalogue file and tell what changes"),
}
BY_SOMEBODY: Final = frozenset({"holidays"})


def _load(asked: argparse.Namespace) -> int:
    module, _ = LOADERS[asked.kind]
    more = {"by": asked.by} if asked.kind in BY_SOMEBODY else {}
    done: int = importlib.import_module(module).run(asked.file, asked.dry_run, asked.json, **more)
    return done


def _world(asked: argparse.Namespace) -> int:
    from thanthien.ops import worlds

    return worlds.run(asked.communes, asked.dossiers, asked.seed, asked.json)


def _many(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 100_000_000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 100000000")
    return int(text)


def add(commands: Commands) -> None:
    """Add them."""
    if LOADERS:
        load = commands.group("load", "take in a file of another system")
        for kind, (_, does) in LOADERS.items():
            one = load.add(kind, does, _load)
            one.add_argument("file", type=Path, metavar="FILE")
            one.add_argument("--dry-run", action="store_true", help="say what would happen, change nothing")
            if kind in BY_SOMEBODY:
                one.add_argument("--by", required=True, metavar="LOGIN", help="in whose name it is entered")
            one.set_defaults(kind=kind)
    world = commands.add("world", "make a lawful history of made-up communes, for tests and measurements", _world)
    world.add_argument("--communes", type=_many, default=1, metavar="N", help="how many (default: %(default)s)")
    world.add_argument("--dossiers", type=_many, default=1000, metavar="M", help="in all (default: %(default)s)")
    world.add_argument(
        "--seed", type=int, default=1, metavar="S", help="the same makes the same (default: %(default)s)"
    )
