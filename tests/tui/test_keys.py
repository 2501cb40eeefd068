import re

import pytest

from prospect_tui import keys
from prospect_tui.i18n import set_language
from prospect_tui.i18n.key_names import key_name, key_names
from prospect_tui.keys import TABLE, bindings_for, by_id, canonical, clashes, help_rows, merged
from tools import docs

EVERY_KEYBOARD = re.compile(
    r"[a-z]|[<>=!]|f\d+|ctrl\+[a-z]|((shift|alt)\+)?(up|down|left|right)"
    r"|enter|escape|(shift\+)?tab|space|insert|delete|pageup|pagedown"
)


def test_no_key_means_two_things_in_one_place() -> None:
    assert clashes() == []


def test_a_clash_is_found_and_named() -> None:
    twice = (*TABLE, keys.Key("files.twice", "g", "twice", "files", "twice", "x"))
    assert clashes(twice) == ["g: app.go, files.twice"]


@pytest.mark.parametrize("key", sorted(keys.RESULT_KEYS))
def test_no_command_takes_the_key_of_a_call_result(key: str) -> None:
    stolen = (*TABLE, keys.Key("calls.stolen", key, "stolen", "calls", "stolen", "x"))
    assert clashes(stolen) == [f"{key}: calls.results, calls.stolen"]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.id)
def test_every_command_has_a_key_of_every_keyboard_first(row: keys.Key) -> None:
    assert EVERY_KEYBOARD.fullmatch(row.keys[0])
    assert all(canonical(key) == key for key in row.keys)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.id)
def test_every_command_is_whole(row: keys.Key) -> None:
    assert row.scope in keys.SCOPES
    assert row.id.startswith(f"{row.scope}.")
    assert row.label
    assert row.group
    assert re.fullmatch(r"[a-z_.]+(\(.+\))?", row.action)


def test_ids_are_unique() -> None:
    assert len(by_id()) == len(TABLE)


def test_no_place_to_come_is_bound() -> None:
    used = {key for row in TABLE for key in row.keys}
    assert not used & {"f8", "f9"}
    assert not {key for row in bindings_for("go") for key in row.keys} & set("sq")


def test_the_rows_of_a_scope_and_its_help() -> None:
    assert [row.id for row in bindings_for("dialog")] == ["dialog.save", "dialog.cancel"]
    assert {row.scope for row in help_rows("files")} == {"files", "app"}
    assert help_rows("files")[0].id == "files.edit"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Ctrl+A", "ctrl+a"),
        ("shift+a", "A"),
        ("question_mark", "?"),
        ("plus", "+"),
        ("+", "+"),
        ("ctrl+i", "tab"),
        ("Return", "enter"),
        ("é", "é"),
        ("shift+ctrl+Left", "ctrl+shift+left"),
        ("F12", "f12"),
        ("", ""),
        ("f99", ""),
        ("hyper+a", ""),
        ("ctrl+h", ""),
        ("nonsense", ""),
        ("\x1b", ""),
    ],
)
def test_the_one_spelling_of_a_key(typed: str, expected: str) -> None:
    assert canonical(typed) == expected


def test_the_users_keys_replace_the_defaults() -> None:
    result = merged({"files.edit": "q, F12", "files.strike": "e"})
    assert result.problems == ()
    table = by_id(result.table)
    assert table["files.edit"].keys == ("q", "f12")
    assert table["files.strike"].keys == ("e",)
    assert clashes(result.table) == []


@pytest.mark.parametrize(
    ("overrides", "message_id", "params"),
    [
        ({"files.nope": "q"}, "keys.unknown", {"id": "files.nope"}),
        ({"files.edit": "q,f99"}, "keys.bad", {"id": "files.edit", "key": "f99"}),
        ({"files.edit": "s"}, "keys.clash",
         {"id": "files.edit", "key": "s", "other": "files.sort"}),
        ({"files.edit": "u"}, "keys.clash", {"id": "files.edit", "key": "u", "other": "app.undo"}),
        ({"app.go": "e"}, "keys.clash", {"id": "app.go", "key": "e", "other": "files.edit"}),
        ({"calls.skip": "n"}, "keys.clash",
         {"id": "calls.skip", "key": "n", "other": "calls.results"}),
    ],
)  # fmt: skip
def test_an_override_that_cannot_be_is_reported_and_dropped(
    overrides: dict[str, str], message_id: str, params: dict[str, str]
) -> None:
    result = merged(overrides)
    assert [(problem.message_id, problem.params) for problem in result.problems] == [
        (message_id, params)
    ]
    assert result.table == TABLE


def test_two_overrides_that_clash_leave_one() -> None:
    result = merged({"files.edit": "q", "files.sort": "q"})
    assert len(result.problems) == 1
    assert clashes(result.table) == []


def test_a_result_key_of_the_users_own_is_no_error_of_the_table() -> None:
    result = merged({"files.edit": "q"}, taken="s")
    assert result.problems == ()
    assert by_id(result.table)["files.edit"].keys == ("q",)


@pytest.mark.parametrize(
    ("language", "name", "expected"),
    [
        ("fr", "enter", "Entrée"),
        ("fr", "shift+left", "Maj+←"),
        ("fr", "escape", "Échap"),
        ("en", "pagedown", "PgDn"),
        ("en", "ctrl+p", "Ctrl+P"),
        ("fr", "f12", "F12"),
        ("fr", "+", "+"),
        ("fr", "a", "a"),
    ],
)
def test_a_key_is_called_as_on_the_keyboard(language: str, name: str, expected: str) -> None:
    set_language(language)
    assert key_name(name) == expected


def test_several_keys_are_listed() -> None:
    assert key_names("ctrl+n, insert,+").startswith("Ctrl+N ")


def test_the_page_of_keys_lists_them_all() -> None:
    page = docs.keys_page()
    assert "| `F1` `?` | aide | `app.help` |" in page
    assert "| `Maj+→` | étape suivante | `pipeline.right` |" in page
    assert [row.id for row in TABLE if f"| `{row.id}` |" not in page] == []


def test_the_page_of_keys_is_up_to_date() -> None:
    assert docs.stale() == []
