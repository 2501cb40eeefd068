"""Help on the screen in use: what it is for, its keys, the places. All of it from the key table."""

from collections.abc import Iterable, Sequence

from textual.content import Content

from prospect_tui.domain.cleaning import clean
from prospect_tui.i18n import _
from prospect_tui.i18n.key_names import key_name, key_names
from prospect_tui.keys import Key, bindings_for, by_id, far_places, help_rows
from prospect_tui.tui.dialogs.report import Report
from prospect_tui.tui.screen import BaseScreen, HelpGroup

KEY_COLUMN = 16


def help_on(screen: BaseScreen) -> Report:
    """Return the help to open over `screen`."""
    table = list(screen.context.keys.values())
    groups = [*screen.extra_help(), *_groups(_rows(screen, table), table)]
    about = [Content(f"{_(screen.ABOUT)}\n\n")] if screen.ABOUT else []
    return Report(_("Help"), Content("").join([*about, *map(_drawn, groups)]))


def _rows(screen: BaseScreen, table: Sequence[Key]) -> list[Key]:
    """Return the keys of a screen and of everywhere, then the places that have a letter only."""
    rows = [row for row in help_rows(screen.SCOPE, table) if not screen.leaves_out(row.action)]
    return [*rows, *far_places(table)]


def _groups(rows: Iterable[Key], table: Sequence[Key]) -> list[HelpGroup]:
    """Return the rows under their titles, in the order of the table."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append((_keys(row, table), _(row.label)))
    return [HelpGroup(_(title), lines) for title, lines in groups.items()]


def _keys(row: Key, table: Sequence[Key]) -> str:
    """Return the keys of `row`; a place can also be reached by a letter behind another key."""
    prefix = by_id(table)["app.go"]
    letters = [
        f"{key_name(prefix.keys[0])} {key_name(other.keys[0])}"
        for other in bindings_for("go", table)
        if f"app.{other.action}" == row.action
    ]
    if row.scope == "go":
        return f"{key_name(prefix.keys[0])} {key_name(row.keys[0])}"
    return " ".join([key_names(row.default), *letters])


def _drawn(group: HelpGroup) -> Content:
    lines = [Content.styled(clean(group.title), "bold"), Content("\n")]
    for keys, label in group.rows:
        shown = clean(keys).ljust(KEY_COLUMN)
        lines.append(Content.assemble("  ", (shown, "bold $accent"), " ", clean(label), "\n"))
    return Content("").join([*lines, Content("\n")])
