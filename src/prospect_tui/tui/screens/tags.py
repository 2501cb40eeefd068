"""Asking for the tags of rows on one line, those that are known completed as one types."""

import re
from collections.abc import Callable, Sequence

from textual.content import Content
from textual.suggester import Suggester

from prospect_tui.domain.expressions import expression
from prospect_tui.domain.tags import TagsTyped, read_tags
from prospect_tui.i18n import _
from prospect_tui.tui.dialogs.prompt import Prompt
from prospect_tui.tui.text import plain
from prospect_tui.tui.widgets.grid.completion import Completion

_MOST_OFFERED = 12
_LAST = expression(r"(?:.*(?:[,;]|(?:^|\s)[+-]))?\s*(.*)", re.DOTALL)
"""A line of tags, up to the last one."""

Known = Callable[[], Sequence[str]]
"""Gives the tags that are known by now."""


class TagSuggester(Suggester):
    """Completes the tag being typed, after its sign."""

    def __init__(self, known: Known) -> None:
        """Offer the tags that are `known` when a letter is typed."""
        super().__init__(use_cache=False, case_sensitive=True)
        self._known = known

    async def get_suggestion(self, value: str) -> str | None:
        """Return the line with its last tag completed."""
        before, part = _split(value)
        rest = Completion(self._known()).rest(part) if part else ""
        return f"{before}{part}{rest}" if rest else None


def tags_prompt(title: str, present: str, known: Known, *, is_one: bool) -> Prompt[TagsTyped]:
    """Return the question; the tags `present` of a single row are there to be changed.

    For several rows a bare list adds its tags.
    """

    def read(text: str) -> TagsTyped:
        typed = read_tags(text)
        return typed if is_one or not typed.is_list else TagsTyped(typed.added)

    def echo(text: str) -> Content:
        typed = read(text)
        signs = [f"+ {tag}" for tag in typed.added] + [f"− {tag}" for tag in typed.removed]
        told = ", ".join(typed.added) if typed.is_list else "   ".join(signs)
        offered = Completion(known()).matches(_split(text)[1])[:_MOST_OFFERED]
        hint = _("Known: {tags}").format(tags=", ".join(offered)) if offered else ""
        how = _("+tag adds, -tag takes off")
        return plain("\n").join(
            plain(line) for line in (f"→ {told}" if told else how, hint) if line
        )

    return Prompt(title, read, value=present, echo=echo, suggester=TagSuggester(known))


def _split(text: str) -> tuple[str, str]:
    """Return what comes before the tag being typed, its sign included, and the tag so far."""
    found = _LAST.fullmatch(text)
    assert found is not None
    return text[: found.start(1)], found[1]
