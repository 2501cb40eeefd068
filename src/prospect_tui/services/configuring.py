"""Reading the user's own lists: results, scores, stages."""

from typing import TYPE_CHECKING

from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import action_types, configuration
from prospect_tui.storage.configuration import StageRecord

if TYPE_CHECKING:
    from prospect_tui.domain.results import ResultRule, ScoreRule

__all__ = [
    "StageRecord",
    "call_results",
    "names",
    "result_keys",
    "score_rules",
    "score_tones",
    "stages",
]


def call_results(workspace: Workspace, *, retired: bool = False) -> "dict[str, ResultRule]":
    """Return the call results by code, in order; with `retired`, the retired ones too."""
    return configuration.results(workspace.connection, retired=retired)


def names(workspace: Workspace) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Return the labels of the call results, of the scores and of the types of action, by code.

    "" where the user gave none.
    """
    results, scores = configuration.names(workspace.connection)
    return results, scores, action_types.names(workspace.connection)


def result_keys(workspace: Workspace) -> list[str]:
    """Return the keys of the living call results."""
    return configuration.result_keys(workspace.connection)


def score_rules(workspace: Workspace) -> "dict[str, ScoreRule]":
    """Return the prospect results by code, in order, the retired ones among them."""
    return configuration.scores(workspace.connection)


def score_tones(workspace: Workspace) -> dict[str, str]:
    """Return the tone of each score by its code."""
    return configuration.score_tones(workspace.connection)


def stages(workspace: Workspace, pipeline_id: int | None = None) -> list[StageRecord]:
    """Return the living stages in order, of one pipeline or of all."""
    return configuration.stages(workspace.connection, pipeline_id)
