"""Where each screen is, as "module:Class": imported when it is first opened, never before.

To add a place: a row here, its rows in the key table, its module.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from textual.screen import Screen

PLACES: Mapping[str, str] = {
    "today": "prospect_tui.tui.screens.today:TodayScreen",
    "files": "prospect_tui.tui.screens.files:FilesScreen",
    "calls": "prospect_tui.tui.screens.calls:CallsScreen",
    "pipeline": "prospect_tui.tui.screens.pipeline:PipelineScreen",
    "planning": "prospect_tui.tui.screens.planning:PlanningScreen",
    "clients": "prospect_tui.tui.screens.clients:ClientsScreen",
    "pipelines": "prospect_tui.tui.screens.pipelines:PipelinesScreen",
    "results": "prospect_tui.tui.screens.results:ResultsScreen",
    "catalogue": "prospect_tui.tui.screens.catalogue:CatalogueScreen",
    "scoring": "prospect_tui.tui.screens.scoring:ScoringScreen",
}
"""The places of F2 to F7, then those behind `g` alone; each class is built with the context."""

SHEET = "prospect_tui.tui.screens.sheet:SheetScreen"
"""The sheet of one record; built with the context, the kind ("prospect"…) and the id."""

PAGES: Mapping[str, str] = {
    "contact": "prospect_tui.tui.screens.contact:ContactScreen",
    "company": "prospect_tui.tui.screens.company:CompanyScreen",
    "folder": "prospect_tui.tui.screens.folder:FolderScreen",
}
"""The pages of the other kinds of records; built with the context, the id and the list."""


def load_page(kind: str, sheet: str) -> Callable[..., Screen[Any]]:
    """Return what builds the page of a record with the context, its id and the list.

    It is the class of `PAGES`, or that of the sheet, which is told the kind.
    """
    if kind in PAGES:
        return load_screen(PAGES[kind])
    made: Callable[..., Screen[Any]] = load_screen(sheet)
    return lambda context, record_id, among: made(context, kind, record_id, among)


def load_screen(path: str) -> type[Screen[Any]]:
    """Return the class at "module:Class"."""
    module, _, name = path.partition(":")
    found: type[Screen[Any]] = getattr(import_module(module), name)
    return found
