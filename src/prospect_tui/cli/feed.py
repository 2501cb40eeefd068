"""Keeps the calendar file of the settings true: after a command, and behind the screens."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from prospect_tui.cli.output import tell
from prospect_tui.domain.errors import ProspectError, Refused
from prospect_tui.settings import Settings
from prospect_tui.wording.errors import sentence

if TYPE_CHECKING:
    from prospect_tui.services.workspace import Workspace


def feed_problems(settings: Settings) -> tuple[ProspectError, ...]:
    """Return what will prevent the file from being written, to be told at the start."""
    path = settings.calendar_feed
    if path is None or os.access(path.parent, os.W_OK):
        return ()
    return (Refused("calendar.feed_folder", path=str(path)),)


@contextmanager
def feed_after(workspace: "Workspace") -> Iterator[None]:
    """Write the file once a command has changed something; what prevents it is told."""
    if workspace.settings.calendar_feed is None:
        yield
        return
    from prospect_tui.services.calendar_feed import last_action, write_feed  # noqa: PLC0415 - few
    from prospect_tui.wording.calendars import calendar_name, event_words  # noqa: PLC0415 - few

    before = last_action(workspace)
    yield
    try:
        if last_action(workspace) != before:
            write_feed(workspace, event_words, calendar_name())
    except ProspectError as error:
        tell(sentence(error))


@contextmanager
def feed_kept(workspace: "Workspace", *, is_own: bool) -> Iterator[None]:
    """Keep the file true until the screens are closed; made-up data never goes there."""
    if not is_own or workspace.settings.calendar_feed is None:
        yield
        return
    from prospect_tui.services.calendar_feed import FeedKeeper  # noqa: PLC0415 - for a few
    from prospect_tui.wording.calendars import calendar_name, event_words  # noqa: PLC0415 - few

    failures: list[ProspectError] = []
    keeper = FeedKeeper(workspace, event_words, calendar_name(), failures.append)
    try:
        yield
    finally:
        keeper.close()
        for failure in failures:
            tell(sentence(failure))
