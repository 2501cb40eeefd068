"""The names that the user gave to results and scores, known to everything that is shown."""

from prospect_tui.i18n.labels import use_names
from prospect_tui.services import configuring
from prospect_tui.services.workspace import Workspace


def learn_names(workspace: Workspace) -> None:
    """Know the labels of the user's lists as they are now."""
    use_names(*configuring.names(workspace))
