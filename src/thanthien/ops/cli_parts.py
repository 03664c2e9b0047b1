"""What the subcommands are made of: help, JSON output, numbers that are read strictly."""

import argparse
from collections.abc import Callable

Command = Callable[[argparse.Namespace], int]
PORTS = range(1, 65536)


def port(text: str) -> int:
    """Read a port; raises ``ArgumentTypeError``."""
    if not text.isascii() or not text.isdigit() or int(text) not in PORTS:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port (1 to 65535)")
    return int(text)


def count(text: str) -> int:
    """Read a number from 1 to 1000; raises ``ArgumentTypeError``."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 1000")
    return int(text)


class Commands:
    """The subcommands, each with its help and JSON output."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self._parsers = parser.add_subparsers(metavar="COMMAND", title="commands", required=True)

    def add(self, name: str, does: str, run: Command) -> argparse.ArgumentParser:
        """Add one command."""
        parser = self._parsers.add_parser(name, help=does, description=does[0].upper() + does[1:] + ".")
        parser.add_argument("--json", action="store_true", help="print the result for machines")
        parser.set_defaults(run=run)
        return parser

    def group(self, name: str, does: str) -> "Commands":
        """Add a command of commands."""
        parser = self._parsers.add_parser(name, help=does, description=does[0].upper() + does[1:] + ".")
        return Commands(parser)
