"""The last net for errors: a sentence on the screen, a note in a file, no traceback with data."""

from collections.abc import Mapping

from rich.text import Text
from textual.dom import DOMNode

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.errors import ProspectError
from prospect_tui.i18n import _
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.crash import note_crash
from prospect_tui.tui.typing_ahead import OneKeyAtATime
from prospect_tui.wording.errors import sentence

LONG_SECONDS = 10


class LastNet(OneKeyAtATime, is_part=True):
    """An app that tells what went wrong."""

    def __init__(self, context: AppContext, *, live: bool) -> None:
        """Keep the context; go on after an unexpected error in a command on a `live` terminal only.

        Anywhere else it is raised, so that tests see it.
        """
        super().__init__(context)
        self._live = live

    def tell(self, text: str, **params: str) -> None:
        """Show a short message, as literal text."""
        self.notify(clean(text.format(**params)), markup=False)

    def warn(self, text: str, **params: str) -> None:
        """Show a warning, longer than a message."""
        shown = clean(text.format(**params))
        self.notify(shown, markup=False, severity="warning", timeout=LONG_SECONDS)

    def fail(self, error: ProspectError) -> None:
        """Show what an expected error says."""
        self.notify(sentence(error), markup=False, severity="error", timeout=LONG_SECONDS)

    async def run_action(
        self,
        action: str | tuple[str, str, tuple[object, ...]],
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run the action of a key, and tell the error in it."""
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except ProspectError as error:
            self.fail(error)
        except Exception as error:
            if not self._live:
                raise
            self._note(error)
            text = _("Unexpected error: this was not done. Details are in {path}.")
            self.warn(text, path=str(self.context.log_path))
        return True

    def _fatal_error(self) -> None:
        """End with a sentence; Textual would print a traceback with the variables."""
        if self._exception is not None:
            self._note(self._exception)
        text = _(
            "The program had to stop on an unexpected error. Everything you saved is safe. "
            "Details, without personal data, are in {path}."
        )
        self.panic(Text(text.format(path=self.context.log_path)))

    def _note(self, error: BaseException) -> None:
        note_crash(error, self.context.log_path, self.context.workspace.clock.now())
