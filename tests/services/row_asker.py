"""One screen's questions about the rows of a small file."""

from dataclasses import dataclass, field

from prospect_tui.domain.views import SortKey, View
from prospect_tui.services import grid, row_finder
from prospect_tui.services.prospect_files import columns
from prospect_tui.services.row_finder import RowFinder
from prospect_tui.services.workspace import Workspace
from tests.builders import make_file, make_prospect

BY_NAME = View(sort=(SortKey("company_name"),))


def five_companies(workspace: Workspace) -> int:
    """Return a new file of five companies."""
    file_id = make_file(workspace)
    for name in ("Zinc", "Atelier", "Menuiserie", "Électricité", "Toiture"):
        make_prospect(workspace, file_id, company_name=name)
    return file_id


@dataclass
class Asker:
    """One screen's finder on one file."""

    workspace: Workspace
    file: int
    finder: RowFinder = field(init=False)

    def __post_init__(self) -> None:
        self.finder = RowFinder(self.workspace)
        self.columns = columns(self.workspace, self.file)

    def first(self, view: View, most: int | None = None) -> row_finder.Found:
        return self.finder.first(self.file, view, self.columns, most)

    def complete(self, view: View) -> list[int] | None:
        ids = self.finder.complete(self.file, view, self.columns)
        return None if ids is None else list(ids)

    def right(self, view: View) -> list[int]:
        return list(grid.ids_of(self.workspace, self.file, view, self.columns))
