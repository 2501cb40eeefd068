"""The two lines at the foot of a screen: the progress of long work, and the keys that act now."""

from textual import events
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from prospect_tui.i18n import _, formats
from prospect_tui.i18n.key_names import key_name
from prospect_tui.keys import Key, help_rows
from prospect_tui.tui.bindings import shown_keys
from prospect_tui.tui.long_work import LongWork

GAP = 2
HELP = "app.help"
REFRESH_SECONDS = 0.2


class WorkLine(Widget):
    """Tells how far a long work is; hidden when there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.display = False
        self._text = ""
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
        parts = [work.label]
        if work.percent is not None:
            parts.append(_("{percent} %").format(percent=work.percent))
        elif work.done:
            parts.append(formats.number(work.done))
        if work.seconds_left is not None:
            parts.append(_("about {seconds} s left").format(seconds=work.seconds_left))
        parts.append(_("stopping…") if work.is_cancelled else _("Esc to stop"))
        self._text = " · ".join(parts)
        self.refresh()

    def render(self) -> Content:
        """Draw the line."""
        return Content(self._text)


class KeyLine(Widget):
    """Shows the keys that act now: as many as fit, the most important first, help always."""

    def __init__(self, scope: str) -> None:
        """Show the rows of `scope`, then those of everywhere."""
        super().__init__()
        self._rows = [row for row in help_rows(scope) if row.footer]
        self._ends: list[tuple[int, Key]] = []
        """Where the pair of each row ends on the line, from left to right."""

    def on_mount(self) -> None:
        """Draw again whenever other keys act: another focus, another keymap, another language."""
        self.screen.bindings_updated_signal.subscribe(self, self._on_new_keys, immediate=True)

    def render(self) -> Content:
        """Draw the pairs that fit."""
        keys = shown_keys(self.screen.active_bindings)
        shown = [
            (row, key_name(keys[row.id]), _(row.label)) for row in self._rows if row.id in keys
        ]
        shown.sort(key=lambda pair: pair[0].id == HELP)
        room = self.size.width
        last = [pair for pair in shown if pair[0].id == HELP]
        room -= sum(_width(pair) for pair in last)
        kept = []
        for pair in shown[: len(shown) - len(last)]:
            room -= _width(pair)
            if room < 0:
                break
            kept.append(pair)
        self._ends = []
        pieces: list[tuple[str, str]] = []
        end = 0
        for pair in kept + last:
            end += _width(pair)
            self._ends.append((end, pair[0]))
            pieces += [(pair[1], "bold $accent"), (f" {pair[2]}{' ' * GAP}", "")]
        return Content.assemble(*pieces)

    async def on_click(self, event: events.Click) -> None:
        """Do what the pair under the mouse says."""
        for end, row in self._ends:
            if event.x < end:
                namespace = self.app if row.scope == "app" else self.screen
                await self.app.run_action(row.action, namespace)
                return

    def _on_new_keys(self, _screen: Screen[object]) -> None:
        self.refresh()


def _width(pair: tuple[Key, str, str]) -> int:
    return Content(pair[1] + pair[2]).cell_length + 1 + GAP
