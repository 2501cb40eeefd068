"""The message ids that the code raises or hands on, found without running it."""

import ast
from dataclasses import dataclass

from tests.architecture.sources import trees_below

ROOT_ERROR = "ProspectError"
CODE = "src/prospect_tui/"
SENTENCES = "src/prospect_tui/i18n/messages/"


@dataclass(frozen=True)
class MessageUse:
    """One literal message id in the code."""

    message_id: str
    place: str
    """File and line."""
    params: frozenset[str] | None
    """The parameters given beside it; None when they cannot be read off (`**params`, a record)."""


def uses() -> list[MessageUse]:
    """Return every literal id: first argument of an error, or a `message_id=`."""
    errors = error_names()
    found = []
    for name, tree in trees_below(CODE).items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                found += uses_in(node, errors, name)
    return found


def uses_in(call: ast.Call, errors: set[str], name: str) -> list[MessageUse]:
    place = f"{name}:{call.lineno}"
    if called_name(call) in errors and call.args and (text := literal(call.args[0])):
        names = [keyword.arg for keyword in call.keywords]
        params = None if None in names else frozenset(filter(None, names))
        return [MessageUse(text, place, params)]
    values = [literal(keyword.value) for keyword in call.keywords if keyword.arg == "message_id"]
    return [MessageUse(text, place, None) for text in values if text]


def error_names() -> set[str]:
    """Return the names of `ProspectError` and of the classes that descend from it."""
    bases = {
        node.name: {last_name(base) for base in node.bases}
        for tree in trees_below(CODE).values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    names = {ROOT_ERROR}
    while more := {name for name, parents in bases.items() if parents & names} - names:
        names |= more
    return names


def mentioned() -> tuple[set[str], set[str]]:
    """Return the texts of the code outside the sentences, and the beginnings of its f-strings."""
    texts, beginnings = set(), set()
    for name, tree in trees_below(CODE).items():
        if name.startswith(SENTENCES):
            continue
        for node in ast.walk(tree):
            if text := literal(node):
                texts.add(text)
            if isinstance(node, ast.JoinedStr) and (start := literal(node.values[0])):
                beginnings.add(start)
    return texts, beginnings


def called_name(call: ast.Call) -> str:
    return last_name(call.func)


def last_name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def literal(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return ""
