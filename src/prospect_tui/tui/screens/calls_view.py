"""How the call cockpit looks: the panels, the note, the two lines of figures and of what is saved.

The panels are drawn from what lies on the desk, without any layout: going to the next row costs
a repaint.
"""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input

from prospect_tui.domain.columns import Column
from prospect_tui.domain.errors import ProspectError
from prospect_tui.i18n import _
from prospect_tui.i18n.labels import column_label
from prospect_tui.services import cockpit, notes, prospect_files, saved_views
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.screen import BaseScreen
from prospect_tui.tui.screens import calls_lines
from prospect_tui.tui.screens.calls_desk import CallDesk
from prospect_tui.tui.screens.calls_empty import empty_page
from prospect_tui.tui.screens.note_taking import NoteAids
from prospect_tui.tui.widgets.card_page import CardPage
from prospect_tui.tui.widgets.lines_view import PageLine
from prospect_tui.tui.widgets.note_line import NoteLine
from prospect_tui.tui.widgets.page_parts import Page, paragraph
from prospect_tui.tui.widgets.queue_list import QueueList
from prospect_tui.tui.widgets.result_panel import ResultPanel
from prospect_tui.tui.widgets.two_ends import TwoEnds

WIDE = 104
"""From this many columns on, those who come next are listed too."""
TICK_SECONDS = 20
ON_A_ROW = frozenset(
    {
        "dial",
        "note",
        "date",
        "next_number",
        "strike",
        "sheet",
        "look_up",
        "why",
        "script",
        "checked",
    }
)
"""The actions that need a row in hand."""


class CallsView(BaseScreen):
    """The panels of the cockpit; its subclass acts."""

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - as Textual's
    SCROLLING: ClassVar[list[BindingType]] = [
        Binding("down", "scroll_card(1)", show=False),
        Binding("up", "scroll_card(-1)", show=False),
    ]

    def __init__(self, context: AppContext) -> None:
        """Begin with an empty desk: nothing is read before the screen is there."""
        super().__init__(context)
        self.desk = CallDesk(context.workspace)
        self._own_columns: dict[int, Sequence[Column]] = {}
        self._aids = NoteAids(context)
        self._shown: int | None = None

    def compose_body(self) -> ComposeResult:
        """Yield the figures, the three panels, the note and what was saved last."""
        yield TwoEnds(id="figures")
        with Horizontal(id="panels"):
            yield QueueList()
            yield CardPage(self._page)
            yield ResultPanel()
        yield NoteLine(self._keep_draft, expanded=self._aids.expanded, aside=self._note_aside)
        yield TwoEnds(id="status")

    def on_mount(self) -> None:
        """Take the first row in hand, and look now and then whether somebody waits."""
        self._show_empty(is_empty=True)
        self.begin()
        self.set_interval(TICK_SECONDS, self._tick)

    def begin(self) -> None:
        """Take the first row in hand."""
        self.desk.advance()
        self.show_desk()

    def on_screen_suspend(self, _event: events.ScreenSuspend) -> None:
        """Keep the note when another place is opened."""
        self.note.save_now()

    def show_texts(self) -> None:
        """Set the words around the note."""
        self.note.show_label(_("Note"), _("what was said, in a few words"))

    @property
    def note(self) -> NoteLine:
        """Return the line of the note."""
        return self.query_one(NoteLine)

    def show_desk(self) -> None:
        """Draw what lies on the desk."""
        desk, today = self.desk, self.context.workspace.clock.today()
        row_id, card = desk.row_id, desk.card
        self.query_one(QueueList).show(
            _("Next"), calls_lines.queue_lines(desk.upcoming, row_id, today)
        )
        self.query_one(CardPage).renew(from_top=row_id != self._shown)
        results = calls_lines.result_lines(card, today) if card else []
        self.query_one(ResultPanel).show(_("Result"), results)
        self.note.load(row_id, card.draft if card else "")
        self.show_figures()
        if (row_id is None) != (self._shown is None):
            self._show_empty(is_empty=row_id is None)
        self._shown = row_id

    def _show_empty(self, *, is_empty: bool) -> None:
        """Leave out what acts on a row when there is none."""
        self.query_one(ResultPanel).display = not is_empty
        self.note.line.disabled = is_empty
        self.refresh_bindings()

    def show_status(self, text: str, *, is_error: bool = False) -> None:
        """Say what was done last, or what failed, until something else is."""
        self.query_one("#status", TwoEnds).show(text, look="late" if is_error else "good")

    def show_saved(self, text: str, *, about: str = "") -> None:
        """Say that something is on disk, until something else is.

        A toast besides would hide this very line, and double the time to the next row.
        """
        self.show_status(" · ".join(part for part in (text, about) if part))

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        """Leave out what needs a row when there is none."""
        return self.desk.card is not None or action not in ON_A_ROW

    # the note

    def action_note(self) -> None:
        """Go to the note, or come back from it."""
        self.set_focus(None if self.note.line.has_focus else self.note.line)

    async def action_back(self) -> None:
        """Come back from the note, else leave the place."""
        if self.note.line.has_focus:
            self.set_focus(None)
        else:
            await super().action_back()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Come back from the note at Enter."""
        event.stop()
        self.set_focus(None)

    def action_take_found(self) -> None:
        """Put what the note says first of a number, a mail or a name in its field."""
        card = self.desk.card
        found = self._aids.finds(self.note.text, card.prospect.values) if card else []
        if card is None or not found:
            self.tell(_("The note says no number, mail or name that is not known yet."))
            return
        notes.take(self.context.workspace, card.prospect.id, found[0].values)
        field = column_label(found[0].field)
        self.show_saved(_("saved: {field} {value}").format(field=field, value=found[0].shown))
        self.desk.reload()
        self.show_desk()
        self.note.renew_aside()
        self.context.changed.ring(prospects=[card.prospect.id])

    def _note_aside(self, note: str, is_typing: bool) -> str:
        card = self.desk.card
        return self._aids.aside(note, card.prospect.values, is_typing=is_typing) if card else ""

    def action_scroll_card(self, count: int) -> None:
        """Move in the card."""
        self.query_one(CardPage).action_step(count)

    def _keep_draft(self, row_id: int, text: str) -> bool:
        try:
            cockpit.save_draft(self.context.workspace, row_id, text)
        except ProspectError as error:
            self.fail(error)
            return False
        return True

    def _page(self, cells: int) -> Sequence[PageLine]:
        """Return the card, or what to do when there is nobody to call."""
        desk, workspace = self.desk, self.context.workspace
        if desk.card is None:
            if desk.is_seeking:
                return paragraph(_("Looking for who is next…"), cells, look="heading", indent=0)
            return empty_page(workspace, desk.scope, self.context.keys, cells)
        own = self._own_of(desk.card.prospect.file_id)
        page = Page(cells, workspace.clock.today(), workspace.zone)
        return calls_lines.card_page(desk.card, desk.number, own, page)

    def show_figures(self) -> None:
        """Draw the first line: how the session or the day goes, and whose rows are called."""
        card = self.desk.card
        file_name = card.prospect.file_name if card else ""
        shown = " · ".join(filter(None, (self._view_name(), *self.desk.scope.tags, file_name)))
        self.query_one("#figures", TwoEnds).show(self.figures_text(), shown)

    def figures_text(self) -> str:
        """Return how the day goes."""
        return calls_lines.figures_line(cockpit.todays_figures(self.context.workspace))

    def _view_name(self) -> str:
        """Return the name of the saved view to which the queue is limited."""
        view_id = self.desk.scope.view_id
        return saved_views.name_of(self.context.workspace, view_id) if view_id is not None else ""

    def _own_of(self, file_id: int) -> Sequence[Column]:
        """Return the own columns of a file, read once."""
        if file_id not in self._own_columns:
            columns = prospect_files.columns(self.context.workspace, file_id)
            self._own_columns[file_id] = [c for c in columns.values() if c.is_own]
        return self._own_columns[file_id]

    def _tick(self) -> None:
        """Show who has come up meanwhile, and what the results would do at this hour."""
        if self.app.screen is self:
            self.desk.reload()
            self.show_desk()
            self.watch_session()

    def watch_session(self) -> None:
        """Look whether the session needs something."""
