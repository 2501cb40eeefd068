"""Asking for a date as people say it, its meaning shown while it is typed."""

from typing import TYPE_CHECKING

from textual.content import Content

from prospect_tui.domain.when import When
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.text import plain
from prospect_tui.wording.times import planned

if TYPE_CHECKING:
    from prospect_tui.tui.dialogs.prompt import Echo, Prompt


def when_of(context: AppContext, text: str) -> When:
    """Return the planned time typed as `text`; raises `InvalidDate`."""
    from prospect_tui.domain.shorthand import parse_when  # noqa: PLC0415 - first date typed

    return parse_when(text, context.workspace.clock.local_now(), context.workspace.calendar)


def when_echo(context: AppContext) -> "Echo":
    """Return what shows the meaning of a date while it is typed."""

    def echo(text: str) -> Content:
        return plain(f"→ {planned(when_of(context, text), context.workspace.clock.today())}")

    return echo


def when_prompt(context: AppContext, title: str, value: str = "") -> "Prompt[When]":
    """Return the question of a date."""
    from prospect_tui.tui.dialogs.prompt import Prompt  # noqa: PLC0415 - first question

    return Prompt(title, lambda text: when_of(context, text), value=value, echo=when_echo(context))
