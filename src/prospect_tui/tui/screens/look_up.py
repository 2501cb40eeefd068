"""Choosing a web look-up, and opening it in the browser, or showing it where there is none."""

from collections.abc import Sequence
from functools import partial

from prospect_tui.i18n import _
from prospect_tui.i18n.labels import lookup_label
from prospect_tui.services import dialling
from prospect_tui.services.lookups import Lookup
from prospect_tui.tui.dialogs.choose import Choice, Choose
from prospect_tui.tui.dialogs.report import Report
from prospect_tui.tui.screen import BaseScreen


def look_up(screen: BaseScreen, found: Sequence[Lookup]) -> None:
    """Ask which look-up to open; with one only, open it."""
    if not found:
        screen.tell(_("Nothing is known by which this could be looked up."))
    elif len(found) == 1:
        _open(screen, found[0])
    else:
        choices = [Choice(one, lookup_label(one.name), one.url) for one in found]
        screen.ask(Choose(_("Look up on the web"), choices), partial(_open, screen))


def _open(screen: BaseScreen, chosen: Lookup) -> None:
    words = dialling.opener_words(chosen.url)
    try:
        if words:
            dialling.start(words)
            screen.tell(_("Opened in the browser: {name}").format(name=lookup_label(chosen.name)))
            return
    except OSError:
        pass
    screen.app.copy_to_clipboard(chosen.url)
    title = _("No browser here: the address is copied")
    screen.app.push_screen(Report(title, chosen.url))
