"""How a command ended, as a number that cron and scripts can act upon."""

from enum import IntEnum

from prospect_tui.domain.errors import ProspectError, UnusableBase
from prospect_tui.i18n import N_


class Exit(IntEnum):
    """The exit codes, whose meanings the help of the program lists."""

    DONE = 0
    NOTHING = 1
    REFUSED = 2
    UNUSABLE = 3
    PARTLY = 4
    FAULT = 70
    """EX_SOFTWARE of sysexits.h."""
    INTERRUPTED = 130
    """What a shell gives after Ctrl+C."""


MEANINGS = {
    Exit.DONE: N_("done"),
    Exit.NOTHING: N_("nothing found, or nothing to do"),
    Exit.REFUSED: N_("not understood, or refused: nothing was written"),
    Exit.UNUSABLE: N_("the base cannot be used"),
    Exit.PARTLY: N_("done, but rows were rejected, or the doctor found something wrong"),
    Exit.FAULT: N_("an error of the program"),
    Exit.INTERRUPTED: N_("interrupted"),
}


def exit_of(error: ProspectError) -> Exit:
    """Return the exit code that tells of `error`."""
    return Exit.UNUSABLE if isinstance(error, UnusableBase) else Exit.REFUSED
