"""Filters and sorts in the user's words: the names of columns, and the words of coded values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from prospect_tui.domain.cleaning import clean, fold
from prospect_tui.domain.columns import Column
from prospect_tui.domain.views import (
    Condition,
    SortKey,
    Test,
    filter_text,
    parse_filter,
    unknown_columns,
)
from prospect_tui.domain.vocabulary import ColumnKind, Nature
from prospect_tui.i18n import _
from prospect_tui.i18n.labels import (
    known_results,
    known_scores,
    nature_label,
    result_label,
    score_label,
)
from prospect_tui.wording.cells import editable_text, title

Conditions = tuple[Condition, ...]


def column_names(columns: Mapping[str, Column]) -> dict[str, str]:
    """Return the key of a column for each of its names, folded.

    A title also goes by itself without its last brackets ("(€)") or its spaces, and by its first
    word; the first column that has a name keeps it.
    """
    names = {fold(key): key for key in columns}
    for column in columns.values():
        label = fold(clean(title(column)))
        words = label.split()
        for name in (label, label.split(" (")[0], "".join(words), *words[:1]):
            names.setdefault(name, column.key)
    return names


def column_name(column: Column, names: Mapping[str, str]) -> str:
    """Return the title of a column, or its key when the title means another one in `names`."""
    label = clean(title(column)).strip()
    return label if names.get(fold(label)) == column.key else column.key


def code_words(column: Column) -> dict[str, str]:
    """Return the word of each code that a column may hold; none for a column of plain texts."""
    if column.key == "result":
        return known_results() or _default_results()
    if column.key == "score":
        return known_scores() or _default_scores()
    if column.key == "nature":
        return {code.value: nature_label(code.value) for code in Nature}
    if column.kind is ColumnKind.YES_NO:
        return {"yes": _("yes"), "no": _("no")}
    return {}


def _default_results() -> dict[str, str]:
    from prospect_tui.domain.results import DEFAULT_RESULTS  # noqa: PLC0415 - long

    return {rule.code: result_label(rule.code) for rule in DEFAULT_RESULTS}


def _default_scores() -> dict[str, str]:
    from prospect_tui.domain.results import DEFAULT_SCORES  # noqa: PLC0415 - long

    return {rule.code: score_label(rule.code) for rule in DEFAULT_SCORES}


def value_text(column: Column, value: str) -> str:
    """Return a stored value as one would read it."""
    words = code_words(column)
    return words.get(value) or words.get(value.replace(" ", "_")) or typed_value(column, value)


def typed_value(column: Column, value: str) -> str:
    """Return a stored value as a condition holds it: a code, else what one would type."""
    if code_words(column):
        return value
    if is_date(column):
        try:
            return f"{date.fromisoformat(value):%d/%m/%Y}"
        except ValueError:
            return value
    return editable_text(column, value)


def is_date(column: Column) -> bool:
    """Say whether a column holds days or moments."""
    return column.kind is ColumnKind.DATE or column.key in {"next", "last_call"}


def read_filter(text: str, columns: Mapping[str, Column]) -> tuple[str, Conditions]:
    """Return the words and conditions of a filter typed with titles or keys, words or codes.

    The text is cleaned first: it may come from anywhere, and be kept. Raises `InvalidValue` for a
    wrong regular expression.
    """
    labels = {
        column.key: {fold(word): code for code, word in words.items()}
        for column in columns.values()
        if (words := code_words(column))
    }
    return parse_filter(clean(text), column_names(columns), labels)


def unknown_text(text: str, columns: Mapping[str, Column]) -> str:
    """Say which names of columns in a typed filter mean none, and what may be meant; or ""."""
    names = column_names(columns)
    sentences = []
    for name in unknown_columns(clean(text), names):
        said = _("There is no column “{name}”: it is searched as a text.").format(name=name)
        for key in nearest(name, names)[:1]:
            meant = _("Did you mean “{column}”?")
            said += " " + meant.format(column=column_name(columns[key], names))
        sentences.append(said)
    return " ".join(sentences)


def nearest(name: str, names: Mapping[str, str]) -> list[str]:
    """Return the keys of the columns whose name begins with this one or looks most like it."""
    from difflib import get_close_matches  # noqa: PLC0415 - first mistake

    typed = fold(name).strip()
    longer = (known for known in names if typed and known.startswith(typed))
    found = (*longer, *get_close_matches(typed, names))
    return list(dict.fromkeys(names[one] for one in found))


def worded_filter(
    words: str, conditions: Iterable[Condition], columns: Mapping[str, Column]
) -> str:
    """Return the line that `read_filter` reads as these: the user's titles and words."""
    names = column_names(columns)
    known = (one for one in conditions if one.column in columns)
    worded = [_worded(one, columns[one.column]) for one in known]
    return filter_text(words, worded, lambda key: column_name(columns[key], names))


def _worded(condition: Condition, column: Column) -> Condition:
    if condition.test not in {Test.IS, Test.IN}:
        return condition
    words = code_words(column)
    return replace(condition, values=tuple(words.get(one, one) for one in condition.values))


def worded_sort(sort: Sequence[SortKey], columns: Mapping[str, Column]) -> str:
    """Return a sort in words: "Score ↓, Ville ↑"."""
    return ", ".join(
        f"{clean(title(columns[key.column]))} {'↓' if key.descending else '↑'}"
        for key in sort
        if key.column in columns
    )


def missing_text(titles: Sequence[str], file_name: str) -> str:
    """Say that a view asks something of columns that a file lacks."""
    text = _("“{file}” has no column {columns}: what the view asks of it is left out.")
    quoted = (_("“{title}”").format(title=one) for one in titles)
    return text.format(file=file_name, columns=", ".join(quoted))
