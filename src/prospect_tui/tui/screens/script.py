"""The call script in front of a row: what to say, where an objection leads, what was answered."""

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content

from prospect_tui.domain.opportunities import CONDITIONS, FIVE_W
from prospect_tui.domain.scripts import Branch, Line, filled
from prospect_tui.domain.values import NO, YES
from prospect_tui.i18n import N_, _, current_language
from prospect_tui.i18n.labels import condition_label, five_w_label
from prospect_tui.services import scripts
from prospect_tui.services.scripts import ScriptSheet
from prospect_tui.tui.context import AppContext, Change
from prospect_tui.tui.dialogs.prompt import Prompt
from prospect_tui.tui.screen import BaseScreen
from prospect_tui.tui.screens.lines_editor import LinesEditor
from prospect_tui.tui.text import plain
from prospect_tui.tui.widgets.lines_view import LinesView, PageLine
from prospect_tui.tui.widgets.page_parts import blank, field, paragraph, section
from prospect_tui.tui.widgets.two_ends import TwoEnds
from prospect_tui.wording.cells import editable_text, title
from prospect_tui.wording.columns import column_names
from prospect_tui.wording.people import KNOWN, UNKNOWN
from prospect_tui.wording.typed import echo

_CONDITION = "has_"


class Ref(NamedTuple):
    """What Enter does on a line: go to a branch, or put down an answer."""

    branch: str = ""
    field: str = ""


class ScriptScreen(BaseScreen):
    """The script of one row, walked by the letters of its branches."""

    SCOPE: ClassVar[str] = "script"
    ABOUT = N_(
        "What to say, filled in for this row. A letter goes to the branch that bears it, Esc comes"
        " back. Enter on a question puts down the answer in its field."
    )
    AUTO_FOCUS = "LinesView"

    def __init__(self, context: AppContext, prospect_id: int) -> None:
        """Begin with what is said first."""
        super().__init__(context)
        self._prospect_id = prospect_id
        self._sheet = self._read()
        self._walked: list[str] = []
        """The titles of the branches walked through, the present one last."""

    def compose_body(self) -> ComposeResult:
        """Compose the name of the row and the page."""
        yield TwoEnds(id="script-title")
        yield LinesView(self._page)

    def on_mount(self) -> None:
        """Show where one is."""
        self._show()

    def on_changed(self, _change: Change) -> None:
        """Read again what is known."""
        self._sheet = self._read()
        self.query_one(LinesView).renew()

    def _read(self) -> ScriptSheet:
        return scripts.sheet_of(
            self.context.workspace, self._prospect_id, current_language(), column_names
        )

    # walking

    def on_key(self, event: events.Key) -> None:
        """Go to the branch whose letter is typed."""
        letter = (event.character or "").lower()
        found = next((one for one in self._sheet.script.branches if one.key == letter), None)
        if letter and found is not None and self.app.screen is self:
            event.stop()
            event.prevent_default()
            self._go(found.title)

    async def action_back(self) -> None:
        """Come back from a branch, else to the call."""
        if self._walked:
            self._walked.pop()
            self._show()
        else:
            await super().action_back()

    def _go(self, name: str) -> None:
        self._walked.append(name)
        self._show()

    def _show(self) -> None:
        here = self._walked[-1] if self._walked else _("What is said first")
        self.query_one(TwoEnds).show(f" {self._sheet.name} · {here}", "")
        self.query_one(LinesView).renew(from_top=True)

    @property
    def _branch(self) -> Branch:
        """Return the branch in which one is; the opening has no title."""
        name = self._walked[-1] if self._walked else ""
        known = {branch.title: branch for branch in self._sheet.script.branches}
        return known.get(name) or Branch("", "", self._sheet.script.opening)

    # answering

    @on(LinesView.Opened)
    def answer_line(self) -> None:
        """Answer at a double click."""
        self.action_answer()

    def action_answer(self) -> None:
        """Put down the answer of the question under the cursor, or go to its branch."""
        ref = self.query_one(LinesView).cursor
        if not isinstance(ref, Ref):
            return
        if ref.branch:
            self._go(ref.branch)
        elif ref.field.startswith(_CONDITION):
            self._save(ref.field, NO if self._sheet.answers.get(ref.field) == YES else YES)
        else:
            self._ask(ref.field)

    def _ask(self, name: str) -> None:
        column = self._sheet.columns.get(name)
        value = self._sheet.answers.get(name, "")

        def save(text: str) -> str:
            if text != value:
                self._save(name, text)
            return text

        def meaning(text: str) -> Content:
            return plain(echo(self.context.workspace, column, text).text) if column else plain("")

        shown = editable_text(column, value) if column else value
        question = Prompt(self._label(name), save, value=shown, echo=meaning, precious=True)
        self.ask(question, lambda _text: None)

    def _save(self, name: str, text: str) -> None:
        scripts.put_down(self.context.workspace, self._sheet, name, text)
        self.context.changed.ring(prospects=[self._prospect_id])

    def action_edit_script(self) -> None:
        """Change the script of the file."""
        workspace, file_id = self.context.workspace, self._sheet.file_id
        present = scripts.script_text(workspace, file_id)

        def save(text: str) -> None:
            names = column_names(self._sheet.columns)
            strange = scripts.save_script(workspace, file_id, text, names)
            if strange:
                said = _("Nothing is known by this name: {names}")
                self.tell(said.format(names=", ".join(strange)))

        text = present or scripts.default_text(current_language())
        editor = LinesEditor(_("Script of this file"), text, save)
        self.ask(editor, lambda _text: self.context.changed.ring(prospects=[self._prospect_id]))

    # drawing

    def _page(self, cells: int) -> list[PageLine]:
        return [
            blank(),
            *self._said(self._branch, cells),
            blank(),
            *section(_("Where next"), self._branches(cells), cells),
            *section(_("What is known of the project"), self._checklist(cells), cells),
        ]

    def _said(self, branch: Branch, cells: int) -> Iterator[PageLine]:
        for line in branch.lines:
            if line.field:
                yield from self._question(line, cells)
            elif line.text:
                text = filled(line.text, self._sheet.facts)
                mark = "• " if line.is_item else ""
                yield from paragraph(mark + text, cells, look="strong", hang=len(mark))
            else:
                yield blank()

    def _question(self, line: Line, cells: int) -> Iterator[PageLine]:
        ref = Ref(field=line.field)
        text = filled(line.text, self._sheet.facts)
        yield from paragraph(text, cells, look="strong", ref=ref)
        answer = _("{name}: {value}").format(
            name=self._label(line.field), value=self._answer(line.field)
        )
        yield from paragraph(answer, cells, ref=ref, indent=3)

    def _branches(self, cells: int) -> Iterator[PageLine]:
        for branch in self._sheet.script.branches:
            look = "muted" if branch.title in self._walked else ""
            text = f"{branch.key or ' '}  {branch.title}"
            yield from paragraph(text, cells, look=look, ref=Ref(branch=branch.title), hang=3)

    def _checklist(self, cells: int) -> Iterator[PageLine]:
        for name in (*(f"has_{one}" for one in CONDITIONS), *(f"w_{one}" for one in FIVE_W)):
            yield from field(self._label(name), self._answer(name), cells, ref=Ref(field=name))

    def _answer(self, name: str) -> str:
        value = self._sheet.answers.get(name, "")
        if name.startswith(_CONDITION):
            return KNOWN if value == YES else UNKNOWN
        column = self._sheet.columns.get(name)
        return (editable_text(column, value) if column else value) or UNKNOWN

    def _label(self, name: str) -> str:
        if name.startswith(_CONDITION):
            return condition_label(name.removeprefix(_CONDITION))
        if name.startswith("w_"):
            return five_w_label(name.removeprefix("w_"))
        return title(self._sheet.columns[name])
