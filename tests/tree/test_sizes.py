"""What separates good from bad is the tail: no file and no function may grow without end."""

import ast
import statistics

import pytest

from tests.tree.source import SITES, Source, expect_none, product, python_files

pytestmark = pytest.mark.tree

FILE_LINES = 300
FUNCTION_LINES = 40
VIEW_LINES = 25
MEDIAN = 90
PERCENTILE_95 = 280

Function = ast.FunctionDef | ast.AsyncFunctionDef


def _lines(source: Source) -> int:
    return source.text.count("\n")


def _functions(source: Source) -> list[Function]:
    return [node for node in source.walk() if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def _length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _is_view(function: Function) -> bool:
    arguments = [*function.args.posonlyargs, *function.args.args]
    return bool(arguments) and arguments[0].arg == "request"


def test_files_stay_short() -> None:
    everything = [*product(), *python_files("tests", "scripts", "bench")]
    long = [f"{source.name}: {_lines(source)}" for source in everything if _lines(source) > FILE_LINES]
    expect_none(long, "split by what changes together")


def test_functions_stay_short() -> None:
    everything = [*product(), *python_files("tests", "scripts", "bench")]
    long = [
        f"{source.at(function)} {function.name}: {_length(function)}"
        for source in everything
        for function in _functions(source)
        if _length(function) > FUNCTION_LINES
    ]
    expect_none(long)


def test_views_parse_call_and_render() -> None:
    long = [
        f"{source.at(function)} {function.name}: {_length(function)}"
        for source in product()
        if source.room in SITES
        for function in _functions(source)
        if _is_view(function) and _length(function) > VIEW_LINES
    ]
    expect_none(long, "a rule belongs into rules, a write into commands, a question into queries")


def test_the_tree_as_a_whole() -> None:
    sizes = sorted(_lines(source) for source in product() if _lines(source))
    assert statistics.median(sizes) <= MEDIAN
    assert statistics.quantiles(sizes, n=20)[-1] <= PERCENTILE_95
