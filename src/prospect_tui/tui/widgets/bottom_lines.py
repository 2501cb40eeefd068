"""The two lines at the foot of a screen: the progress of long work, and the keys that act now."""

from collections.abc import Callable, Sequence
from itertools import accumulate, chain

from textual import events
from textual.content import Content
from textual.screen import Screen
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from prospect_tui.i18n import _, formats
from prospect_tui.i18n.key_names import key_name
from prospect_tui.keys import Key, help_rows
from prospect_tui.tui.bindings import shown_keys
from prospect_tui.tui.long_work import LongWork
from prospect_tui.tui.text import fit, width
from prospect_tui.tui.widgets.drawn import Drawn

GAP = 2
HELP = "app.help"
REFRESH_SECONDS = 0.2
_LEAST_LABEL = 12
"""Cells that the name of a work keeps."""


class WorkLine(Widget):
    """Tells how far a long work is; hidden when there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.display = False
        self._label = self._told = ""
        self._timer: Timer | None = None

    def follow(self, work: LongWork | None) -> None:
        """Show the progress of `work` until told otherwise; None hides the line."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self.display = work is not None
        if work is not None:
            self.show(work)
            self._timer = self.set_interval(REFRESH_SECONDS, lambda: self.show(work))

    def show(self, work: LongWork) -> None:
        """Show how far `work` is now."""
        parts = []
        if work.percent is not None:
            parts.append(_("{percent} %").format(percent=work.percent))
        elif work.done:
            parts.append(formats.number(work.done))
        if work.seconds_left is not None:
            parts.append(_("about {seconds} s left").format(seconds=work.seconds_left))
        parts.append(_("stopping…") if work.is_cancelled else _("Esc to stop"))
        self._label, self._told = work.label, " · ".join(("", *parts))
        self.refresh()

    def render(self) -> Content:
        """Draw the line; a long name leaves room for how to stop."""
        room = max(_LEAST_LABEL, self.size.width - width(self._told))
        label = fit(self._label, min(width(self._label), room)) if self._label else ""
        return Content(label + self._told)


class KeyLine(Drawn):
    """Shows the keys that act now: as many as fit, the most important first, help always."""

    def __init__(self, scope: str, typing_keys: Callable[[], Sequence[tuple[str, str]]]) -> None:
        """Show the rows of `scope`, then those of everywhere; only `typing_keys` if there are."""
        super().__init__()
        self._typing_keys = typing_keys
        self._rows = [row for row in help_rows(scope) if row.footer]
        self._ends: list[tuple[int, Key]] = []
        """Where the pair of each row ends on the line, from left to right."""
        self._drawn: dict[tuple[object, ...], Strip] = {}
        """The lines drawn, by what they hold: other keys act whenever typing begins or ends."""
        self._line: Strip | None = None
        """The one of the table, drawn for the focus `_of`; None once other keys act."""
        self._of: Widget | None = None
        self._typing: Sequence[tuple[str, str]] = ()
        """The keys of the text being typed."""
        self._changes = 1
        """How many times other keys have acted since the line was drawn."""

    def on_mount(self) -> None:
        """Draw again whenever other keys act: another focus, another keymap, another language."""
        self.screen.bindings_updated_signal.subscribe(self, self._on_new_keys, immediate=True)

    def notify_style_update(self) -> None:
        """Draw again in the new colours."""
        self._drawn.clear()
        self._changes += 1
        super().notify_style_update()

    def draw(self, cells: int, lines: int) -> list[Strip]:  # noqa: ARG002 - there is one line
        """Return the line, which is asked for at every paint of the screen.

        It is empty under a question: none of these keys acts there, and the question tells its own.
        """
        if not self.screen.is_active:
            return [self.strip((), cells)]
        if self._changes:
            self._look_again()
        if self._typing:
            return [self._draw_typing(cells)]
        if self._line is None or self._line.cell_length != cells:
            self._line, self._of = self._draw_keys(cells), self.screen.focused
        return [self._line]

    def _look_again(self) -> None:
        """Forget the line of the table, unless a text was only begun, or left, where it was."""
        screen, was_typing = self.screen, bool(self._typing)
        self._typing = self._typing_keys()
        is_turn = self._changes == 1 and bool(self._typing) != was_typing
        if not is_turn or (was_typing and screen.focused is not self._of):
            self._line = None
        self._changes = 0

    def _draw_typing(self, cells: int) -> Strip:
        """Draw the keys of the text being typed."""
        content = cells, *self._typing
        if content not in self._drawn:
            typing = ((key_name(key), does) for key, does in self._typing)
            spans = (((key, "key"), (f" {does}{' ' * GAP}", "")) for key, does in typing)
            self._drawn[content] = self.strip(chain.from_iterable(spans), cells)
        return self._drawn[content]

    def _draw_keys(self, cells: int) -> Strip:
        """Draw the pairs of the table that fit."""
        keys = shown_keys(self.screen.active_bindings)
        pairs = [
            (row, key_name(keys[row.id]), _(row.label)) for row in self._rows if row.id in keys
        ]
        last = [pair for pair in pairs if pair[0].id == HELP]
        room = cells - sum(map(_width, last))
        kept = []
        for pair in pairs:
            if pair[0].id != HELP:
                room -= _width(pair)
                if room < 0:
                    break
                kept.append(pair)
        kept += last
        ends = accumulate(map(_width, kept))
        self._ends = [(end, pair[0]) for end, pair in zip(ends, kept, strict=True)]
        content = cells, *(pair[1:] for pair in kept)
        if content not in self._drawn:
            spans = (((key, "key"), (f" {label}{' ' * GAP}", "")) for _row, key, label in kept)
            self._drawn[content] = self.strip(chain.from_iterable(spans), cells)
        return self._drawn[content]

    async def on_click(self, event: events.Click) -> None:
        """Do what the pair under the mouse says."""
        if self._typing:
            return
        for end, row in self._ends:
            if event.x < end:
                namespace = self.app if row.scope == "app" else self.screen
                await self.app.run_action(row.action, namespace)
                return

    def _on_new_keys(self, _screen: Screen[object]) -> None:
        if not self._is_told_again():
            self._changes += 1
            self.refresh()

    def _is_told_again(self) -> bool:
        """Say whether the line is as it was drawn: Textual tells once more after a new focus."""
        line, screen = self._line, self.screen
        if self._changes or line is None or screen.focused is not self._of or not screen.is_active:
            return False
        return self._typing == self._typing_keys() and line is self._draw_keys(line.cell_length)


def _width(pair: tuple[Key, str, str]) -> int:
    return width(pair[1]) + width(pair[2]) + 1 + GAP
