"""The preview of an import: what was understood of a table, column by column. It writes nothing."""

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from prospect_tui.domain.errors import ProspectError
from prospect_tui.domain.importing import OWN, SKIP, MappedColumn, Mapping
from prospect_tui.i18n import N_, _
from prospect_tui.services import importing, prospect_files
from prospect_tui.services.importing import ImportPlan, ImportPreview
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.screen import BaseScreen
from prospect_tui.tui.text import fit, plain
from prospect_tui.wording.imports import (
    column_name,
    nature_choice,
    source_line,
    source_remarks,
    target_label,
)
from prospect_tui.wording.own_columns import reserved_names

_ARROW = " → "
_NAME_SHARE, _TARGET_SHARE = 0.26, 0.3
"""Of the line, for a column's name and for where it goes."""
_AROUND = 5
"""Cells of a line for its margins and the scrollbar."""


class ShownImport(BaseScreen):
    """The preview of an import: each column, where it goes, its first filled values."""

    ABOUT = N_("What was understood of the file. Change what is wrong, then import.")
    AUTO_FOCUS = "OptionList"

    def __init__(self, context: AppContext, preview: ImportPreview) -> None:
        """Show `preview`, as it would be imported if nothing were changed."""
        super().__init__(context)
        self.preview = preview
        self.plan = ImportPlan(
            preview.source.path,
            mapping=preview.mapping,
            sheet=preview.source.sheet,
            unnamed=_("Column {number}"),
            reserved=reserved_names(),
        )
        self.row_count = 0

    @property
    def mapping(self) -> Mapping:
        """Return where each column goes."""
        return self.plan.mapping or self.preview.mapping

    def compose_body(self) -> ComposeResult:
        """Yield the summary, the list of columns and what there is to know of the source."""
        yield Static(id="import-title")
        yield OptionList(id="import-columns", markup=False)
        yield Static(id="import-remarks")

    def on_mount(self) -> None:
        """Count the rows."""
        self.count()

    def on_resize(self, _event: events.Resize) -> None:
        """Give the columns of the list their share of the new width."""
        self.show_title()
        self.show_columns()

    def show_texts(self) -> None:
        """Show the summary and the columns."""
        self.show_title()
        self.show_columns()
        remarks = [_("Enter changes where a column goes."), *source_remarks(self.preview.source)]
        self.query_one("#import-remarks", Static).update(plain(" ".join(remarks)))

    # what is shown

    def count(self) -> None:
        """Count the rows of the source, without making anybody wait."""
        preview = self.preview
        self.row_count = 0

        def work() -> None:
            try:
                count = importing.count_rows(preview)
            except ProspectError as error:
                self.call_later(self.fail, error)
            else:
                self.call_later(self._counted, preview, count)

        self.run_worker(work, thread=True, group="count")

    def _counted(self, preview: ImportPreview, count: int) -> None:
        if preview is self.preview:
            self.row_count = count
            self.show_title()

    def show_title(self) -> None:
        """Show what the source is, and how it would be imported."""
        plan = self.plan
        new = prospect_files.free_name(self.context.workspace, plan.path.stem)
        into = plan.into or _("{name} (new file)").format(name=new)
        duplicates = _("imported too") if plan.keep_duplicates else _("not imported")
        choices = _("People: {nature} · rows already there: {duplicates}")
        lines = (
            source_line(self.preview.source, self.row_count),
            _("Into: {file}").format(file=into),
            choices.format(nature=nature_choice(plan.nature), duplicates=duplicates),
        )
        room = max(1, self.size.width - 2)
        text = "\n".join(fit(line, room) for line in lines)
        self.query_one("#import-title", Static).update(Content(text))

    def show_columns(self) -> None:
        """Show where each column goes."""
        options = self.query_one(OptionList)
        place = options.highlighted
        options.clear_options()
        options.add_options([Option(self._line(column)) for column in self.mapping])
        options.highlighted = place or 0

    def _line(self, column: MappedColumn) -> Content:
        room = self.size.width - _AROUND
        name = fit(column_name(column), int(room * _NAME_SHARE))
        target = fit(target_label(column.target), int(room * _TARGET_SHARE))
        values = " · ".join(self.preview.samples.get(column.index, ()))
        rest = room - len(_ARROW) - int(room * _NAME_SHARE) - int(room * _TARGET_SHARE)
        style = "bold" if column.target not in {OWN, SKIP} else "dim"
        return (
            Content(f" {name}{_ARROW}")
            + Content(target).stylize(style)
            + Content(f"  {fit(values, rest)}")
        )
