"""Subcommands that keep an installation: setting up, audit, keys, sealed cases, backup."""

import argparse
from collections.abc import Callable
from pathlib import Path

from thanthien.ops.cli_parts import Commands

KEY_STEPS = {
    "new": "first, put a fresh key into the installation's file, then restart",
    "rotate": "second, encrypt everything anew under it, while people work",
    "retire": "third, forget the older keys, when nothing needs them",
}


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


def add(commands: Commands) -> None:
    """Add them."""
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
