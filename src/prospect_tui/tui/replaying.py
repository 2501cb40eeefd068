"""Undo and redo from every screen: an action on thousands of rows is replayed off the keys' way."""

from functools import partial
from typing import TYPE_CHECKING

from prospect_tui.i18n import _
from prospect_tui.tui.last_net import LastNet
from prospect_tui.tui.long_work import LongWork
from prospect_tui.tui.screen import BaseScreen

if TYPE_CHECKING:
    from prospect_tui.services.undo import Pending, UndoDone


class Replaying(LastNet, is_part=True):
    """An app that takes actions back and brings them back again."""

    _is_replaying = False

    def action_undo(self) -> None:
        """Take back the last action, whole, or else how the screen was arranged since."""
        screen = self.screen
        if not (isinstance(screen, BaseScreen) and screen.take_back()):
            self._replay(redo=False)

    def action_redo(self) -> None:
        """Bring back what was last taken back."""
        self._replay(redo=True)

    def _replay(self, *, redo: bool) -> None:
        """Undo or redo; an action on thousands of rows in a thread, the keys still heard."""
        workspace, screen = self.context.workspace, self.screen
        if self._is_replaying:
            self.tell(_("Wait for the end of the work in progress, or stop it with Esc."))
            return
        replay = self.context.redo if redo else self.context.undo
        pending = self.context.pending(workspace, redo=redo)
        if pending is None or not pending.is_long or not isinstance(screen, BaseScreen):
            self._tell_replayed(replay(workspace), redo=redo)
            return

        def work(progress: LongWork) -> "UndoDone | None":
            self._is_replaying = True
            try:
                return replay(workspace, progress.report)
            finally:
                self._is_replaying = False

        label = _("Doing again: {action}") if redo else _("Undoing: {action}")
        told = partial(self._tell_replayed, redo=redo)
        screen.run_long(work, told, label.format(action=_named(pending)))

    def _tell_replayed(self, done: "UndoDone | None", *, redo: bool) -> None:
        if done is None:
            self.tell(_("Nothing to redo.") if redo else _("Nothing to undo."))
            return
        text = _("Done again: {action}") if redo else _("Undone: {action}")
        self.tell(text, action=_named(done))
        self.context.changed.ring()


def _named(action: "Pending | UndoDone") -> str:
    from prospect_tui.i18n.bundles import bundle_label  # noqa: PLC0415 - first undo

    return bundle_label(action.code, action.params)
