"""Keep the French catalogue in step with the code: `python -m tools.texts update|compile|check`.

Babel does the work; this only fixes the options, so that two people get the same file.
"""

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir

PACKAGE = Path(__file__).parent.parent / "src" / "prospect_tui"
PO_FILE = PACKAGE / "i18n" / "locale" / "fr" / "LC_MESSAGES" / "prospect_tui.po"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}


def extracted() -> Catalog:
    """Return the texts found in the code, in one catalogue without places or dates."""
    catalog = Catalog(locale="fr", project="prospect-tui", fuzzy=False)
    rows = extract_from_dir(PACKAGE, method_map=[("**.py", "python")], keywords=KEYWORDS)
    for _file, _line, message, _comments, _context in rows:
        catalog.add(message)
    return catalog


def catalogue() -> Catalog:
    """Return the French catalogue as it is on disk."""
    if not PO_FILE.exists():
        return Catalog(locale="fr", project="prospect-tui", fuzzy=False)
    return pofile.read_po(io.BytesIO(PO_FILE.read_bytes()), locale="fr")


def update() -> None:
    """Add new texts, drop the ones that left the code, keep every translation."""
    french = catalogue()
    french.update(extracted(), no_fuzzy_matching=True)
    french.obsolete.clear()
    write(french)


def write(french: Catalog) -> None:
    """Write the French catalogue, without the dates that would change at every run."""
    french.creation_date = french.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    target = io.BytesIO()
    pofile.write_po(target, french, width=100, sort_output=True, no_location=True)
    PO_FILE.parent.mkdir(parents=True, exist_ok=True)
    PO_FILE.write_bytes(target.getvalue())


def compile_catalogue() -> None:
    """Write the binary catalogue that the program reads."""
    target = io.BytesIO()
    mofile.write_mo(target, catalogue())
    PO_FILE.with_suffix(".mo").write_bytes(target.getvalue())


def problems() -> list[str]:
    """Return what is missing or left over, one line each."""
    in_code = {str(message.id) for message in extracted() if message.id}
    french = {str(message.id): message.string for message in catalogue() if message.id}
    lines = [f"not in the catalogue: {text}" for text in sorted(in_code - french.keys())]
    lines += [f"no longer in the code: {text}" for text in sorted(french.keys() - in_code)]
    for text, string in sorted(french.items()):
        parts = string if isinstance(string, tuple) else (string,)
        if not all(parts):
            lines.append(f"no French for: {text}")
    return lines


def main() -> int:
    """Run the command named on the command line."""
    command = sys.argv[1]
    if command == "update":
        update()
    if command in {"update", "compile"}:
        compile_catalogue()
        return 0
    found = problems()
    print("\n".join(found) or "texts: complete")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
