"""Importing a table: what was understood of it, to be corrected, then every row told."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from prospect_tui.domain.columns import IMPORTABLE_KEYS
from prospect_tui.domain.errors import ProspectError
from prospect_tui.domain.importing import FULL_NAME, OWN, SKIP, MappedColumn, Mapping
from prospect_tui.domain.vocabulary import Nature
from prospect_tui.i18n import N_, _
from prospect_tui.services import importing, prospect_files
from prospect_tui.services.importing import ImportPlan, ImportPreview, ImportReport
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.dialogs.choose import Choice, Choose
from prospect_tui.tui.dialogs.report import Report
from prospect_tui.tui.long_work import LongWork
from prospect_tui.tui.screen import BaseScreen
from prospect_tui.tui.text import fit, plain
from prospect_tui.wording.imports import (
    column_name,
    nature_choice,
    report_text,
    source_line,
    source_remarks,
    summary,
    target_label,
)

_NATURES = ("", *(nature.value for nature in Nature))
_TARGETS = (OWN, SKIP, FULL_NAME, *IMPORTABLE_KEYS)
_ARROW = " → "
_NAME_SHARE, _TARGET_SHARE = 0.26, 0.3
"""Of the line, for a column's name and for where it goes."""
_AROUND = 6
"""Cells of a line for its margins and the scrollbar."""


class ImportScreen(BaseScreen):
    """The preview of an import: each column, where it goes, its first filled values."""

    SCOPE: ClassVar[str] = "import"
    ABOUT = N_("What was understood of the file. Change what is wrong, then import.")
    AUTO_FOCUS = "OptionList"

    def __init__(self, context: AppContext, preview: ImportPreview, *, open_file: str = "") -> None:
        """Show `preview`; `open_file` is the file open in the grid, offered as a target."""
        super().__init__(context)
        self._preview = preview
        self._plan = ImportPlan(
            preview.source.path,
            mapping=preview.mapping,
            sheet=preview.source.sheet,
            unnamed=_("Column {number}"),
        )
        self._open_file = open_file
        self._row_count = 0
        self._finished: ImportReport | None = None

    @property
    def mapping(self) -> Mapping:
        """Return where each column goes."""
        return self._plan.mapping or self._preview.mapping

    def compose_body(self) -> ComposeResult:
        """Yield the summary, the list of columns and what there is to know of the source."""
        yield Static(id="import-title")
        yield OptionList(id="import-columns", markup=False)
        yield Static(id="import-remarks")

    def on_mount(self) -> None:
        """Count the rows, without making anybody wait."""
        self._count()

    def on_resize(self, _event: events.Resize) -> None:
        """Give the columns of the list their share of the new width."""
        self._show_title()
        self._show_columns()

    def on_screen_resume(self, _event: events.ScreenResume) -> None:
        """Leave for the rows if the import ended while another place was in use."""
        if self._finished is not None:
            self._leave(self._finished)

    def show_texts(self) -> None:
        """Show the summary and the columns."""
        self._show_title()
        self._show_columns()
        remarks = [_("Enter changes where a column goes."), *source_remarks(self._preview.source)]
        self.query_one("#import-remarks", Static).update(plain(" ".join(remarks)))

    # what is shown

    def _count(self) -> None:
        preview = self._preview
        self._row_count = 0

        def work() -> None:
            try:
                count = importing.count_rows(preview)
            except ProspectError as error:
                self.call_later(self.fail, error)
            else:
                self.call_later(self._counted, preview, count)

        self.run_worker(work, thread=True, group="count")

    def _counted(self, preview: ImportPreview, count: int) -> None:
        if preview is self._preview:
            self._row_count = count
            self._show_title()

    def _show_title(self) -> None:
        plan = self._plan
        new = prospect_files.free_name(self.context.workspace, plan.path.stem)
        into = plan.into or _("{name} (new file)").format(name=new)
        duplicates = _("imported too") if plan.keep_duplicates else _("not imported")
        choices = _("People: {nature} · rows already there: {duplicates}")
        lines = (
            source_line(self._preview.source, self._row_count),
            _("Into: {file}").format(file=into),
            choices.format(nature=nature_choice(plan.nature), duplicates=duplicates),
        )
        room = max(1, self.size.width - 2)
        text = "\n".join(fit(line, room) for line in lines)
        self.query_one("#import-title", Static).update(Content(text))

    def _show_columns(self) -> None:
        options = self.query_one(OptionList)
        place = options.highlighted
        options.clear_options()
        options.add_options([Option(self._line(column)) for column in self.mapping])
        options.highlighted = place or 0

    def _line(self, column: MappedColumn) -> Content:
        room = self.size.width - _AROUND
        name = fit(column_name(column), int(room * _NAME_SHARE))
        target = fit(target_label(column.target), int(room * _TARGET_SHARE))
        values = " · ".join(self._preview.samples.get(column.index, ()))
        rest = room - len(_ARROW) - int(room * _NAME_SHARE) - int(room * _TARGET_SHARE)
        style = "bold" if column.target not in {OWN, SKIP} else "dim"
        return (
            Content(f" {name}{_ARROW}")
            + Content(target).stylize(style)
            + Content(f"  {fit(values, rest)}")
        )

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
        self._plan = replace(self._plan, **choices)  # type: ignore[arg-type] # fields by name
        self._show_title()
        self._show_columns()

    def action_into(self) -> None:
        """Choose the file to fill: a new one, or one that exists."""
        new = prospect_files.free_name(self.context.workspace, self._plan.path.stem)
        names = [file.name for file in prospect_files.files(self.context.workspace)]
        choices = [Choice("", new, _("new file")), *(Choice(name, name) for name in names)]
        start = self._plan.into or self._open_file
        self.ask(
            Choose(_("Into which file?"), choices, start=start),
            lambda name: self._change(into=name),
        )

    def action_nature(self) -> None:
        """Say whom the rows are about: as found, professionals, individuals, unknown."""
        place = _NATURES.index(self._plan.nature)
        self._change(nature=_NATURES[(place + 1) % len(_NATURES)])

    def action_duplicates(self) -> None:
        """Import the rows that are there already too, or leave them out."""
        self._change(keep_duplicates=not self._plan.keep_duplicates)

    def action_sheet(self) -> None:
        """Choose another sheet of the spreadsheet."""
        source = self._preview.source
        if len(source.sheets) < 2:  # noqa: PLR2004 - nothing to choose from
            self.tell(_("There is no other sheet."))
            return
        choices = [Choice(name, name) for name in source.sheets]
        self.ask(Choose(_("Which sheet?"), choices, start=source.sheet), self._open_sheet_named)

    def _open_sheet_named(self, name: str) -> None:
        path = self._plan.path
        self.run_long(
            lambda _work: importing.inspect(path, sheet=name),
            self._show_sheet,
            _("Reading {name}").format(name=name),
        )

    def _show_sheet(self, preview: ImportPreview) -> None:
        self._preview = preview
        self._change(mapping=preview.mapping, sheet=preview.source.sheet)
        self._count()

    # the import itself

    def action_try(self) -> None:
        """Read every row without writing any, and tell what would become of them."""
        self._run(replace(self._plan, dry_run=True), self._tried)

    def action_run(self) -> None:
        """Import, with the progress at the foot; Esc stops and leaves nothing behind."""
        self._run(self._plan, self._imported)

    def _run(self, plan: ImportPlan, then: Callable[[ImportReport], None]) -> None:
        workspace, preview, total = self.context.workspace, self._preview, self._row_count

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
