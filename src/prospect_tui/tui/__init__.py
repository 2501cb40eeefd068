"""The screens. Each one composes, calls one service, shows the answer and tells the others."""

import os
import sys

from prospect_tui.later import left_out

# Read by Textual when it is imported: without it a repaint may wait for the next sixtieth of a
# second, which is felt when a key is held down.
os.environ.setdefault("TEXTUAL_FPS", "240")

# asyncio does without `ssl` where there is none, and the program never connects to anything:
# loading OpenSSL would take a tenth of the start.
if "asyncio" not in sys.modules and "ssl" not in sys.modules:
    sys.modules["ssl"] = None  # type: ignore[assignment] # how Python marks what cannot be imported
    import asyncio  # noqa: F401

    del sys.modules["ssl"]

# Textual imports these for its own command palette, for files given to a browser and for pictures
# of its colours: no start shows any of it.
with left_out(
    "difflib", "mimetypes", "pickle", "rich.table", "textual.canvas", "textual.command", "uuid"
):
    import textual.app  # noqa: F401
