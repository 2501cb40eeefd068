"""How a page that one reads is asked for: on stdout, or as a file of text, Markdown or PDF."""

from pathlib import Path
from typing import Annotated

from prospect_tui.cli.options import one_of, option
from prospect_tui.cli.output import say, tell
from prospect_tui.cli.quote_options import written_path
from prospect_tui.i18n import N_, _
from prospect_tui.services import printing
from prospect_tui.services.printing import PrintedSheet

PrintedAs = Annotated[
    printing.Format | None,
    option("--format", **one_of(printing.Format), help=N_("The page of the sheet, to be read.")),
]
Target = Annotated[
    str, option("--to", metavar=N_("PATH"), help=N_("File to write: .txt, .md or .pdf."))
]


def print_page(
    page: PrintedSheet, wanted: printing.Format | None, target: str, *, force: bool
) -> None:
    """Print a page as one reads it: on stdout, or in a file, which a PDF always needs."""
    path = written_path(target) if target else None
    if path is None and wanted is printing.Format.PDF:
        path = printing.default_name(Path.cwd(), page.title, wanted)
    if path is None:
        assert wanted is not None
        say(*printing.text_of(page, wanted).splitlines())
        return
    printing.write(path, page, wanted or printing.format_of(path), overwrite=force)
    tell(_("Written: {path}").format(path=path))
