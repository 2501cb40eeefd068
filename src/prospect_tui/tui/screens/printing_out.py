"""A page copied, or saved as text, Markdown or PDF, from the screen that shows it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from prospect_tui.i18n import _
from prospect_tui.tui.dialogs.choose import Choice, Choose
from prospect_tui.tui.screen import BaseScreen

if TYPE_CHECKING:
    from prospect_tui.services.printing import PrintedSheet


def ask_print(
    screen: BaseScreen, question: str, title: str, make: "Callable[[], PrintedSheet]"
) -> None:
    """Ask how a page is wanted, and print it so; `make` reads it, once that is known.

    Its file is called after its title: printed once more, it takes the place of the former.
    """
    from prospect_tui.services import printing  # noqa: PLC0415 - first print

    files = {one: printing.default_name(Path.cwd(), title, one) for one in printing.Format}

    def print_so(how: str) -> None:
        page = make()
        if how.startswith("copy"):
            wanted = printing.Format.TEXT if how == "copy" else printing.Format.MARKDOWN
            screen.app.copy_to_clipboard(printing.text_of(page, wanted))
            screen.tell(_("The page is copied."))
            return
        wanted = printing.Format.PDF if how == "open" else printing.Format(how)
        printing.write(files[wanted], page, wanted, overwrite=True)
        screen.tell(_("Written: {path}").format(path=files[wanted]))
        if how == "open":
            _open(screen, files[wanted])

    choices = [
        Choice("copy", _("Copy it as text")),
        Choice("copy_markdown", _("Copy it as Markdown")),
        *(Choice(one.value, path.name, _("saved here")) for one, path in files.items()),
        Choice("open", _("PDF, opened at once")),
    ]
    screen.ask(Choose(question, choices), print_so)


def _open(screen: BaseScreen, path: Path) -> None:
    from prospect_tui.services.quote_files import open_file  # noqa: PLC0415 - first opening

    if not open_file(path):
        screen.tell(_("No desktop here: open it yourself."))
