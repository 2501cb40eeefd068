"""The tags of rows in the files screen: changed for many rows at once, the known ones offered."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from prospect_tui.domain.columns import COLUMNS_BY_KEY
from prospect_tui.domain.views import View
from prospect_tui.i18n import _, formats, ngettext
from prospect_tui.services import cell_values, row_acts
from prospect_tui.services.prospect_files import FileSummary
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.dialogs import prompt
from prospect_tui.tui.screens.files_row_acts import FilesRows

if TYPE_CHECKING:
    from prospect_tui.domain.tags import TagsTyped
    from prospect_tui.services.cells import CellsWritten


class FilesTags(FilesRows, is_part=True):
    """Tagging rows."""

    def __init__(self, context: AppContext) -> None:
        """Begin with no tag known."""
        super().__init__(context)
        self._tags_of: int | None = None
        """The file whose tags are known, or being read."""

    def action_tags(self) -> None:
        """Add tags to the rows and take others off."""
        ids = self.target_ids()
        if not ids:
            return
        from prospect_tui.domain.tags import split_tags  # noqa: PLC0415 - first tags
        from prospect_tui.tui.screens.tags import tags_prompt  # noqa: PLC0415 - idem

        facts = self.source.facts(ids[0], COLUMNS_BY_KEY["tags"]) if len(ids) == 1 else None
        present = facts.value if facts else ""
        question = ngettext("Tags of the row", "Tags of {count} rows", len(ids))
        question = question.format(count=formats.number(len(ids)))
        prompt = tags_prompt(question, present, lambda: self.source.tags, is_one=len(ids) == 1)
        self.ask(prompt, partial(self._tag, ids, split_tags(present)))
        self.learn_tags()

    def _tag(self, ids: Sequence[int], present: Sequence[str], typed: "TagsTyped") -> None:
        self._know_more(typed.added)
        replaced = present if typed.is_list else ()
        work = partial(
            row_acts.tag_rows,
            self.context.workspace,
            ids,
            typed.added,
            (*typed.removed, *replaced),
        )
        self.run_block(len(ids), lambda told: work(progress=told), self._tagged, _("Tags"))

    def _tagged(self, done: "CellsWritten") -> None:
        self.grid.clear_selection()
        count = len(done.rows)
        text = ngettext("Tags of {count} row changed", "Tags of {count} rows changed", count)
        self.tell(text.format(count=formats.number(count)))
        self.rows_written(done.rows)

    # which tags are known

    def open_file(self, file: FileSummary) -> None:
        """As `ShownFile.open_file`, with no tag known yet."""
        self.source.tags, self._tags_of = (), None
        super().open_file(file)

    def learn_tags(self) -> None:
        """Read which tags the file knows, off the keyboard's way, unless it was done before."""
        if self.file is None or self._tags_of == self.file.id:
            return
        self._tags_of = self.file.id
        read = partial(self._read_tags, self.file.id)
        self.run_worker(read, thread=True, group="tags", exit_on_error=False)

    def _read_tags(self, file_id: int) -> None:
        from prospect_tui.domain.tags import split_tags  # noqa: PLC0415 - first tags

        found = cell_values.values_of(
            self.context.workspace, file_id, COLUMNS_BY_KEY["tags"], View()
        )
        self.call_later(self._learnt, file_id, split_tags(",".join(one.value for one in found)))

    def _learnt(self, file_id: int, tags: Sequence[str]) -> None:
        if file_id == self._tags_of:
            self._know_more(tags)
            if isinstance(self.app.screen, prompt.Prompt):
                self.app.screen.renew_echo()

    def _know_more(self, tags: Sequence[str]) -> None:
        """Offer these tags too from now on, where tags are typed."""
        from prospect_tui.domain.tags import split_tags  # noqa: PLC0415 - first tags

        known = split_tags(",".join((*self.source.tags, *tags)))
        if known != self.source.tags:
            self.source.tags = known
            self._show_columns()
