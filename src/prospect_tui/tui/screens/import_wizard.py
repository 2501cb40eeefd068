"""Importing a table: what was understood of it is corrected, then every row is told."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events, on
from textual.widgets import OptionList

from prospect_tui.domain.columns import IMPORTABLE_KEYS
from prospect_tui.domain.importing import FULL_NAME, OWN, SKIP, MappedColumn
from prospect_tui.domain.vocabulary import Nature
from prospect_tui.i18n import _
from prospect_tui.services import importing, prospect_files
from prospect_tui.services.importing import ImportPlan, ImportPreview, ImportReport
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.dialogs.choose import Choice, Choose
from prospect_tui.tui.dialogs.report import Report
from prospect_tui.tui.long_work import LongWork
from prospect_tui.tui.screens.import_preview import ShownImport
from prospect_tui.wording.imports import column_name, report_text, summary, target_label

_NATURES = ("", *(nature.value for nature in Nature))
_TARGETS = (OWN, SKIP, FULL_NAME, *IMPORTABLE_KEYS)


class ImportScreen(ShownImport):
    """The preview of an import, to be corrected and run."""

    SCOPE: ClassVar[str] = "import"

    def __init__(self, context: AppContext, preview: ImportPreview, *, open_file: str = "") -> None:
        """Show `preview`; `open_file` is the file open in the grid, offered as a target."""
        super().__init__(context, preview)
        self._open_file = open_file
        self._finished: ImportReport | None = None

    def on_screen_resume(self, _event: events.ScreenResume) -> None:
        """Leave for the rows if the import ended while another place was in use."""
        if self._finished is not None:
            self._leave(self._finished)

    # what is changed

    @on(OptionList.OptionSelected)
    def change_column(self, event: OptionList.OptionSelected) -> None:
        """Choose where a column goes."""
        event.stop()
        column = self.mapping[event.option_index]
        title = _("Where does “{column}” go?").format(column=column_name(column))
        self.ask(
            Choose(title, self._targets(column), start=column.target),
            lambda target: self._change(mapping=self.mapping.with_target(column.index, target)),
        )

    def _targets(self, column: MappedColumn) -> Sequence[Choice[str]]:
        """Return the fields, each with the other columns that go there already."""
        others: dict[str, list[str]] = {}
        for other in self.mapping:
            if other.index != column.index and other.target not in {OWN, SKIP}:
                others.setdefault(other.target, []).append(column_name(other))
        return [
            Choice(target, target_label(target), ", ".join(others.get(target, ())))
            for target in _TARGETS
        ]

    def _change(self, **choices: object) -> None:
        """Import otherwise: `choices` are fields of the plan."""
        self.plan = replace(self.plan, **choices)  # type: ignore[arg-type] # fields by name
        self.show_title()
        self.show_columns()

    def action_into(self) -> None:
        """Choose the file to fill: a new one, or one that exists."""
        new = prospect_files.free_name(self.context.workspace, self.plan.path.stem)
        names = [file.name for file in prospect_files.listed(self.context.workspace)]
        choices = [Choice("", new, _("new file")), *(Choice(name, name) for name in names)]
        start = self.plan.into or self._open_file
        self.ask(
            Choose(_("Into which file?"), choices, start=start),
            lambda name: self._change(into=name),
        )

    def action_nature(self) -> None:
        """Say whom the rows are about: as found, professionals, individuals, unknown."""
        place = _NATURES.index(self.plan.nature)
        self._change(nature=_NATURES[(place + 1) % len(_NATURES)])

    def action_duplicates(self) -> None:
        """Import the rows that are there already too, or leave them out."""
        self._change(keep_duplicates=not self.plan.keep_duplicates)

    def action_sheet(self) -> None:
        """Choose another sheet of the spreadsheet."""
        source = self.preview.source
        if len(source.sheets) < 2:  # noqa: PLR2004 - nothing to choose from
            self.tell(_("There is no other sheet."))
            return
        choices = [Choice(name, name) for name in source.sheets]
        self.ask(Choose(_("Which sheet?"), choices, start=source.sheet), self._open_sheet_named)

    def _open_sheet_named(self, name: str) -> None:
        path = self.plan.path
        self.run_long(
            lambda _work: importing.inspect(path, sheet=name),
            self._show_sheet,
            _("Reading {name}").format(name=name),
        )

    def _show_sheet(self, preview: ImportPreview) -> None:
        self.preview = preview
        self._change(mapping=preview.mapping, sheet=preview.source.sheet)
        self.show_texts()
        self.count()

    # the import itself

    def action_try(self) -> None:
        """Read every row without writing any, and tell what would become of them."""
        self._run(replace(self.plan, dry_run=True), self._tried)

    def action_run(self) -> None:
        """Import, with the progress at the foot; Esc stops and leaves nothing behind."""
        self._run(self.plan, self._imported)

    def _run(self, plan: ImportPlan, then: Callable[[ImportReport], None]) -> None:
        workspace, preview, total = self.context.workspace, self.preview, self.row_count

        def work(progress: LongWork) -> ImportReport:
            def report(rows: int) -> None:
                progress.done, progress.total = rows, total

            return importing.run_import(
                workspace, plan, report, progress.cancelled, preview=preview
            )

        self.run_long(work, then, _("Import of {name}").format(name=plan.path.name))

    def _tried(self, report: ImportReport) -> None:
        if not report.cancelled:
            title = _("What would be imported: nothing is written yet")
            self.app.push_screen(Report(title, report_text(report)))

    def _imported(self, report: ImportReport) -> None:
        if report.cancelled:
            self.tell(_("Import stopped: nothing was kept."))
        elif report.file_id is None:
            self.app.push_screen(Report(_("Nothing was imported"), report_text(report)))
        else:
            self.context.changed.ring(files=[report.file_id])
            if self.is_current:
                self._leave(report)
            else:
                self._finished = report
                self.tell(summary(report))

    def _leave(self, report: ImportReport) -> None:
        self.go("files", file_id=report.file_id, imported=report)
