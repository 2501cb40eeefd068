"""From the words of the command line to an exit code: every error ends here, as one sentence."""

import gc
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from prospect_tui.cli.exits import Exit, exit_of
from prospect_tui.cli.output import ReaderGone, finish_stdout, forget_stdout, tell
from prospect_tui.cli.start import Start, hoisted
from prospect_tui.clock import SystemClock, local_zone
from prospect_tui.domain.errors import ProspectError
from prospect_tui.i18n import _
from prospect_tui.settings import default_log_path
from prospect_tui.wording.errors import sentence

COMPLETION = "_PROSPECT_COMPLETE"
"""Set by a shell that asks how a word may go on."""


def launch(words: Sequence[str]) -> int:
    """Run the program with the words of its command line; return its exit code."""
    _mend_streams()
    try:
        code = _run(words)
        finish_stdout()
    except ReaderGone:
        forget_stdout()
        return Exit.DONE
    except ProspectError as error:
        tell(sentence(error))
        return exit_of(error)
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except Exception as error:
        return _fault(error)
    return code


def _mend_streams() -> None:
    """Put something in the place of a closed stream, and a sign in that of an unknown letter."""
    for name in ("stdin", "stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            nowhere = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, os.fdopen(nowhere, "r" if name == "stdin" else "w"))
        elif isinstance(stream, TextIOWrapper) and name != "stdin":
            stream.reconfigure(errors="replace")


def _run(words: Sequence[str]) -> int:
    options, rest = hoisted(words)
    start = Start.of(options)
    start.speak()
    if rest or COMPLETION in os.environ:
        gc.enable()
        from prospect_tui.cli.main import run  # noqa: PLC0415 - Typer, not needed to open

        return run([*options, *rest])
    from prospect_tui.cli.screens import open_program  # noqa: PLC0415 - not needed by commands

    return open_program(start)


def _fault(error: Exception) -> Exit:
    from prospect_tui.tui.crash import note_crash  # noqa: PLC0415 - hardly ever

    path = default_log_path()
    note_crash(error, path, SystemClock(local_zone()).now())
    text = _(
        "The program had to stop on an unexpected error. Everything you saved is safe. "
        "Details, without personal data, are in {path}."
    )
    tell(text.format(path=path))
    return Exit.FAULT
