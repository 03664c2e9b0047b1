"""The command ``thanthien``. Nothing heavy is imported here: ``--help`` answers at once.

Exit 0: done. Exit 2: called wrongly. Exit 1: not done; one line on standard error says why and what to do.
"""

import argparse
import os
import sys
from collections.abc import Sequence

from thanthien import __version__
from thanthien.ops import cli_data, cli_keeping
from thanthien.ops.cli_parts import Command, Commands, count, port
from thanthien.ops.output import Failed, Misused, complain


def _demo(asked: argparse.Namespace) -> int:
    from thanthien.ops import demo

    return demo.run(asked.host, asked.port, asked.fresh, asked.json)


def _serve(asked: argparse.Namespace) -> int:
    from thanthien.ops import serve

    address = serve.Address(asked.host, asked.port, asked.workers, asked.cert, asked.key)
    return serve.run(address, asked.json)


def _deliver(asked: argparse.Namespace) -> int:
    from thanthien.ops import deliver

    return deliver.run(asked.once, asked.json)


def _due(asked: argparse.Namespace) -> int:
    from thanthien.ops import ask

    return ask.due(asked)


def _search(asked: argparse.Namespace) -> int:
    from thanthien.ops import ask

    return ask.search(asked.text, asked.limit, asked.unit, asked.json)


def _unit(asked: argparse.Namespace) -> int:
    from thanthien.ops import ask

    return ask.unit(asked.name, asked.on)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="thanthien",
        description="One-stop software for a friendly Vietnamese commune.",
        epilog="The installation is the folder THANTHIEN_DATA, or `var` in the present folder.",
    )
    parser.add_argument("--version", action="version", version=f"thanthien {__version__}")
    commands = Commands(parser)
    _running(commands)
    _asking(commands)
    cli_keeping.add(commands)
    cli_data.add(commands)
    return parser


def _running(commands: Commands) -> None:
    demo = commands.add("demo", "make a living demo commune and serve it", _demo)
    demo.add_argument("--host", default="127.0.0.1", help="where to listen (default: %(default)s)")
    demo.add_argument("--port", type=port, default=8000, help="port (default: %(default)s)")
    demo.add_argument("--fresh", action="store_true", help="throw the present demo away and make a new one")

    serve = commands.add("serve", "run the web server, the loop and the job workers", _serve)
    serve.add_argument("--host", default="127.0.0.1", help="where to listen (default: %(default)s)")
    serve.add_argument("--port", type=port, default=8000, help="port (default: %(default)s)")
    serve.add_argument("--workers", type=count, default=1, help="web processes (default: %(default)s)")
    serve.add_argument("--cert", default="", metavar="FILE", help="certificate chain for https")
    serve.add_argument("--key", default="", metavar="FILE", help="its private key")

    deliver = commands.add("deliver", "run the loop alone, where another web server serves", _deliver)
    deliver.add_argument("--once", action="store_true", help="one round, then end")


def _asking(commands: Commands) -> None:
    due = commands.add("due", "explain a due date", _due)
    what = due.add_mutually_exclusive_group(required=True)
    what.add_argument("--procedure", metavar="CODE", help="the limit of a procedure")
    what.add_argument("--rule", metavar="ID", help="the limit of a rule, such as KN1-03")
    what.add_argument("--working-days", metavar="N", help="so many working days")
    what.add_argument("--calendar-days", metavar="N", help="so many days, days off included")
    when = due.add_mutually_exclusive_group(required=True)
    when.add_argument("--received", metavar="MOMENT", help="when it was received: 2026-02-12T09:30")
    when.add_argument("--from", dest="start", metavar="DAY", help="counted from: 2026-02-12")
    due.add_argument("--case", metavar="KEY", help="the kind of case, where a procedure has several limits")
    due.add_argument("--unit", metavar="CODE", help="the commune (default: the home unit)")
    due.add_argument(
        "--event",
        action="append",
        default=[],
        metavar="KIND@MOMENT",
        help="supplement@, complete@, pause@, resume@, verify@ and so on; may be given more than once",
    )

    search = commands.add("search", "find a procedure by what people call it", _search)
    search.add_argument("text", metavar="TEXT", help="with or without diacritics, slips and abbreviations too")
    search.add_argument("--limit", type=count, default=5, help="how many at most (default: %(default)s)")
    search.add_argument("--unit", metavar="CODE", default="", help="the commune (default: the home unit)")

    unit = commands.add("unit", "find administrative units as they stood on a day", _unit)
    unit.add_argument("name", metavar="CODE_OR_NAME", help='15163, "Cẩm Tâm" or "Cẩm Tâm, Thanh Hóa"')
    unit.add_argument("--on", metavar="DAY", default="", help="2025-06-30 (default: today)")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    os.umask(0o077)  # the database holds names and addresses: it is nobody else's on this machine
    asked = _parser().parse_args(arguments)
    try:
        run: Command = asked.run
        return run(asked)
    except KeyboardInterrupt:
        complain("stopped")
        return 1
    except BrokenPipeError:
        return 1
    except Misused as error:
        complain(str(error))
        return 2
    except Failed as error:
        complain(str(error))
        return 1
    except Exception as error:
        from thanthien.ops import faults

        sentence = faults.sentence(error)
        if sentence is None:
            raise
        complain(sentence)
        return 1


if __name__ == "__main__":
    sys.exit(main())
