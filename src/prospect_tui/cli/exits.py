"""How a command ended, as a number that cron and scripts can act upon."""

from enum import IntEnum

from prospect_tui.domain.errors import ProspectError, UnusableBase


class Exit(IntEnum):
    """The exit codes; the help of the program lists them in words."""

    DONE = 0
    NOTHING = 1
    """Nothing was found, or there was nothing to do."""
    REFUSED = 2
    """Not understood, or refused by the rules; nothing was written."""
    UNUSABLE = 3
    """The base cannot be opened or written."""
    PARTLY = 4
    """Done, but some rows were rejected; or the doctor found something wrong."""
    FAULT = 70
    """An error of the program itself (EX_SOFTWARE of sysexits.h)."""
    INTERRUPTED = 130


def exit_of(error: ProspectError) -> Exit:
    """Return the exit code that tells of `error`."""
    return Exit.UNUSABLE if isinstance(error, UnusableBase) else Exit.REFUSED
