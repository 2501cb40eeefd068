"""Sizes: what grows past them is split by subject, inside its layer."""

import ast

from tests.architecture.sources import PROJECT, trees

FILE_LINES = 400
LINES_OF = {"src/prospect_tui/tui/app.py": 250}
FUNCTION_LINES = 50
CLASS_LINES = 300
CLASS_METHODS = 25


def length(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> int:
    assert node.end_lineno is not None
    return node.end_lineno - node.lineno + 1


def test_files_stay_short() -> None:
    too_long = []
    for name in trees():
        size = len((PROJECT / name).read_text(encoding="utf-8").splitlines())
        limit = LINES_OF.get(name, FILE_LINES)
        if size > limit:
            too_long.append(f"{name}: {size} lines, at most {limit}")
    assert too_long == []


def test_functions_stay_short() -> None:
    assert [
        f"{name}:{node.lineno} {node.name}: {length(node)} lines, at most {FUNCTION_LINES}"
        for name, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and length(node) > FUNCTION_LINES
    ] == []


def test_classes_stay_small() -> None:
    too_big = []
    for name, tree in trees().items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.ClassDef):
                continue
            methods = sum(
                isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) for child in node.body
            )
            if length(node) > CLASS_LINES or methods > CLASS_METHODS:
                too_big.append(
                    f"{name}:{node.lineno} {node.name}: {length(node)} lines, {methods} methods"
                )
    assert too_big == []
