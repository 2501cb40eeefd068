"""The command `prospect`, and `python -m prospect_tui`.

A version is told before anything is imported; the rest is in `cli.launch`.
"""

import gc
import os
import sys

from prospect_tui import __version__


def main() -> int:
    """Run the command line and return its exit code; whatever is written is the user's alone."""
    os.umask(0o077)
    words = sys.argv[1:]
    if words == ["--version"]:
        print(f"prospect {__version__}")
        return 0
    gc.disable()  # what a start makes stays: looking through it again and again is lost time
    from prospect_tui import packed  # noqa: PLC0415 - slower than a version

    packed.use()
    from prospect_tui.cli.launch import launch  # noqa: PLC0415 - now found in the pack

    code = launch(words)
    packed.renew()
    return code


if __name__ == "__main__":
    sys.exit(main())
