"""A sheet copied, or saved as text, Markdown or PDF, from the screen."""

from typing import TYPE_CHECKING

from prospect_tui.i18n import _
from prospect_tui.services.sheets import OpportunitySheet
from prospect_tui.tui.screens.printing_out import ask_print
from prospect_tui.tui.screens.sheet_shown import ShownSheet

if TYPE_CHECKING:
    from prospect_tui.services.printing import PrintedSheet


class SheetPrinting(ShownSheet, is_part=True):
    """A sheet that can be printed: all of it, its whole history included."""

    def action_print(self) -> None:
        """Ask how the sheet is wanted."""
        if self._sheet is not None:
            ask_print(self, _("Print the sheet: how?"), self._title(), self._printed)

    def _title(self) -> str:
        """Return what the file is called after: the star is no part of it."""
        sheet = self._sheet
        if isinstance(sheet, OpportunitySheet):
            return sheet.opportunity.title
        return self._parts[0].lines[0].text

    def _printed(self) -> "PrintedSheet":
        from prospect_tui.wording.printed_sheet import printed  # noqa: PLC0415 - first print

        return printed(self.printed_parts(), self.context.workspace.clock.today())
