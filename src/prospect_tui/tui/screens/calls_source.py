"""Which rows are called: those of all files, of one, or of a saved view. It writes nothing.

In a base of many rows who is next is sought off the keyboard's way.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.errors import ProspectError
from prospect_tui.i18n import _, formats, ngettext
from prospect_tui.services import dialled, prospect_files, queue, saved_views
from prospect_tui.services.queue import CallQueue, QueueScope
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.dialogs.choose import Choice, Choose
from prospect_tui.tui.dialogs.form import Form, TickField, Values
from prospect_tui.tui.screens.calls_session import CallsSession
from prospect_tui.tui.screens.calls_way import UPCOMING

Sources = list[Choice[QueueScope]]

SEVERAL = QueueScope(files=(0,))
"""Stands in the list for the question of which files: no file has this number."""


class CallsSource(CallsSession):
    """Choosing the rows to call, and seeking them."""

    def __init__(self, context: AppContext) -> None:
        """Begin with nothing sought."""
        super().__init__(context)
        self._sought: CallQueue | None = None
        """The queue for which rows are being sought in another thread."""

    def begin(self) -> None:
        """Take the first row in hand: the one whose call has no result, if there is one."""
        left = dialled.unanswered(self.context.workspace)
        self.limit_to(QueueScope(), left.prospect_id if left else None)

    def on_unmount(self) -> None:
        """Stop seeking."""
        self._sought = None
        super().on_unmount()

    def action_source(self) -> None:
        """Choose a file or a saved view; how many rows each has is told as it is counted."""
        sources = self._sources()
        start = replace(self.desk.scope, skipped=frozenset())
        dialog = Choose(_("Which rows to call?"), sources, start=start)
        self.ask(dialog, self._choose_source)

        def count() -> None:
            try:
                for counted in self._counted(sources, lambda: not dialog.is_running):
                    if not dialog.is_running:
                        return
                    self.call_later(dialog.offer, counted)
            except ProspectError as error:
                self.call_later(self.fail, error)

        self.run_worker(count, thread=True, group="count", exit_on_error=False)

    def _sources(self) -> Sources:
        workspace = self.context.workspace
        files = {file.id: file.name for file in prospect_files.listed(workspace)}
        listed = [Choice(QueueScope((file_id,)), name) for file_id, name in files.items()]
        for view in saved_views.views(workspace):
            home = files[view.file_id] if view.file_id is not None else _("every file")
            label = _("view {name} · {file}").format(name=view.name, file=home)
            listed.append(Choice(QueueScope(view_id=view.id), label))
        if len(files) > 1:
            listed.append(Choice(SEVERAL, _("Several files…")))
        return [Choice(QueueScope(), _("All files")), *listed]

    def _counted(self, sources: Sources, is_cancelled: Callable[[], bool]) -> Iterator[Sources]:
        """Yield the sources with what was counted so far; in another thread."""
        workspace = self.context.workspace
        told = {
            QueueScope((file.id,)): _never_called(file.never_called)
            for file in prospect_files.files(workspace)
        }
        yield _told(sources, told)
        for scope in (source.value for source in sources):
            if scope.view_id is not None:
                told[scope] = _rows(queue.active_rows(workspace, scope))
                yield _told(sources, told)
        tags = [
            Choice(QueueScope(tags=(tag,)), _("tag {name}").format(name=tag), _rows(count))
            for tag, count in queue.known_tags(workspace, is_cancelled).items()
        ]
        if tags:
            yield [*_told(sources, told), *tags]

    def _choose_source(self, scope: QueueScope) -> None:
        if scope == SEVERAL:
            self._choose_files()
        elif self.note.save_now():
            self.limit_to(scope)

    def _choose_files(self) -> None:
        """Tick the files whose rows are called; none ticked: all of them."""
        files = {str(one.id): one for one in prospect_files.listed(self.context.workspace)}
        ticks = [
            TickField(name, clean(one.name), value=one.id in self.desk.scope.files)
            for name, one in files.items()
        ]

        def chosen(values: Values) -> None:
            ids = tuple(one.id for name, one in files.items() if values[name])
            self._choose_source(QueueScope(ids))

        self.ask(Form(_("Which files to call?"), ticks), chosen)

    def limit_to(self, scope: QueueScope, row_id: int | None = None) -> None:
        """Call only the rows of a scope, from the first one on or from `row_id`."""
        is_quick = queue.is_quick(self.context.workspace, scope)
        self._sought = None
        self.desk.limit_to(scope, wait=not is_quick)
        if row_id is not None:
            self.desk.open(row_id)
        self.show_row()
        if not is_quick:
            self._seek(scope)

    def renew_queue(self) -> None:
        """Seek everybody again, because rows of files were written elsewhere."""
        if queue.is_quick(self.context.workspace, self.desk.scope):
            self.desk.renew()
        else:
            self._seek(self.desk.scope)

    def _seek(self, scope: QueueScope) -> None:
        """Seek who is next in another thread; a newer wish ends an older one."""
        sought = self._sought = CallQueue(self.context.workspace)

        def seek() -> None:
            try:
                is_done = sought.prepare(scope, UPCOMING, lambda: self._sought is not sought)
            except ProspectError as error:
                self.call_later(self.fail, error)
            else:
                if is_done:
                    self.call_later(self._found, sought)

        self.run_worker(seek, thread=True, group="queue", exit_on_error=False)

    def _found(self, sought: CallQueue) -> None:
        if sought is self._sought:
            self._sought = None
            self.desk.take(sought)
            self.show_row()

    def show_row(self) -> None:
        """Draw the row in hand."""
        self.show_desk()


def _told(sources: Sources, told: Mapping[QueueScope, str]) -> Sources:
    """Return the sources, each with what is known to tell of it."""
    return [replace(source, detail=told.get(source.value, "")) for source in sources]


def _never_called(count: int) -> str:
    text = ngettext("{count} never called", "{count} never called", count)
    return text.format(count=formats.number(count))


def _rows(count: int) -> str:
    return ngettext("{rows} row", "{rows} rows", count).format(rows=formats.number(count))
