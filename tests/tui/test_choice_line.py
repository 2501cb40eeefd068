"""A choice on one line: the letters of a word find it, as in any list of a desktop program."""

from pathlib import Path
from typing import Any

import pytest

from prospect_tui.tui.dialogs.form import ChoiceField, Form, TextField
from prospect_tui.tui.widgets.choice_line import ChoiceLine
from tests.tui.shell import SMALL, fake_app, fake_context, place

pytestmark = pytest.mark.usefixtures("english")
KINDS = [(word, word) for word in ("Text", "Number", "Date", "Day", "Été", "Yes or no")]


@pytest.mark.parametrize(
    ("keys", "kind"),
    [
        (["d"], "Date"),
        (["d", "d"], "Day"),
        (["d", "d", "d"], "Date"),
        (["d", "a", "t"], "Date"),
        (["d", "a", "y"], "Day"),
        (["D", "A", "Y"], "Day"),
        (["n", "o"], "Number"),
        (["t", "e", "x", "t"], "Text"),
        (["d", "n"], "Number"),
        (["e", "t", "é"], "Été"),
        (["d", "a", "z"], "Date"),
        (["d", "left", "a"], "Number"),
        (["d", "tab", "shift+tab", "a"], "Date"),
        (["d", "tab", "shift+tab", "d"], "Day"),
    ],
)
async def test_letters_find_their_word(keys: list[str], kind: str, tmp_path: Path) -> None:
    answers: list[Any] = []
    form = Form("New", [ChoiceField("kind", "Kind", KINDS), TextField("name", "Name")])
    async with fake_app(fake_context(tmp_path)).run_test() as pilot:
        place(pilot).ask(form, answers.append)
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        assert form.query_one(ChoiceLine).value == kind
        await pilot.press("ctrl+s")
        await pilot.pause()
    assert answers == [{"kind": kind, "name": ""}]


async def test_a_word_without_room_says_that_it_goes_on(tmp_path: Path) -> None:
    long = [("apart", "on its own"), ("both", "both filed in a new folder, “Menuiserie Lambert”")]
    form = Form("New", [ChoiceField("where", "Folder", long, "both")])
    async with fake_app(fake_context(tmp_path)).run_test(size=SMALL) as pilot:
        place(pilot).ask(form, list)
        await pilot.pause()
        shown = str(pilot.app.screen.query_one(ChoiceLine).render())
        assert shown.startswith("‹ both filed")
        assert shown.endswith("… ›")
