"""Importing a table: what was understood of it, to be corrected, then every row told."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from prospect_tui.domain.columns import IMPORTABLE_KEYS
from prospect_tui.domain.importing import FULL_NAME, OWN, SKIP, MappedColumn
from prospect_tui.domain.vocabulary import Nature
from prospect_tui.i18n import N_, _, formats, ngettext
from prospect_tui.i18n.labels import nature_label
from prospect_tui.services import importing, prospect_files
from prospect_tui.services.importing import ImportPlan, ImportPreview, ImportReport
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.dialogs.choose import Choice, Choose
from prospect_tui.tui.dialogs.prompt import Prompt
from prospect_tui.tui.dialogs.report import Report
from prospect_tui.tui.long_work import LongWork
from prospect_tui.tui.screen import BaseScreen
from prospect_tui.tui.text import fit, plain
from prospect_tui.wording.imports import report_text, target_label

_NATURES = ("", *Nature)


def path_prompt() -> Prompt[Path]:
    """Return the question of the file to import."""
    return Prompt(_("File to import (CSV, Excel, LibreOffice)"), _existing, value="~/")


def _existing(text: str) -> Path:
    path = Path(text.strip().strip("'\"")).expanduser()
    importing.inspect(path)
    return path


class ImportScreen(BaseScreen):
    """The preview of an import: each column, where it goes, its first filled values."""

    SCOPE: ClassVar[str] = "import"
    ABOUT = N_("What was understood of the file. Change what is wrong, then import.")

    def __init__(self, context: AppContext, path: Path, *, open_file: str = "") -> None:
        """Preview `path`; `open_file` is the file open in the grid, offered as a target."""
        super().__init__(context)
        self._path = path
        self._preview: ImportPreview = importing.inspect(path)
        self._mapping = self._preview.mapping
        self._into = ""
        self._open_file = open_file
        self._nature = ""

    def compose_body(self) -> ComposeResult:
        """Yield the summary and the list of columns."""
        yield Static(id="import-title")
        yield OptionList(id="import-columns")

    def show_texts(self) -> None:
        """Show the summary and the columns."""
        self._show_title()
        self._show_columns()
        self.query_one(OptionList).focus()

    def _show_title(self) -> None:
        source = self._preview.source
        found = " · ".join(
            part
            for part in (source.format.upper(), source.encoding, _delimiter(source.delimiter),
                         source.sheet)
            if part
        )  # fmt: skip
        into = self._into or prospect_files.free_name(self.context.workspace, self._path.stem)
        nature = nature_label(self._nature) if self._nature else _("as found")
        lines = [
            f"{self._path.name} · {found}",
            _("Into: {file} · rows are about: {nature}").format(file=into, nature=nature),
        ]
        self.query_one("#import-title", Static).update(plain(lines[0]) + "\n" + plain(lines[1]))

    def _show_columns(self) -> None:
        options = self.query_one(OptionList)
        place = options.highlighted
        options.clear_options()
        options.add_options([Option(self._line(column)) for column in self._mapping])
        options.highlighted = place or 0

    def _line(self, column: MappedColumn) -> Content:
        name = column.header or _("Column {number}").format(number=column.index + 1)
        values = " · ".join(self._preview.samples.get(column.index, ()))
        target = target_label(column.target)
        style = "bold" if column.target not in {OWN, SKIP} else "dim"
        return Content.assemble(
            (fit(name, 24, "left"), ""),
            " → ",
            (fit(target, 24, "left"), style),
            "  ",
            plain(values),
        )

    @on(OptionList.OptionSelected)
    def change_column(self, event: OptionList.OptionSelected) -> None:
        """Choose where a column goes."""
        event.stop()
        column = self._mapping[event.option_index]
        choices: Sequence[Choice[str]] = [
            Choice(target, target_label(target))
            for target in (OWN, SKIP, FULL_NAME, *IMPORTABLE_KEYS)
        ]

        def choose(target: str) -> None:
            self._mapping = self._mapping.with_target(column.index, target)
            self._show_columns()

        title = _("Where does “{column}” go?").format(column=column.header)
        self.ask(Choose(title, choices, start=column.target), choose)

    def action_into(self) -> None:
        """Choose the file to fill: a new one, or one that exists."""
        new = prospect_files.free_name(self.context.workspace, self._path.stem)
        names = [file.name for file in prospect_files.files(self.context.workspace)]
        choices = [Choice("", new, _("new file"))]
        choices += [Choice(name, name) for name in names]

        def choose(name: str) -> None:
            self._into = name
            self._show_title()

        self.ask(Choose(_("Into which file?"), choices, start=self._open_file), choose)

    def action_nature(self) -> None:
        """Say whom the rows are about: as found, professionals, individuals, unknown."""
        place = _NATURES.index(self._nature)
        self._nature = str(_NATURES[(place + 1) % len(_NATURES)])
        self._show_title()

    def action_run(self) -> None:
        """Import, with the progress at the foot; Esc stops and leaves nothing behind."""
        plan = ImportPlan(
            self._path,
            into=self._into,
            mapping=self._mapping,
            nature=self._nature,
            unnamed=_("Column {number}"),
        )
        workspace, preview = self.context.workspace, self._preview

        def work(progress: LongWork) -> ImportReport:
            total = importing.count_rows(preview)

            def report(rows: int) -> None:
                progress.done, progress.total = rows, total

            return importing.run_import(workspace, plan, report, progress.cancelled)

        self.run_long(work, self._imported, _("Import of {name}").format(name=self._path.name))

    def _imported(self, report: ImportReport) -> None:
        if report.cancelled:
            self.tell(_("Import stopped: nothing was kept."))
            return
        assert report.file_id is not None
        self.context.changed.ring(files=[report.file_id])
        text = ngettext("{count} row imported", "{count} rows imported", report.imported)
        self.tell(text.format(count=formats.number(report.imported)))
        app = self.app
        self.go("files", file_id=report.file_id)
        if report.rejected:
            app.call_later(app.push_screen, Report(_("Rows not imported"), report_text(report)))


def _delimiter(delimiter: str) -> str:
    names = {";": ";", ",": ",", "\t": _("tab"), "|": "|"}
    return names.get(delimiter, delimiter)
