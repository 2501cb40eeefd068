"""The names by which a person may type a column: its title, its key, their spellings."""

from collections.abc import Mapping

from prospect_tui.domain.cleaning import fold
from prospect_tui.domain.columns import Column
from prospect_tui.wording.cells import title


def column_names(columns: Mapping[str, Column]) -> dict[str, str]:
    """Return the key of a column for each of its names, folded.

    A title also goes by itself without spaces and by its first word, because a filter cannot hold
    a space before its sign; the first column that has a name keeps it.
    """
    names = {fold(key): key for key in columns}
    for column in columns.values():
        label = fold(title(column))
        words = label.split()
        for name in (label, "".join(words), *words[:1]):
            names.setdefault(name, column.key)
    return names
