"""A sheet copied, or saved as text, Markdown or PDF, from the screen."""

from typing import TYPE_CHECKING

from prospect_tui.i18n import _
from prospect_tui.tui.screens.printing_out import ask_print
from prospect_tui.tui.screens.sheet_shown import ShownSheet

if TYPE_CHECKING:
    from prospect_tui.services.printing import PrintedSheet


class SheetPrinting(ShownSheet, is_part=True):
    """A sheet that can be printed: all of it, its whole history included."""

    def action_print(self) -> None:
        """Ask how the sheet is wanted."""
        if self._sheet is not None:
            title = self._parts[0].lines[0].text
            ask_print(self, _("Print the sheet: how?"), title, self._printed)

    def _printed(self) -> "PrintedSheet":
        from prospect_tui.wording.printed_sheet import printed  # noqa: PLC0415 - first print

        return printed(self.every_part(), self.context.workspace.clock.today())
