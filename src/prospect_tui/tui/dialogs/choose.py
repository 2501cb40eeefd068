"""A list to choose from by typing a few letters of it, blind to accents and case."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from prospect_tui.domain.cleaning import clean
from prospect_tui.i18n import _
from prospect_tui.tui.dialogs.base import Dialog
from prospect_tui.tui.matching import best
from prospect_tui.tui.text import plain
from prospect_tui.tui.widgets.text_line import TextLine

Value = TypeVar("Value")

MOST_SHOWN = 200
"""More lines than anybody reads; typing finds the others."""


@dataclass(frozen=True, slots=True)
class Choice(Generic[Value]):
    """One line of the list."""

    value: Value
    label: str
    detail: str = ""
    """Shown after the label, and sought too."""
    group: str = ""
    """The heading under which it stands with those before and after it that have the same."""


class Choose(Dialog[Value]):
    """Answers the value of the line chosen with Enter."""

    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move('cursor_up')", show=False),
        Binding("down", "move('cursor_down')", show=False),
        Binding("pageup", "move('page_up')", show=False),
        Binding("pagedown", "move('page_down')", show=False),
    ]

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice[Value]] = (),
        *,
        source: Callable[[str], Sequence[Choice[Value]]] | None = None,
        start: Value | None = None,
    ) -> None:
        """Offer `choices`, or what `source` finds for the typed text; begin on `start`."""
        super().__init__(title)
        self._choices = choices
        self._source = source or (lambda text: best(text, self._choices, _sought))
        self._start = start
        self._shown: Sequence[Choice[Value]] = ()
        """One for each line; a heading has that of the line under it."""

    def compose_body(self) -> ComposeResult:
        """Yield the line to type and the list."""
        yield TextLine(placeholder=_("Type a few letters"), compact=True)
        yield OptionList(classes="dialog-list", markup=False)

    def on_mount(self) -> None:
        """Show the whole list; the arrows move in it while the letters go to the line."""
        self.query_one(OptionList).can_focus = False
        self._list("")
        self._highlight(self._start)

    def offer(self, choices: Sequence[Choice[Value]]) -> None:
        """Offer these from now on, such as the same ones with more to tell of each."""
        if self.is_running:
            self._choices = choices
            self._renew(self._source(self._letters))

    def same(self, value: Value) -> object:
        """Return what tells whether a line is the same as before, when the list is renewed."""
        return value

    def nothing(self, text: str) -> str:  # noqa: ARG002 - for those who say more
        """Return what is said in the place of the list when nothing fits the typed text."""
        return _("Nothing found")

    def _renew(self, choices: Sequence[Choice[Value]]) -> None:
        """Show other lines, the cursor on the same one if it is still there."""
        place = self.query_one(OptionList).highlighted
        value = self._shown[place].value if self._shown and place is not None else None
        self._show(choices)
        self._highlight(value)

    def _highlight(self, value: Value | None) -> None:
        if value is not None:
            wanted = self.same(value)
            places = [
                n for n, choice in enumerate(self._shown) if self.same(choice.value) == wanted
            ]
            if places:
                self.query_one(OptionList).highlighted = places[-1]  # its heading comes before it

    @property
    def _letters(self) -> str:
        return clean(self.query_one(Input).value).strip()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what fits."""
        event.stop()
        self._list(self._letters)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Choose the line under the cursor."""
        event.stop()
        self.action_save()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose the line that was clicked."""
        event.stop()
        self.dismiss(self._shown[event.option_index].value)

    def action_save(self) -> None:
        """Choose the line under the cursor, if there is one."""
        place = self.query_one(OptionList).highlighted
        if place is not None and self._shown:
            self.dismiss(self._shown[place].value)

    def action_move(self, how: str) -> None:
        """Move in the list."""
        getattr(self.query_one(OptionList), f"action_{how}")()

    def _list(self, text: str) -> None:
        self._show(self._source(text))

    def _show(self, choices: Sequence[Choice[Value]]) -> None:
        options = self.query_one(OptionList)
        options.clear_options()
        lines: list[Option] = []
        shown: list[Choice[Value]] = []
        group = ""
        for choice in choices[:MOST_SHOWN]:
            if choice.group != group:
                group = choice.group
                lines.append(Option(Content.styled(clean(group), "bold dim"), disabled=True))
                shown.append(choice)
            lines.append(Option(_line(choice)))
            shown.append(choice)
        self._shown = shown
        options.set_class(not lines, "-empty")
        if lines:
            options.add_options(lines)
            options.highlighted = int(lines[0].disabled)
        else:
            options.add_option(Option(plain(self.nothing(self._letters)), disabled=True))


def _sought(choice: Choice[Value]) -> str:
    return f"{choice.label} {choice.detail}"


def _line(choice: Choice[Value]) -> Content:
    label = plain(choice.label)
    return Content.assemble(label, "  ", (clean(choice.detail), "dim")) if choice.detail else label
