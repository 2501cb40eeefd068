"""Handing a number over to a telephone: the user's own command, or the clipboard. Nothing dials.

The number stands alone inside its word of the command, no shell ever reads it, and nothing but a
number in international form gets that far.
"""

from collections.abc import Sequence
from subprocess import DEVNULL, Popen

from prospect_tui.domain.phone import dialable
from prospect_tui.settings import NUMBER_MARK


class Dialler:
    """Starts the command that the user configured for dialling."""

    def __init__(self, command: Sequence[str]) -> None:
        """Use `command`, with "{number}" in one of its words; empty: there is none."""
        self._command = command
        self._running: list[Popen[bytes]] = []

    def words(self, e164: str) -> list[str]:
        """Return the words of the command for a number; none when there is nothing to start."""
        return [word.replace(NUMBER_MARK, e164) for word in self._command]

    def start(self, e164: str) -> bool:
        """Start the command for a number, without waiting for it.

        Returns False when there is no command, or when the number is none. Raises `OSError` when
        the command cannot be started.
        """
        words = self.words(e164)
        if not words or not dialable(e164):
            return False
        self._running = [process for process in self._running if process.poll() is None]
        process = Popen(
            words, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL, start_new_session=True
        )
        self._running.append(process)
        return True
