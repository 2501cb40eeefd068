from pathlib import Path
from typing import Any

import pytest
from textual.content import Content
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, OptionList

from prospect_tui.domain.errors import InvalidValue
from prospect_tui.tui.dialogs.choose import Choice, Choose
from prospect_tui.tui.dialogs.confirm import Confirm
from prospect_tui.tui.dialogs.form import ChoiceField, Form, FormField, TextField, TickField
from prospect_tui.tui.dialogs.prompt import Prompt
from prospect_tui.tui.dialogs.report import Report
from prospect_tui.tui.matching import best, score
from tests.tui.shell import SMALL, USUAL, fake_app, fake_context, place, seen

pytestmark = pytest.mark.usefixtures("english")
both_sizes = pytest.mark.parametrize("size", [SMALL, USUAL])

HOSTILE = "[@click=app.quit]x[/] [/] \x1b[31mred\x1b]0;t\x07"
SHOWN = "[@click=app.quit]x[/][/]\ufffd[31mred\ufffd]0;t\ufffd"


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (160, 48)])
async def test_the_keys_of_the_screen_are_not_shown_under_a_question(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with fake_app(fake_context(tmp_path)).run_test(size=size) as pilot:
        shown = seen(pilot).splitlines()[-1]
        assert "help" in shown
        await pilot.app.push_screen(Confirm("Delete it?"))
        await pilot.pause()
        assert seen(pilot).splitlines()[-1].strip() == "Enter: yes · Esc: cancel"
        await pilot.press("escape")
        await pilot.pause()
        assert seen(pilot).splitlines()[-1] == shown


class Asked:
    """A question opened over a place, and its answers."""

    def __init__(self, pilot: Pilot[Any]) -> None:
        self.pilot = pilot
        self.answers: list[Any] = []

    async def ask(self, dialog: Screen[Any]) -> None:
        place(self.pilot).ask(dialog, self.answers.append)
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    def is_open(self) -> bool:
        return len(self.pilot.app.screen_stack) > 1

    @property
    def text(self) -> str:
        return seen(self.pilot)


def number(text: str) -> int:
    if not text.isdigit():
        raise InvalidValue("settings.count", file="[b]", key="n", value=text)
    return int(text)


def echo(text: str) -> Content:
    return Content(f"that is {number(text) * 2} [b]in all")


@both_sizes
async def test_a_prompt_shows_what_the_line_means(size: tuple[int, int], tmp_path: Path) -> None:
    async with fake_app(fake_context(tmp_path)).run_test(size=size) as pilot:
        asked = Asked(pilot)
        await asked.ask(Prompt("How many?", number, value="4", echo=echo))
        assert "How many?" in asked.text
        assert "that is 8 [b]in all" in asked.text
        await asked.press("2")
        assert "that is 84 [b]in all" in asked.text
        await asked.press("enter")
        assert asked.answers == [42]
        assert not asked.is_open()


@both_sizes
async def test_a_prompt_says_in_place_what_is_wrong(size: tuple[int, int], tmp_path: Path) -> None:
    async with fake_app(fake_context(tmp_path)).run_test(size=size) as pilot:
        asked = Asked(pilot)
        await asked.ask(Prompt("How many?", number))
        await asked.press("x", "enter")
        assert asked.is_open()
        assert "[b]: “n” must be a whole number" in asked.text
        await asked.press("backspace", "7", "ctrl+s")
        assert asked.answers == [7]


async def test_a_cancelled_question_has_no_answer(tmp_path: Path) -> None:
    async with fake_app(fake_context(tmp_path)).run_test() as pilot:
        asked = Asked(pilot)
        await asked.ask(Prompt("?", str, value="abc"))
        await asked.press("d", "escape")
        assert not asked.is_open()
        assert asked.answers == []


async def test_a_precious_text_is_not_dropped_at_once(tmp_path: Path) -> None:
    async with fake_app(fake_context(tmp_path)).run_test() as pilot:
        asked = Asked(pilot)
        await asked.ask(Prompt("Note", str, value="abc", precious=True))
        await asked.press("escape")
        assert not asked.is_open()
        await asked.ask(Prompt("Note", str, value="abc", precious=True))
        await asked.press("d", "escape")
        assert "not saved" in asked.text
        await asked.press("e", "escape")
        assert asked.is_open()
        await asked.press("ctrl+q")
        assert asked.is_open()
        await asked.press("escape")
        assert not asked.is_open()


@both_sizes
async def test_a_confirmation(size: tuple[int, int], tmp_path: Path) -> None:
    async with fake_app(fake_context(tmp_path)).run_test(size=size) as pilot:
        asked = Asked(pilot)
        await asked.ask(Confirm("Erase 3 rows?", detail="For good.\n[b]Really", accept="erase"))
        assert "Erase 3 rows?" in asked.text
        assert "[b]Really" in asked.text
        assert "Enter: erase · Esc: cancel" in asked.text
        await asked.press("enter")
        assert asked.answers == [True]
        await asked.ask(Confirm("Again?"))
        await asked.press("escape")
        assert asked.answers == [True]


@both_sizes
async def test_a_report_scrolls(size: tuple[int, int], tmp_path: Path) -> None:
    async with fake_app(fake_context(tmp_path)).run_test(size=size) as pilot:
        asked = Asked(pilot)
        await asked.ask(Report("Summary", "\n".join(f"[b]line {n}[/]" for n in range(60))))
        assert "[b]line 0[/]" in asked.text
        assert "line 59" not in asked.text
        await asked.press("end")
        await pilot.pause(0.4)
        assert "[b]line 59[/]" in asked.text
        assert "Esc: close" in asked.text
        await asked.press("enter")
        assert not asked.is_open()


TOWNS = [Choice(n, label, f"dep {n}") for n, label in enumerate(["Orléans", "Lyon", "Étampes"])]


@both_sizes
@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["enter"], 0),
        (["down", "enter"], 1),
        (["pagedown", "enter"], 2),
        ([*"ETAM", "enter"], 2),
        ([*"ans", "enter"], 0),
        ([*"dep", "space", "1", "enter"], 1),
        (["l", "y", "ctrl+s"], 1),
    ],
)
async def test_choosing_by_letters_or_arrows(
    keys: list[str], expected: int, size: tuple[int, int], tmp_path: Path
) -> None:
    async with fake_app(fake_context(tmp_path)).run_test(size=size) as pilot:
        asked = Asked(pilot)
        await asked.ask(Choose("Which town?", TOWNS))
        assert "Étampes  dep 2" in asked.text
        await asked.press(*keys)
        assert asked.answers == [expected]


async def test_a_choice_begins_where_it_is_told_and_may_find_nothing(tmp_path: Path) -> None:
    async with fake_app(fake_context(tmp_path)).run_test() as pilot:
        asked = Asked(pilot)
        await asked.ask(Choose("Which town?", TOWNS, start=2))
        assert pilot.app.screen.query_one(OptionList).highlighted == 2
        await asked.press(*"zzz", "enter")
        assert "Nothing found" in asked.text
        assert asked.is_open()
        await asked.press("backspace", "backspace", "backspace", "enter")
        assert asked.answers == [0]


async def test_a_choice_can_be_clicked(tmp_path: Path) -> None:
    async with fake_app(fake_context(tmp_path)).run_test() as pilot:
        asked = Asked(pilot)
        await asked.ask(Choose("Which town?", TOWNS))
        row = next(n for n, line in enumerate(asked.text.split("\n")) if "Lyon" in line)
        await pilot.click(offset=(5, row))
        await pilot.pause()
        assert asked.answers == [1]


FIELDS: tuple[FormField, ...] = (
    TextField("name", "Name", "Lambert", required=True),
    TextField("count", "How many", "4", parse=number, echo=echo),
    ChoiceField("kind", "Kind", [("c", "Call"), ("m", "Mail"), ("q", "Quote")], "m"),
    TickField("star", "Star"),
)


@both_sizes
async def test_a_form_gives_parsed_values(size: tuple[int, int], tmp_path: Path) -> None:
    async with fake_app(fake_context(tmp_path)).run_test(size=size) as pilot:
        asked = Asked(pilot)
        await asked.ask(Form("New task", FIELDS))
        for text in ("New task", "Name", "that is 8 [b]in all", "Mail", "no"):
            assert text in asked.text
        await asked.press("s", "enter", "2", "tab", "right", "tab", "space", "enter")
        assert asked.answers == [{"name": "Lamberts", "count": 42, "kind": "q", "star": True}]


@pytest.mark.parametrize(
    ("keys", "kind"), [(["left"], "c"), (["c"], "c"), (["q"], "q"), (["z"], "m"), (["space"], "q")]
)
async def test_a_choice_on_one_line(keys: list[str], kind: str, tmp_path: Path) -> None:
    async with fake_app(fake_context(tmp_path)).run_test() as pilot:
        asked = Asked(pilot)
        await asked.ask(Form("New task", FIELDS, begin="kind"))
        assert "‹ Mail ›" in asked.text
        await asked.press(*keys, "ctrl+s")
        assert asked.answers[0]["kind"] == kind


@both_sizes
async def test_a_form_says_what_enter_does(size: tuple[int, int], tmp_path: Path) -> None:
    goes_on, saves = "Enter: next · Ctrl+S: save · Esc: cancel", "Enter: save · Esc: cancel"
    async with fake_app(fake_context(tmp_path)).run_test(size=size) as pilot:
        asked = Asked(pilot)

        def told() -> str:
            return " ".join(asked.text.split())

        await asked.ask(Form("New task", FIELDS))
        for _ in FIELDS[1:]:
            assert goes_on in told()
            await asked.press("enter")
        assert saves in told()
        await asked.press("up")
        assert goes_on in told()
        await asked.press("enter", "enter")
        assert asked.answers == [{"name": "Lambert", "count": 4, "kind": "m", "star": False}]
        await asked.ask(Form("New task", FIELDS[:1]))
        assert saves in told()


@both_sizes
async def test_a_form_shows_what_is_wrong_where_it_is(
    size: tuple[int, int], tmp_path: Path
) -> None:
    async with fake_app(fake_context(tmp_path)).run_test(size=size) as pilot:
        asked = Asked(pilot)
        await asked.ask(Form("New task", FIELDS, begin="count"))
        await asked.press("x", "up", "ctrl+u", "ctrl+s")
        assert "This one is needed." in asked.text
        assert pilot.app.focused is next(iter(pilot.app.screen.query(Input)))
        await asked.press("d", "down", "backspace", "ctrl+s")
        assert asked.answers[0] == {"name": "d", "count": 4, "kind": "m", "star": False}


async def test_a_form_may_check_its_values_together(tmp_path: Path) -> None:
    def check(values: dict[str, Any]) -> None:
        if values["count"] > 5:
            raise InvalidValue("settings.text", file="f", key="k")

    async with fake_app(fake_context(tmp_path)).run_test() as pilot:
        asked = Asked(pilot)
        await asked.ask(Form("New task", FIELDS, check=check, begin="count"))
        await asked.press("4", "ctrl+s")
        assert "“k” must be a text" in asked.text
        await asked.press("backspace", "ctrl+s")
        assert asked.answers[0]["count"] == 4


async def test_a_typed_form_is_not_dropped_at_once(tmp_path: Path) -> None:
    async with fake_app(fake_context(tmp_path)).run_test() as pilot:
        asked = Asked(pilot)
        await asked.ask(Form("New task", FIELDS))
        await asked.press("x", "escape")
        assert "not saved" in asked.text
        await asked.press("ctrl+q")
        assert asked.is_open()
        await asked.press("escape")
        assert not asked.is_open()
        await asked.ask(Form("New task", FIELDS))
        await asked.press("escape")
        assert not asked.is_open()


@both_sizes
@pytest.mark.parametrize(
    "dialog",
    [
        lambda: Prompt(HOSTILE, str, value=HOSTILE, echo=lambda _: Content("e")),
        lambda: Confirm(HOSTILE, detail=HOSTILE),
        lambda: Report(HOSTILE, HOSTILE),
        lambda: Choose(HOSTILE, [Choice(1, HOSTILE, HOSTILE)]),
        lambda: Form(HOSTILE, [TextField("a", HOSTILE, HOSTILE)]),
        lambda: Form(HOSTILE, [ChoiceField("b", "b", [(1, HOSTILE)])]),
    ],
)
async def test_strange_text_is_shown_as_it_is(
    dialog: Any, size: tuple[int, int], tmp_path: Path
) -> None:
    async with fake_app(fake_context(tmp_path)).run_test(size=size) as pilot:
        asked = Asked(pilot)
        await asked.ask(dialog())
        assert SHOWN in "".join(asked.text.split())
        assert "\x1b" not in asked.text


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        ("fich", "Fichiers", "Autre fichier"),
        ("FICH", "Autre fichier", "Préfichage"),
        ("societe", "Société", "Ville"),
        ("nord at", "Atelier du Nord", "Nord"),
        ("atn", "Atelier Nord", "Ville"),
        ("oe", "Œuvre", "Où"),
        ("telephone", "Téléphone", "Le télé-phone"),
    ],
)
def test_what_fits_better(query: str, better: str, worse: str) -> None:
    assert score(query, better) > score(query, worse)
    assert best(query, [worse, better], str)[0] == better


def test_what_does_not_fit_is_left_out() -> None:
    assert best("zz", ["Lyon", "Paris"], str) == []
    assert best("", ["Lyon", "Paris"], str) == ["Lyon", "Paris"]
