"""How the call cockpit looks: the panels, the note, the two lines of figures and of what is saved.

The panels are drawn from what lies on the desk, without any layout: going to the next row costs
a repaint.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from prospect_tui.domain.columns import Column
from prospect_tui.domain.joining import joined
from prospect_tui.i18n import _, current_language
from prospect_tui.i18n.key_names import key_name
from prospect_tui.services import cockpit, prospect_files, saved_views
from prospect_tui.services.cockpit import ProspectRecord
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.screens import calls_lines
from prospect_tui.tui.screens.calls_desk import CallDesk
from prospect_tui.tui.screens.calls_empty import empty_page
from prospect_tui.tui.screens.note_taking import NoteTaking
from prospect_tui.tui.text import width
from prospect_tui.tui.widgets.card_page import CardPage
from prospect_tui.tui.widgets.lines_view import PageLine
from prospect_tui.tui.widgets.page_parts import Page, paragraph
from prospect_tui.tui.widgets.queue_list import QueueList
from prospect_tui.tui.widgets.result_panel import ResultPanel
from prospect_tui.tui.widgets.two_ends import GAP, TwoEnds

if TYPE_CHECKING:
    from prospect_tui.tui.widgets.practice_lines import PracticeLines

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
        "interest",
    }
)
"""The actions that need a row in hand."""


class CallsView(NoteTaking):
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
        self._openings: dict[int, Sequence[str]] = {}
        """What the script of each file says first, read once."""
        self._shown: int | None = None
        self._practice_lines: PracticeLines | None = None

    def compose_body(self) -> ComposeResult:
        """Yield the figures, the three panels, the note and what was saved last."""
        if self.context.practice is not None:
            from prospect_tui.tui.widgets.practice_lines import PracticeLines  # noqa: PLC0415 - rare

            self._practice_lines = PracticeLines(self.context.practice)
            yield self._practice_lines
        yield TwoEnds(id="figures")
        with Horizontal(id="panels"):
            yield QueueList()
            yield CardPage(self._page)
            yield ResultPanel()
        yield self.note_line()
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

    def show_desk(self) -> None:
        """Draw what lies on the desk."""
        desk, today = self.desk, self.context.workspace.clock.today()
        row_id, card = desk.row_id, desk.card
        most = self.context.workspace.settings.max_attempts
        coming = calls_lines.queue_lines(desk.upcoming, row_id, today, most)
        self.query_one(QueueList).show(_("Next"), coming)
        self.query_one(CardPage).renew(from_top=row_id != self._shown)
        results = calls_lines.result_lines(card, today) if card else []
        self.query_one(ResultPanel).show(_("Result"), results)
        self.note.load(row_id, card.draft if card else "")
        self.show_figures()
        if self._practice_lines is not None:
            self._practice_lines.look_again()
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

        A toast besides would hide this very line, and double the time to the next row; one that
        is there tells of what was done before, and goes, unless it tells of a failure.
        """
        if not self.query("Toast.-error"):
            self.app.clear_notifications()
        self.show_status(joined(text, about))

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        """Leave out what needs a row when there is none, and what never acts here."""
        if self.leaves_out(action):
            return False
        if action == "not_called":
            return self.desk.dialled_at is not None or self.desk.unanswered_since is not None
        return self.desk.card is not None or action not in ON_A_ROW

    def leaves_out(self, action: str) -> bool:
        """Leave out the clock unless one rehearses."""
        return action == "clock" and self.context.practice is None

    def action_scroll_card(self, count: int) -> None:
        """Move in the card."""
        self.query_one(CardPage).action_step(count)

    def _page(self, cells: int) -> Sequence[PageLine]:
        """Return the card, or what to do when there is nobody to call."""
        desk, workspace = self.desk, self.context.workspace
        if desk.card is None:
            if desk.is_seeking:
                return paragraph(_("Looking for who is next…"), cells, look="heading", indent=0)
            return empty_page(workspace, desk.scope, self.context.keys, cells)
        own = self._own_of(desk.card.prospect.file_id)
        page = Page(cells, workspace.clock.today(), workspace.zone)
        opening = self._opening(desk.card.prospect) if self.size.width >= WIDE else ()
        return calls_lines.card_page(
            desk.card, desk.number, own, page, opening, self._unanswered_line(page)
        )

    def _unanswered_line(self, page: Page) -> str:
        """Return that the row was dialled and its call has no result, or ""."""
        at = self.desk.unanswered_since
        if at is None:
            return ""
        key = key_name(self.context.keys["calls.not_called"].keys[0])
        return calls_lines.unanswered_line(at, page, key)

    def _opening(self, record: ProspectRecord) -> list[str]:
        """Return what the script of the file says first, filled in for the row."""
        from prospect_tui.domain.scripts import filled  # noqa: PLC0415 - not in a small terminal
        from prospect_tui.services import scripts  # noqa: PLC0415 - not in a small terminal

        workspace, file_id = self.context.workspace, record.file_id
        if file_id not in self._openings:
            self._openings[file_id] = scripts.opening(workspace, file_id, current_language())
        facts = scripts.facts_of(workspace, record)
        return [filled(text, facts) for text in self._openings[file_id]]

    def show_figures(self) -> None:
        """Draw the first line: how the session or the day goes, and whose rows are called."""
        card = self.desk.card
        names = [card.prospect.file_name] if card else self._file_names()
        shown = joined(self._view_name(), *self.desk.scope.tags, *names)
        room = self.size.width - min(width(shown), self.size.width // 4) - len("  ") - GAP
        self.query_one("#figures", TwoEnds).show(self.figures_text(room), shown)

    def figures_text(self, room: int) -> str:  # noqa: ARG002 - what is shorter is in the subclass
        """Return how the day goes, in `room` cells if it can be."""
        return calls_lines.figures_line(cockpit.todays_figures(self.context.workspace))

    def _file_names(self) -> list[str]:
        """Return the names of the files to which the queue is limited."""
        chosen = self.desk.scope.files
        if not chosen:
            return []
        listed = prospect_files.listed(self.context.workspace)
        return [file.name for file in listed if file.id in chosen]

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
