"""Tables in and out of the files screen: the questions before, the news after."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prospect_tui.domain.columns import Column
from prospect_tui.i18n import _, formats, ngettext
from prospect_tui.services import exporting, importing, typed_paths
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.dialogs import confirm, prompt
from prospect_tui.tui.long_work import LongWork
from prospect_tui.tui.screens.files_columns import FilesColumns
from prospect_tui.wording.cells import exported_text, title

if TYPE_CHECKING:
    from prospect_tui.services.grid import GridRecord
    from prospect_tui.services.importing import ImportPreview, ImportReport


class FilesTransfer(FilesColumns, is_part=True):
    """Importing into files, exporting the rows shown."""

    def __init__(self, context: AppContext) -> None:
        """Begin in the user's own folder."""
        super().__init__(context)
        self._folder = Path.home()

    # in

    def action_import(self) -> None:
        """Ask for a file, then show what was understood of it."""
        from prospect_tui.tui.screens.paths import ChooseFile  # noqa: PLC0415 - first import

        if self.may_write():
            question = ChooseFile(
                _("File to import (CSV, Excel, LibreOffice)"),
                importing.SUFFIXES,
                self.context.workspace.zone,
                folder=self._folder,
            )
            self.ask(question, self._look_at)

    def _look_at(self, path: Path) -> None:
        """Read what the file is, off the keyboard's way: a spreadsheet may take seconds."""
        self._folder = path.parent

        def work(_work: LongWork) -> "ImportPreview":
            return importing.inspect(path)

        self.run_long(work, self._preview, _("Reading {name}").format(name=path.name))

    def _preview(self, preview: "ImportPreview") -> None:
        from prospect_tui.tui.screens.import_wizard import ImportScreen  # noqa: PLC0415 - idem

        into = self.file.name if self.file is not None else ""
        self.app.push_screen(ImportScreen(self.context, preview, open_file=into))

    def visit(
        self, *, file_id: int | None = None, imported: "ImportReport | None" = None, **_wanted: Any
    ) -> None:
        """Open the file that another screen asks for; tell what became of an import."""
        super().visit(file_id=file_id)
        if imported is not None:
            self._tell_imported(imported)

    def _tell_imported(self, imported: "ImportReport") -> None:
        from prospect_tui.tui.dialogs.report import Report  # noqa: PLC0415 - after an import
        from prospect_tui.wording.imports import report_text, summary  # noqa: PLC0415 - idem

        if imported.rejected:
            report = Report(_("Rows not imported"), report_text(imported))
            self.app.push_screen(report, lambda _closed: self.tell(summary(imported)))
        else:
            self.tell(summary(imported))

    # out

    def action_export(self) -> None:
        """Write the rows shown, with every column, to a CSV or a spreadsheet."""
        if self.file is None:
            return
        name = self.file.name
        question = prompt.Prompt(
            _("Export the rows shown to (.csv or .xlsx)"),
            lambda text: exporting.target_path(typed_paths.typed_path(text), name),
            value=str(exporting.default_path(self._folder, name)),
        )
        self.ask(question, self._check_target)

    def _check_target(self, path: Path) -> None:
        if not typed_paths.is_there(path):
            self._export(path, overwrite=False)
            return
        question = _("“{name}” exists already. Replace it?").format(name=path.name)
        replace = partial(self._export, path, overwrite=True)
        self.ask(confirm.Confirm(question, accept=_("replace")), lambda _yes: replace())

    def _export(self, path: Path, *, overwrite: bool) -> None:
        assert self.file is not None
        workspace, file_id, view = self.context.workspace, self.file.id, self.view
        self._folder = path.parent

        def shown(column: Column, value: str, record: "GridRecord") -> str:
            return exported_text(column, value, record, workspace.zone)

        def work(progress: LongWork) -> int:
            return exporting.export_rows(
                workspace,
                file_id,
                path,
                view=view,
                titles=title,
                shown=shown,
                overwrite=overwrite,
                progress=progress.report,
            )

        self.run_long(
            work, partial(self._exported, path), _("Export to {name}").format(name=path.name)
        )

    def _exported(self, path: Path, count: int) -> None:
        text = ngettext("{count} row written to {path}", "{count} rows written to {path}", count)
        self.tell(text.format(count=formats.number(count), path=path))
