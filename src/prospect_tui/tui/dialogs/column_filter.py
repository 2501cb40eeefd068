"""Which values of one column to keep: a test with what it asks, or values picked from a list.

It reads nothing by itself: it is given what finds the values, counts rows and says what is meant.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from prospect_tui.domain.cleaning import clean, fold
from prospect_tui.domain.columns import Column
from prospect_tui.domain.errors import InvalidValue, ProspectError
from prospect_tui.domain.views import Condition, Test
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.i18n import _, formats, ngettext
from prospect_tui.tui.dialogs.base import Dialog
from prospect_tui.tui.text import fit, plain, width
from prospect_tui.tui.widgets.choice_line import ChoiceLine
from prospect_tui.tui.widgets.text_line import TextLine
from prospect_tui.wording.columns import code_words
from prospect_tui.wording.filters import Asked, tests

Conditions = tuple[Condition, ...]
Answer = TypeVar("Answer")

MOST_SHOWN = 100
_NO_VALUE = frozenset({Test.EMPTY, Test.WRONG})
_BETWEEN = ".."
_TICKED, _NOT_TICKED = "☑ ", "☐ "
_TEXT_TESTS = frozenset({Test.CONTAINS, Test.STARTS, Test.IS})
_WORDS = frozenset({ColumnKind.TEXT, ColumnKind.CHOICE, ColumnKind.EMAIL, ColumnKind.YES_NO})
"""Kinds whose values are written one way only: a number of any kind may be typed in others."""
_LONGEST_TOLD = 40
"""Cells of a ticked value where they are told together."""
_LEAST_TEXT = 12
"""Cells that the text of a value keeps, whatever the room."""


@dataclass(frozen=True, slots=True)
class ColumnValue:
    """A value of the column, how it reads, and how many rows have it."""

    value: str
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class ColumnQuestions:
    """What the question asks of the file; the first two run in a thread."""

    values: Callable[[str, Callable[[], bool]], Sequence[ColumnValue]]
    """The values that contain a typed text, the most frequent first; given up when told so."""
    count: Callable[[Conditions], int | None]
    """How many rows are left; None when a newer question was asked."""
    meaning: Callable[[Condition], str]
    """What a condition means if that is not plain; raises `ProspectError` for a mistake."""
    stop: Callable[[], None]
    """Gives up what is still being counted."""


class ColumnFilter(Dialog[Conditions]):
    """Answers the conditions asked of the column, none to show every value."""

    AUTO_FOCUS = "Input"
    CSS: ClassVar[str] = """
    ColumnFilter .dialog-list { max-height: 11; scrollbar-gutter: stable; text-wrap: nowrap; }
    ColumnFilter .dialog-echo { max-height: 2; }
    ColumnFilter ChoiceLine { width: 34; }
    ColumnFilter Input { width: 1fr; }
    ColumnFilter #column-filter-line { height: 1; }
    """

    def __init__(
        self, title: str, column: Column, present: Sequence[Condition], questions: ColumnQuestions
    ) -> None:
        """Ask of `column`, beginning with what is asked of it at `present`."""
        super().__init__(title)
        self._column = column
        self._questions = questions
        first = present[0] if present else None
        self._ticked: list[str] = []
        self._begun: tuple[Asked | None, str] = (None, "")
        if first is not None and first.test is Test.IN:
            self._ticked = list(first.values)
            self._begun = ((Test.IS, first.negated), "")
        elif first is not None:
            self._begun = ((first.test, first.negated), _BETWEEN.join(first.values))
        self._values: Sequence[ColumnValue] | None = None
        self._shown: Sequence[ColumnValue] = ()
        self._turns = {"values": 0, "count": 0}

    def compose_body(self) -> ComposeResult:
        """Yield the test, what it asks, what that means, the values and how many rows are left."""
        offered: list[tuple[object, str]] = [*tests(self._column), (None, _("no filter"))]
        begun = self._begun[0]
        if begun is not None and begun not in [one for one, _word in offered]:
            offered.insert(0, (begun, begun[0].value))
        with Horizontal(id="column-filter-line"):
            yield ChoiceLine(offered, begun or offered[0][0])
            yield TextLine(
                self._begun[1],
                placeholder=_("a value, or a few letters of one"),
                compact=True,
                select_on_focus=False,
            )
        yield Static(classes="dialog-echo")
        yield OptionList(classes="dialog-list", markup=False)
        yield Static(id="column-filter-count")

    @property
    def hint(self) -> str:
        """Return which keys act."""
        return _("Enter: filter · ↓ then Space: values · Shift+Tab: test · Esc: cancel")

    def on_mount(self) -> None:
        """Look for the values, and count."""
        self.query_one(Input).cursor_position = len(self._begun[1])
        self._list()
        self._seek_values("")
        self._asked_changed()

    def on_unmount(self) -> None:
        """Give up what is still being sought."""
        self._turns = dict.fromkeys(self._turns, -1)
        self._questions.stop()

    # what is asked

    def asked(self) -> Conditions:
        """Return what is asked of the column; raises `ProspectError` for a mistake."""
        chosen: Asked | None = self.query_one(ChoiceLine).value  # type: ignore[assignment]
        if chosen is None:
            return ()
        (test, negated), key = chosen, self._column.key
        if self._ticked:
            refused = negated and test is Test.IS
            return (_picked(key, self._ticked, negated=refused),)
        if test in _NO_VALUE:
            return (Condition(key, test, (), negated),)
        if not self._typed:
            return ()
        values: tuple[str, ...] = (self._typed,)
        if test is Test.BETWEEN:
            values = _two_ends(self._typed)
        elif test is Test.IS:
            codes = {fold(word): code for code, word in code_words(self._column).items()}
            values = (codes.get(fold(self._typed), self._typed),)
        condition = Condition(key, test, values, negated)
        self._questions.meaning(condition)
        return (condition,)

    @property
    def _typed(self) -> str:
        return clean(self.query_one(Input).value).strip()

    def action_save(self) -> None:
        """Answer, or say what is wrong."""
        try:
            self.dismiss(self.asked())
        except ProspectError as error:
            self.say_error(error, self.query_one(".dialog-echo", Static))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Accept what is typed; among codes, the first value that it names."""
        event.stop()
        if code_words(self._column) and self._typed and self._shown and not self._ticked:
            self.dismiss((_picked(self._column.key, [self._shown[0].value], negated=False),))
        else:
            self.action_save()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Keep the rows that have the ticked values, else the one under the cursor."""
        event.stop()
        if not self._ticked:
            self._ticked = [self._shown[event.option_index].value]
        self.action_save()

    def on_input_changed(self, event: Input.Changed) -> None:
        """List the values that fit, and say what is meant."""
        event.stop()
        if self._values is not None and len(self._values) < MOST_SHOWN:
            self._list()
        else:
            self._seek_values(self._typed)
        self._asked_changed()

    def on_choice_line_changed(self, event: ChoiceLine.Changed) -> None:
        """Say what another test means."""
        event.stop()
        self._list()
        self._asked_changed()

    def on_key(self, event: events.Key) -> None:
        """Go between the test, the line and the list; tick; letters in the list go to the line."""
        test, line = self.query_one(ChoiceLine), self.query_one(Input)
        values = self.query_one(OptionList)
        acts: dict[str, Callable[[], object]]
        if test.has_focus:
            acts = {"enter": self.action_save, "down": line.focus}
        elif line.has_focus:
            acts = {"up": test.focus, "down": values.focus if self._shown else line.focus}
        elif values.has_focus:
            acts = {"space": self._tick, "backspace": self._rub_out}
            if not values.highlighted:
                acts["up"] = line.focus
            if event.is_printable:
                acts.setdefault(event.key, partial(self._type, event.character or ""))
        else:
            return
        if event.key in acts:
            acts[event.key]()
            event.stop()
            event.prevent_default()

    def _type(self, letter: str) -> None:
        self.query_one(Input).focus()
        self.query_one(Input).insert_text_at_cursor(letter)

    def _rub_out(self) -> None:
        self.query_one(Input).focus()
        self.query_one(Input).action_delete_left()

    def _tick(self) -> None:
        values = self.query_one(OptionList)
        place = values.highlighted
        if place is None or not self._shown:
            return
        value = self._shown[place]
        if value.value in self._ticked:
            self._ticked.remove(value.value)
        else:
            self._ticked.append(value.value)
        values.replace_option_prompt_at_index(place, self._line(value))
        self._asked_changed()

    # what is found

    def _asked_changed(self) -> None:
        """Say what is meant, and count the rows that are left."""
        echo, count = (
            self.query_one(".dialog-echo", Static),
            self.query_one("#column-filter-count", Static),
        )
        echo.remove_class("-error")
        try:
            asked = self.asked()
            echo.update(plain(self._told(asked)))
        except ProspectError as error:
            self.say_error(error, echo)
            echo.remove_class("-error")
            return
        count.update(plain("…"))
        self._in_thread("count", partial(self._questions.count, asked), self._show_count)

    def _told(self, asked: Conditions) -> str:
        if self._ticked:
            texts = (" ".join(self._text_of(value).split()) for value in self._ticked)
            return ", ".join(fit(text, min(width(text), _LONGEST_TOLD)) for text in texts)
        return self._questions.meaning(asked[0]) if asked else ""

    def _text_of(self, value: str) -> str:
        known = {one.value: one.text for one in self._values or ()}
        return known.get(value, value) or _("(empty)")

    def _show_count(self, count: int | None) -> None:
        if count is not None:
            text = ngettext("{count} row left", "{count} rows left", count)
            line = self.query_one("#column-filter-count", Static)
            line.update(plain(text.format(count=formats.number(count))))

    def _seek_values(self, typed: str) -> None:
        turn = self._turns["values"] + 1
        is_old = lambda: turn != self._turns["values"]  # noqa: E731
        seek = partial(self._questions.values, typed, is_old)
        self._in_thread("values", seek, self._show_values)

    def _show_values(self, values: Sequence[ColumnValue]) -> None:
        self._values = values
        known = {fold(one.value): one.value for one in values}
        self._ticked = [known.get(fold(value), value) for value in self._ticked]
        self._list()

    def _list(self) -> None:
        """List the values that fit what is typed, the ticked ones first."""
        options, wanted = self.query_one(OptionList), fold(self._typed)
        known = self._values or ()
        fitting = [one for one in known if wanted in fold(one.text)]
        chosen: Asked | None = self.query_one(ChoiceLine).value  # type: ignore[assignment]
        if not fitting and not _seeks_text(chosen, self._column):
            fitting = list(known)
        self._shown = sorted(fitting, key=lambda one: one.value not in self._ticked)[:MOST_SHOWN]
        options.clear_options()
        if self._shown:
            options.add_options([Option(self._line(one)) for one in self._shown])
            options.highlighted = 0
        else:
            text = _("Nothing found") if self._values is not None else "…"
            options.add_option(Option(plain(text), disabled=True))

    def _line(self, value: ColumnValue) -> Content:
        """Return a value and its count on one line, whatever its length."""
        box = _TICKED if value.value in self._ticked else _NOT_TICKED
        count = "  " + formats.number(value.count)
        text = " ".join(value.text.split()) or _("(empty)")
        room = self.query_one(OptionList).scrollable_content_region.width - width(box + count)
        text = fit(text, min(width(text), max(room, _LEAST_TEXT)))
        return Content.assemble(box, text, (count, "dim"))

    def _in_thread(
        self, name: str, work: Callable[[], Answer], show: Callable[[Answer], object]
    ) -> None:
        """Work in a thread and show the answer, unless something newer was asked meanwhile."""
        self._turns[name] += 1
        turn = self._turns[name]

        def shown(answer: Answer) -> None:
            if turn == self._turns[name] and self.is_running:
                show(answer)

        def run() -> None:
            try:
                answer = work()
            except ProspectError as error:
                self.call_later(self.fail, error)
            else:
                self.call_later(shown, answer)

        self.run_worker(run, thread=True, group=name, exit_on_error=False)


def _seeks_text(asked: Asked | None, column: Column) -> bool:
    """Say whether what is typed stands in the values sought, letter by letter."""
    return asked is not None and asked[0] in _TEXT_TESTS and column.kind in _WORDS


def _picked(key: str, values: Sequence[str], *, negated: bool) -> Condition:
    """Return the condition that a cell holds one of these values."""
    if len(values) > 1:
        return Condition(key, Test.IN, tuple(values), negated)
    if not values[0]:
        return Condition(key, Test.EMPTY, (), negated)
    return Condition(key, Test.IS, (values[0],), negated)


def _two_ends(text: str) -> tuple[str, str]:
    """Return the ends of "10..50"; raises `InvalidValue` "filter.two_ends"."""
    first, _dots, last = (part.strip() for part in text.partition(_BETWEEN))
    if not first or not last:
        raise InvalidValue("filter.two_ends")
    return first, last
