"""Asking for a date as people say it, its meaning shown while it is typed."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from prospect_tui.domain.errors import ProspectError
from prospect_tui.domain.when import When
from prospect_tui.i18n import N_, _, formats
from prospect_tui.i18n.labels import half_day_label
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.text import plain
from prospect_tui.wording.times import in_full

if TYPE_CHECKING:
    from prospect_tui.tui.dialogs.prompt import Echo, Prompt

DATE_HINT = N_("tue 2pm · +3d · 15/12 9:30")
"""What a date may look like, shown where none is typed yet."""


def when_of(context: AppContext, text: str) -> When:
    """Return the planned time typed as `text`; raises `InvalidDate`."""
    from prospect_tui.domain.shorthand import parse_when  # noqa: PLC0415 - first date typed

    return parse_when(text, context.workspace.clock.local_now(), context.workspace.calendar)


def typed_date(when: When | None, local_now: datetime) -> str:
    """Return a planned time as one would type it: "24/11 10:15", with the year when needed."""
    if when is None:
        return ""
    from prospect_tui.domain.shorthand import parse_when  # noqa: PLC0415 - first date typed

    part = formats.hour(when.hour) if when.hour else half_day_label(when.half or "")
    short = f"{when.day:%d/%m} {part}".rstrip()
    try:
        is_enough = parse_when(short, local_now) == when
    except ProspectError:
        is_enough = False
    return short if is_enough else f"{when.day:%d/%m/%Y} {part}".rstrip()


def when_echo(context: AppContext) -> "Echo":
    """Return what shows the meaning of a date while it is typed."""
    return _echo(context, partial(when_of, context))


def _echo(context: AppContext, read: Callable[[str], When]) -> "Echo":
    """Return what shows the date that `read` finds, and how to type one on an empty line."""

    def echo(text: str) -> Content:
        workspace = context.workspace
        if not text:
            return plain(_(DATE_HINT))
        return plain(f"→ {in_full(read(text), workspace.clock.today(), workspace.calendar)}")

    return echo


def when_prompt(context: AppContext, title: str, value: str = "") -> "Prompt[When]":
    """Return the question of a date."""
    from prospect_tui.tui.dialogs.prompt import Prompt  # noqa: PLC0415 - first question

    return Prompt(title, lambda text: when_of(context, text), value=value, echo=when_echo(context))


def day_prompt(context: AppContext, title: str) -> "Prompt[When]":
    """Return the question of a day to look at, one gone by too."""
    from prospect_tui.domain.shorthand import parse_when  # noqa: PLC0415 - first date typed
    from prospect_tui.tui.dialogs.prompt import Prompt  # noqa: PLC0415 - first question

    workspace = context.workspace

    def read(text: str) -> When:
        return parse_when(text, workspace.clock.local_now(), workspace.calendar, past=True)

    return Prompt(title, read, echo=_echo(context, read))


def slot_echo(context: AppContext, but: tuple[str, int] | None = None) -> "Echo":
    """Return what shows the meaning of a date, and whether there is room at its hour."""
    from prospect_tui.services.planning import conflicts_at  # noqa: PLC0415 - first slot
    from prospect_tui.wording.planning import conflict_text  # noqa: PLC0415 - idem

    def echo(text: str) -> Content:
        workspace = context.workspace
        when = when_of(context, text)
        said = f"→ {in_full(when, workspace.clock.today(), workspace.calendar)}"
        if when.hour is not None:
            met = conflict_text(conflicts_at(workspace, when, but=but)) or _("free")
            said = f"{said} · {met}"
        return plain(said)

    return echo


def next_slot(context: AppContext, text: str) -> str:
    """Return the free slot that follows the date typed as `text`, typed in its turn."""
    from prospect_tui.services.planning import free_slots  # noqa: PLC0415 - first slot

    try:
        after = when_of(context, text) if text else None
    except ProspectError:
        after = None
    found = next(free_slots(context.workspace, after), None)
    return typed_date(found, context.workspace.clock.local_now()) or text
