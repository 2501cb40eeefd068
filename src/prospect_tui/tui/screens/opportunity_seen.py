"""Writing to an opportunity as it was seen: what another window wrote meanwhile is told once."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from prospect_tui.domain.errors import Refused
from prospect_tui.services import sheets
from prospect_tui.services.workspace import Workspace

Answer = TypeVar("Answer")


class Seen:
    """When an opportunity was last changed, as far as the user knows."""

    def __init__(self, workspace: Workspace, opportunity_id: int, at: datetime | None) -> None:
        """Begin with what is shown; without `at`, anything may be written over."""
        self._workspace = workspace
        self._id = opportunity_id
        self._at = at

    def write(self, act: Callable[[datetime | None], Answer]) -> Answer:
        """Let `act` write, given what was seen. Raises its `Refused`, but a second time writes."""
        try:
            return act(self._at)
        except Refused:
            present = sheets.opportunity_sheet(self._workspace, self._id, most=0).opportunity
            self._at = present.updated_at
            raise
