"""Writes CSV that French spreadsheets open rightly and that this program reads back unchanged.

UTF-8 with a byte order mark, semicolons, every cell quoted, formulas made harmless. It formats
nothing: phones must come in their national form, lest their "+" be guarded.
"""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from prospect_tui.domain.guarding import guarded
from prospect_tui.files.writers.atomic import new_file

DELIMITER = ";"


def write_csv(
    path: Path, header: Sequence[str], rows: Iterable[Sequence[str]], *, overwrite: bool = False
) -> int:
    """Write the table to `path`, mode 0600, and return how many rows it has.

    Raises `Refused` when the file exists and `overwrite` is not given, or cannot be written.
    """
    count = 0
    with (
        new_file(path, overwrite=overwrite) as temporary,
        temporary.open("w", encoding="utf-8-sig", errors="replace", newline="") as stream,
    ):
        # Quotes everywhere hide the commas of sentences from whoever guesses the delimiter.
        writer = csv.writer(stream, delimiter=DELIMITER, quoting=csv.QUOTE_ALL)
        writer.writerow(map(guarded, header))
        for row in rows:
            writer.writerow(map(guarded, row))
            count += 1
    return count
