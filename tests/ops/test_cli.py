"""Every command: help at once, wrong usage is 2, a failure is 1 with one line that says what to do."""

import subprocess
import sys

import pytest

from tests.ops.house import House, clean_environment
from thanthien.ops import cli

COMMANDS = [
    ["demo"], ["serve"], ["deliver"], ["due"], ["search"], ["unit"], ["init"], ["audit"], ["audit", "verify"],
    ["backup"], ["restore"], [],
]  # fmt: skip
WRONG = [
    [], ["khong-co"], ["serve", "--port", "0"], ["serve", "--port", "x"], ["serve", "--workers", "0"], ["due"],
    ["due", "--working-days", "5"], ["due", "--working-days", "5", "--rule", "KN1-03", "--from", "2026-03-28"],
    ["unit"], ["search"], ["init", "--unit", "15163"], ["audit"], ["backup"], ["search", "x", "--limit", "0"],
]  # fmt: skip


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_help_everywhere(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([*words, "--help"])
    assert ended.value.code == 0
    assert "usage: thanthien" in capsys.readouterr().out


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_wrong_usage_is_two(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(words)
    assert ended.value.code == 2
    assert capsys.readouterr().err


def test_help_comes_at_once() -> None:
    code = (
        "import sys; from thanthien.ops import cli\ntry: cli.main(['--help'])\nfinally: print('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=clean_environment())
    assert done.stdout.endswith("False\n"), "help must not import Django"


@pytest.mark.parametrize("words", [["audit", "verify"], ["deliver", "--once"], ["backup", "x.backup"], ["serve"]])
def test_without_an_installation_the_line_says_how_to_get_one(empty: House, words: list[str]) -> None:
    assert "thanthien init" in empty.refusal(*words)


def test_keys_that_are_too_short_are_refused(empty: House) -> None:
    assert "THANTHIEN_SECRET_KEY" in empty.refusal("audit", "verify", THANTHIEN_SECRET_KEY="short")
