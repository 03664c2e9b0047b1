"""The command ``thanthien``. Nothing heavy is imported here: ``--help`` answers at once.

Exit 0: done. Exit 2: called wrongly. Exit 1: not done; one line on standard error says why and what to do.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from thanthien import __version__
from thanthien.ops.output import Failed, Misused, complain

Command = Callable[[argparse.Namespace], int]
PORTS = range(1, 65536)
KEY_STEPS = {
    "new": "first, put a fresh key into the installation's file, then restart",
    "rotate": "second, encrypt everything anew under it, while people work",
    "retire": "third, forget the older keys, when nothing needs them",
}


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


def _init(asked: argparse.Namespace) -> int:
    from thanthien.ops import init

    return init.run(asked.unit, asked.admin, asked.name, asked.password_file, asked.json)


def _invite(asked: argparse.Namespace) -> int:
    from thanthien.ops import invite

    return invite.run(asked.login, asked.second_step, asked.json)


def _verify(asked: argparse.Namespace) -> int:
    from thanthien.ops import ask

    return ask.verify(asked.unit, asked.json)


def _root(asked: argparse.Namespace) -> int:
    from thanthien.ops import proof

    return proof.root(asked.day, asked.json)


def _prove(asked: argparse.Namespace) -> int:
    from thanthien.ops import proof

    return proof.prove(asked.code, asked.json)


def _trust(asked: argparse.Namespace) -> int:
    from thanthien.ops import proof

    return proof.trust(asked.name, asked.public, asked.json)


def _receive(asked: argparse.Namespace) -> int:
    from thanthien.ops import proof

    return proof.receive(asked.file, asked.json)


def _sealed_drill(asked: argparse.Namespace) -> int:
    from thanthien.ops import sealed

    return sealed.drill(asked.unit, asked.json)


def _backup(asked: argparse.Namespace) -> int:
    from thanthien.ops import backup

    return backup.run(asked.file, asked.replace, asked.json)


def _restore(asked: argparse.Namespace) -> int:
    from thanthien.ops import restore

    return restore.run(asked.file, asked.json)


def _key(asked: argparse.Namespace) -> int:
    from thanthien.ops import key

    steps: dict[str, Callable[[bool], int]] = {"new": key.new, "rotate": key.rotate, "retire": key.retire}
    return steps[asked.step](asked.json)


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) not in PORTS:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port (1 to 65535)")
    return int(text)


def _count(text: str) -> int:
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
    _keeping(commands)
    return parser


def _running(commands: Commands) -> None:
    demo = commands.add("demo", "make a living demo commune and serve it", _demo)
    demo.add_argument("--host", default="127.0.0.1", help="where to listen (default: %(default)s)")
    demo.add_argument("--port", type=_port, default=8000, help="port (default: %(default)s)")
    demo.add_argument("--fresh", action="store_true", help="throw the present demo away and make a new one")

    serve = commands.add("serve", "run the web server, the loop and the job workers", _serve)
    serve.add_argument("--host", default="127.0.0.1", help="where to listen (default: %(default)s)")
    serve.add_argument("--port", type=_port, default=8000, help="port (default: %(default)s)")
    serve.add_argument("--workers", type=_count, default=1, help="web processes (default: %(default)s)")
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
    search.add_argument("--limit", type=_count, default=5, help="how many at most (default: %(default)s)")
    search.add_argument("--unit", metavar="CODE", default="", help="the commune (default: the home unit)")

    unit = commands.add("unit", "find administrative units as they stood on a day", _unit)
    unit.add_argument("name", metavar="CODE_OR_NAME", help='15163, "Cẩm Tâm" or "Cẩm Tâm, Thanh Hóa"')
    unit.add_argument("--on", metavar="DAY", default="", help="2025-06-30 (default: today)")


def _keeping(commands: Commands) -> None:
    init = commands.add("init", "set up a real commune, without demo data", _init)
    init.add_argument("--unit", required=True, metavar="CODE", help="the commune's code (see `thanthien unit`)")
    init.add_argument("--admin", required=True, metavar="LOGIN", help="log-in of the first administrator")
    init.add_argument("--name", default="", help="the administrator's name (default: the log-in)")
    init.add_argument(
        "--password-file", type=Path, metavar="FILE", help="take the password from a file instead of inviting"
    )
    invite = commands.add("invite", "give somebody a one-time link to choose a new password", _invite)
    invite.add_argument("login", metavar="LOGIN", help="the name the person signs in with")
    invite.add_argument(
        "--second-step", action="store_true", help="also take away phone, passkeys and recovery codes that were lost"
    )

    _auditing(commands.group("audit", "check the audit chain, prove a receipt, keep the roots of others"))

    key = commands.group("key", "change the key that protects identity numbers, answers and card images")
    for step, does in KEY_STEPS.items():
        key.add(step, does, _key).set_defaults(step=step)

    sealed = commands.group("sealed", "look after sealed cases")
    drill = sealed.add("drill", "report who can open what is sealed, and who is late to show it", _sealed_drill)
    drill.add_argument("--unit", metavar="CODE", default="", help="one commune only (default: all)")

    backup = commands.add("backup", "write database and files into one file, while people work", _backup)
    backup.add_argument("file", type=Path, metavar="FILE")
    backup.add_argument("--replace", action="store_true", help="replace FILE if it is there")
    restore = commands.add("restore", "bring a backup into an empty installation", _restore)
    restore.add_argument("file", type=Path, metavar="FILE")


def _auditing(audit: Commands) -> None:
    verify = audit.add("verify", "find any row that was changed, removed, moved or inserted", _verify)
    verify.add_argument("--unit", metavar="CODE", default="", help="one commune only (default: all, and the roots)")
    root = audit.add("root", "print the signed root of a day", _root)
    root.add_argument("--day", metavar="DAY", default="", help="2026-11-22 (default: the last closed day)")
    prove = audit.add("prove", "print the proof of a dossier's receipt, for docs/verify_receipt.py", _prove)
    prove.add_argument("code", metavar="DOSSIER_CODE", help="as it stands on the receipt")
    trust = audit.add("trust", "enter the public key of another installation", _trust)
    trust.add_argument("name", metavar="NAME", help='whose key it is: "UBND xã Vân Du"')
    trust.add_argument("public", metavar="KEY", help="64 letters, got from there by a way that you trust")
    receive = audit.add("receive", "keep and countersign a root that another installation published", _receive)
    receive.add_argument("file", type=Path, metavar="FILE")


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
