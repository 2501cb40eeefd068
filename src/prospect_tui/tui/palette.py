"""Every command by its name: those of this screen, those of everywhere, language and colours.

It is a list to choose from like any other, so that it finds "Téléphone" typed "telephone" and
speaks the user's language.
"""

from collections.abc import Iterator
from typing import Any

from textual import actions
from textual.screen import Screen

from prospect_tui.i18n import _
from prospect_tui.i18n.key_names import key_names
from prospect_tui.keys import Key, far_places, help_rows
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.dialogs.choose import Choice, Choose

LANGUAGE_NAMES = {"fr": "Français", "en": "English"}
ITSELF = "app.palette"


def palette(screen: Screen[Any], scope: str, context: AppContext) -> Choose[str]:
    """Return the question whose answer is the action to run on `screen`."""
    return Choose(_("Which command?"), list(_commands(screen, scope, context)))


def _commands(screen: Screen[Any], scope: str, context: AppContext) -> Iterator[Choice[str]]:
    table = context.keys.values()
    for row in help_rows(scope, table):
        if row.id != ITSELF and _may_act(screen, row):
            label = _(row.label)
            detail = f"{_(row.group)} · {key_names(row.default)}"
            yield Choice(row.action, label[:1].upper() + label[1:], detail)
    for row in far_places(table):
        keys = f"{key_names(context.keys['app.go'].default)} {key_names(row.default)}"
        label = _(row.label)
        label = label[:1].upper() + label[1:]
        yield Choice(f"app.{row.action}", label, f"{_(row.group)} · {keys}")
    for code, name in LANGUAGE_NAMES.items():
        yield Choice(f"app.language('{code}')", _("Language: {name}").format(name=name))
    yield Choice("app.colours", _("Colours…"))


def _may_act(screen: Screen[Any], row: Key) -> bool:
    _namespace, name, parameters = actions.parse(row.action)
    return row.scope == "app" or bool(screen.check_action(name, parameters))
