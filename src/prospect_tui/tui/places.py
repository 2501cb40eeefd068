"""Where each screen is, as "module:Class": imported when it is first opened, never before.

To add a place: a row here, its rows in the key table, its module.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from textual.screen import Screen

PLACES: Mapping[str, str] = {
    "today": "prospect_tui.tui.screens.today:TodayScreen",
    "files": "prospect_tui.tui.screens.files:FilesScreen",
    "calls": "prospect_tui.tui.screens.calls:CallsScreen",
    "pipeline": "prospect_tui.tui.screens.pipeline:PipelineScreen",
    "results": "prospect_tui.tui.screens.results:ResultsScreen",
}
"""The places of F2 to F5, then those behind `g` alone; each class is built with the context."""

SHEET = "prospect_tui.tui.screens.sheet:SheetScreen"
"""The sheet of one record; built with the context, the kind ("prospect"…) and the id."""


def load_screen(path: str) -> type[Screen[Any]]:
    """Return the class at "module:Class"."""
    module, _, name = path.partition(":")
    found: type[Screen[Any]] = getattr(import_module(module), name)
    return found
