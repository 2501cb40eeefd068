"""Running the user's commands beside one of this program's, waited for, their failures said."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from prospect_tui.cli.output import tell
from prospect_tui.services.workspace import Workspace

if TYPE_CHECKING:
    from prospect_tui.services.hooks import HookRun


@contextmanager
def running_hooks(workspace: Workspace) -> Iterator[None]:
    """Run the user's commands on what happens within, and wait for each as long as it may take."""
    if not workspace.settings.hooks:
        yield
        return
    from prospect_tui.services.hooks import listen  # noqa: PLC0415 - for whoever has some

    runs: list[HookRun] = []
    heard = listen(workspace, runs.append)
    try:
        yield
        if heard is not None:
            heard.wait()
    finally:
        if heard is not None:
            heard.close()
        tell_failures(runs)


def tell_failures(runs: "list[HookRun]") -> None:
    """Say which commands failed, and why, on stderr."""
    from prospect_tui.wording.hooks import failure_line  # noqa: PLC0415 - idem

    for run in runs:
        if run.ended.failure:
            tell(failure_line(run))
