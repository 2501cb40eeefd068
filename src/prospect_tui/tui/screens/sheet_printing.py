"""A sheet copied, or saved as text, Markdown or PDF, from the screen."""

from pathlib import Path

from prospect_tui.i18n import _
from prospect_tui.tui.dialogs.choose import Choice, Choose
from prospect_tui.tui.screens.sheet_shown import ShownSheet


class SheetPrinting(ShownSheet, is_part=True):
    """A sheet that can be printed: all of it, its whole history included."""

    def action_print(self) -> None:
        """Ask how the sheet is wanted."""
        if self._sheet is None:
            return
        from prospect_tui.services.printing import Format  # noqa: PLC0415 - first print

        choices = [
            Choice("copy", _("Copy it as text")),
            Choice("copy_markdown", _("Copy it as Markdown")),
            *(Choice(one.value, self._file(one).name, _("saved here")) for one in Format),
            Choice("open", _("PDF, opened at once")),
        ]
        self.ask(Choose(_("Print the sheet: how?"), choices), self._print)

    def _print(self, how: str) -> None:
        from prospect_tui.services import printing  # noqa: PLC0415 - first print
        from prospect_tui.wording.printed_sheet import printed  # noqa: PLC0415 - idem

        sheet = printed(self.every_part(), self.context.workspace.clock.today())
        if how.startswith("copy"):
            wanted = printing.Format.TEXT if how == "copy" else printing.Format.MARKDOWN
            self.app.copy_to_clipboard(printing.text_of(sheet, wanted))
            self.tell(_("The sheet is copied."))
            return
        wanted = printing.Format.PDF if how == "open" else printing.Format(how)
        path = self._file(wanted)
        printing.write(path, sheet, wanted, overwrite=True)
        self.tell(_("Written: {path}").format(path=path))
        if how == "open":
            self._open(path)

    def _file(self, wanted: str) -> Path:
        """Return the file of this sheet: printed once more, it takes the place of the former."""
        from prospect_tui.services import printing  # noqa: PLC0415 - first print

        title = self._parts[0].lines[0].text
        return printing.default_name(Path.cwd(), title, printing.Format(wanted))

    def _open(self, path: Path) -> None:
        from prospect_tui.services.quote_files import open_file  # noqa: PLC0415 - first opening

        if not open_file(path):
            self.tell(_("No desktop here: open it yourself."))
