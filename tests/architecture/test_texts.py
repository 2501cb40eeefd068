"""Texts: the French is complete, fills the same blanks, and every message id has its sentence."""

import ast
from collections import Counter
from importlib import import_module
from pkgutil import iter_modules
from string import Formatter

from prospect_tui.i18n import messages
from tests.architecture import message_ids
from tests.architecture.sources import trees_below
from tools import texts


def blanks(sentence: str) -> set[str] | None:
    """Return the names that `str.format` would fill; None when it is not a format string."""
    try:
        fields = [field for _, field, _, _ in Formatter().parse(sentence) if field is not None]
    except ValueError:
        return None
    return {field.partition(".")[0].partition("[")[0] for field in fields}


def forms(text: object) -> list[str]:
    """Return the singular and the plural of a text, or the text alone."""
    return [str(form) for form in text] if isinstance(text, list | tuple) else [str(text)]


def test_the_french_catalogue_is_complete_and_holds_nothing_else() -> None:
    assert texts.problems() == []


def test_the_french_fills_the_same_blanks() -> None:
    wrong = []
    for message in texts.catalogue():
        if not message.id:  # the heading of the catalogue
            continue
        english, french = forms(message.id), forms(message.string)
        # "1 line" may leave the number out where "{count} lines" cannot
        same = blanks(english[-1]) == blanks(french[-1])
        if not same or (blanks(french[0]) or set()) - (blanks(english[-1]) or set()):
            wrong.append(f"{english} <> {french}")
    assert wrong == []


def test_a_message_id_has_one_sentence() -> None:
    ids = Counter(
        message_id
        for module in iter_modules(messages.__path__)
        for message_id in import_module(f"{messages.__name__}.{module.name}").MESSAGES
    )
    assert [message_id for message_id, times in ids.items() if times > 1] == []


def test_every_message_id_of_the_code_has_its_sentence() -> None:
    known = messages.all_messages()
    assert [
        f"{use.place}: {use.message_id}"
        for use in message_ids.uses()
        if use.message_id not in known
    ] == []


def test_every_error_brings_what_its_sentence_needs() -> None:
    known = messages.all_messages()
    lacking = []
    for use in message_ids.uses():
        needed = blanks(known.get(use.message_id, ""))
        assert needed is not None, f"{use.message_id}: not a format string"
        if use.params is not None and needed - use.params:
            lacking.append(f"{use.place}: {use.message_id} lacks {needed - use.params}")
    assert lacking == []


def test_every_sentence_is_used() -> None:
    words, beginnings = message_ids.mentioned()
    assert [
        message_id
        for message_id in messages.all_messages()
        if message_id not in words and not message_id.startswith(tuple(beginnings))
    ] == []


def test_a_count_is_written_in_groups_of_three_figures() -> None:
    bare = [
        f"{name}:{call.lineno}"
        for name, tree in trees_below("src/").items()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith(".format")
        for blank in call.keywords
        if blank.arg == "count" and "number(" not in ast.unparse(blank.value)
    ]
    assert bare == []
