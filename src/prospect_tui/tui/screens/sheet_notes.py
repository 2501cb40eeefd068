"""The notes of a sheet: a dated remark added, all of them copied as text."""

from typing import TYPE_CHECKING

from prospect_tui.i18n import _, formats, ngettext
from prospect_tui.services import notes, opportunities, sheets
from prospect_tui.tui.dialogs.prompt import Prompt
from prospect_tui.tui.screens.note_taking import remarks_on
from prospect_tui.tui.screens.sheet_law import SheetLaw
from prospect_tui.tui.text import plain

if TYPE_CHECKING:
    from textual.content import Content

    from prospect_tui.services.scoring import Owner


class SheetNotes(SheetLaw):
    """A sheet with a history."""

    def action_note(self) -> None:
        """Add a dated remark; a delicate word is told while it is typed."""
        chosen = self.chosen_opportunity()

        def save(text: str) -> str:
            add = notes.add_to_row if chosen is None else opportunities.add_note
            add(self.context.workspace, self.record_id, text)
            return text

        def remarks(text: str) -> "Content":
            return plain(remarks_on(text))

        def saved(_text: str) -> None:
            rows = [self.record_id] if chosen is None else []
            self.context.changed.ring(prospects=rows, opportunities=[chosen] if chosen else [])

        self.ask(Prompt(_("Note, dated now"), save, echo=remarks, precious=True), saved)

    def action_interest(self) -> None:
        """Note what the person, or those of the opportunity, did of themselves."""
        from prospect_tui.tui.screens.interest import note_interest  # noqa: PLC0415 - first one

        note_interest(self, *self._interested())

    def change_interest(self) -> None:
        """Note another sign of interest, or take one back."""
        from prospect_tui.tui.screens.interest import change_interest  # noqa: PLC0415 - first one

        change_interest(self, *self._interested())

    def _interested(self) -> "tuple[Owner, str]":
        from prospect_tui.domain.prospect import display_name  # noqa: PLC0415 - first one
        from prospect_tui.services.scoring import Owner  # noqa: PLC0415 - first one

        workspace, chosen = self.context.workspace, self.chosen_opportunity()
        if chosen is not None:
            title = sheets.opportunity_sheet(workspace, chosen).opportunity.title
            return Owner(opportunity=chosen), title
        values = sheets.prospect_sheet(workspace, self.record_id).prospect.values
        return Owner(row=self.record_id), display_name(values)

    def action_copy_notes(self) -> None:
        """Put calls and remarks on the clipboard, one dated line each, oldest first."""
        from prospect_tui.wording.notes import as_text  # noqa: PLC0415 - first copy

        workspace, chosen = self.context.workspace, self.chosen_opportunity()
        if chosen is None:
            history = sheets.prospect_sheet(workspace, self.record_id).history
        else:
            history = sheets.opportunity_sheet(workspace, chosen).history
        lines = as_text(history, workspace.zone)
        if not lines:
            self.tell(_("There is no note yet."))
            return
        self.app.copy_to_clipboard("\n".join(lines))
        said = ngettext("{count} line copied", "{count} lines copied", len(lines))
        self.tell(said.format(count=formats.number(len(lines))))
