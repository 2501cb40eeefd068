"""Writing in many rows from the files screen: at once or in a thread, then shown and told.

Rows stay where they are until they are asked to be sorted again.
"""

from array import array
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from prospect_tui.domain.columns import Column
from prospect_tui.i18n import _, formats, ngettext
from prospect_tui.tui.context import AppContext, Change
from prospect_tui.tui.screens.files_transfer import FilesTransfer

if TYPE_CHECKING:
    from prospect_tui.services.cells import CellsWritten, Progress

Answer = TypeVar("Answer")

AT_ONCE = 500
"""Cells or rows that are read or written before anybody feels it; more are in a thread."""
RUNG_BY_ROW = 2_000
"""Rows of which other screens are told one by one; of more, that the file has changed."""


class FilesWriting(FilesTransfer, is_part=True):
    """What every act on many cells or rows has in common."""

    def __init__(self, context: AppContext) -> None:
        """Begin with nothing written."""
        super().__init__(context)
        self._rows_stay = False
        """Whether the change to be heard next is of this screen's own doing."""

    def run_block(
        self,
        count: int,
        work: Callable[["Progress"], Answer],
        then: Callable[[Answer], object],
        label: str,
    ) -> None:
        """Do a work on `count` cells or rows: at once, or in a thread when it would be felt."""
        if count <= AT_ONCE:
            then(work(_untold))
        else:
            self.run_long(lambda progress: work(progress.report), then, label)

    def _work_ended(self, report: Callable[[], object]) -> None:
        """As `BaseScreen._work_ended`; rows that could not be read meanwhile are read again."""
        self.grid.refresh_all()
        super()._work_ended(report)

    def show_written(self, done: "CellsWritten") -> None:
        """Show cells that are on disk, and say how many, and how many of them are wrong."""
        parts = [ngettext("{count} cell written", "{count} cells written", done.cells)]
        counts = [done.cells]
        if done.added:
            parts.append(ngettext("{count} row added", "{count} rows added", len(done.added)))
            counts.append(len(done.added))
            self.show_added(done.added)
        if done.problems:
            text = ngettext("{count} to check (!)", "{count} to check (!)", done.problems)
            parts.append(text)
            counts.append(done.problems)
        if done.skipped:
            text = ngettext(
                "{count} left alone: it fills itself",
                "{count} left alone: they fill themselves",
                done.skipped,
            )
            parts.append(text)
            counts.append(done.skipped)
        pairs = zip(parts, counts, strict=True)
        self.tell(" · ".join(part.format(count=formats.number(n)) for part, n in pairs))
        self.rows_written(done.rows)

    def show_rows(self, ids: "array[int]", *, added: int = 0) -> None:
        """Show these rows, of a file that has so many more than before."""
        self.row_count += added
        self.drop_query()
        self.show_ids(ids)

    def rows_written(
        self,
        ids: Sequence[int],
        *,
        opportunities: Sequence[int] = (),
        is_file_changed: bool = False,
    ) -> None:
        """Read rows again where they stand, and let every screen know.

        With `is_file_changed`, the file has other rows than before.
        """
        self.grid.refresh_rows(ids)
        self.explain_cell()
        changed = self.context.changed
        if len(ids) <= RUNG_BY_ROW and not is_file_changed:
            if ids or opportunities:
                changed.ring(prospects=ids, opportunities=opportunities, by=self)
            return
        assert self.file is not None
        self._rows_stay = True
        changed.ring(files=[self.file.id], opportunities=opportunities)
        self.call_later(self._heard_own)

    def _heard_own(self) -> None:
        self._rows_stay = False

    def on_changed(self, change: Change) -> None:
        """As `ShownFile.on_changed`; rows that this screen wrote stay where they are."""
        if self._rows_stay and self.file is not None and change.files == {self.file.id}:
            self.grid.refresh_all()
            self.explain_cell()
        else:
            super().on_changed(change)

    def columns_of(self, keys: Sequence[str]) -> list[Column]:
        """Return the columns with these keys."""
        return [self.columns[key] for key in keys]

    def are_rows_known(self) -> bool:
        """Say whether every row of the view is known, and tell when some are still being read."""
        if self.is_reading:
            self.tell(_("The rows are still being read: try again in a moment."))
        return not self.is_reading


def _untold(_done: int, _total: int) -> None:
    """Hear of progress that nobody looks at."""
