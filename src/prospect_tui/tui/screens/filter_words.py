"""How a filter being typed may go on at Tab: the names of columns, then values that they hold."""

from collections.abc import Iterator, Mapping

from prospect_tui.domain.cleaning import fold
from prospect_tui.domain.columns import Column
from prospect_tui.domain.expressions import expression
from prospect_tui.domain.views import Condition, Test
from prospect_tui.services import grid
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording.columns import code_words, column_names, value_text, worded_filter

SAMPLED = 200
"""Rows of the file in which values are sought: the first ones."""
LONGEST = 100
"""Letters of a value that one would have completed."""
_BARE = r'[^\s:=<>~"]+'
_NAME = expression(rf'(?P<no>-?)(?P<name>"[^"]*|{_BARE})\Z')
_VALUE = expression(
    rf'(?P<no>-?)(?P<name>"[^"]*"|{_BARE})(?P<sign>[:=])(?P<value>"[^"]*|[^\s"|]*)\Z'
)
_TESTS = {":": Test.CONTAINS, "=": Test.IS}


class FilterWords:
    """Completes the end of a filter; the same question again gives the next way."""

    def __init__(self, workspace: Workspace) -> None:
        """Complete with what is in the base."""
        self._workspace = workspace
        self._ways: list[str] = []

    def completed(self, file_id: int, text: str, columns: Mapping[str, Column]) -> str:
        """Return the filter with its last word completed, or as it is."""
        if text in self._ways and len(self._ways) > 1:
            return self._ways[(self._ways.index(text) + 1) % len(self._ways)]
        self._ways = list(dict.fromkeys(self._found(file_id, text, columns)))
        return self._ways[0] if self._ways else text

    def _found(self, file_id: int, text: str, columns: Mapping[str, Column]) -> Iterator[str]:
        if last := _VALUE.search(text):
            key = column_names(columns).get(fold(last["name"].strip('"')))
            if key is not None:
                test = _TESTS[last["sign"]]
                head = text[: last.start()] + last["no"]
                for value in self._values(file_id, columns[key], last["value"].strip('"')):
                    yield head + worded_filter("", [Condition(key, test, (value,))], columns)
        elif last := _NAME.search(text):
            start = fold(last["name"].strip('"'))
            head = text[: last.start()] + last["no"]
            for name, key in column_names(columns).items():
                if start and name.startswith(start):
                    yield head + _before_value(key, columns)

    def _values(self, file_id: int, column: Column, start: str) -> Iterator[str]:
        """Yield what the column holds that begins with `start`, then what has it inside."""
        known = list(code_words(column).values()) or self._sampled(file_id, column)
        wanted = fold(start)
        yield from (one for one in known if fold(one).startswith(wanted))
        yield from (one for one in known if wanted in fold(one))

    def _sampled(self, file_id: int, column: Column) -> list[str]:
        if not column.is_editable:
            return []
        ids = grid.first_ids(self._workspace, file_id, SAMPLED)
        stored = {row.values[0] for row in grid.glance(self._workspace, ids, [column]).values()}
        values = {value_text(column, value) for value in stored if 0 < len(value) <= LONGEST}
        return sorted(values, key=fold)


def _before_value(key: str, columns: Mapping[str, Column]) -> str:
    """Return a condition as far as its sign: "Ville:"."""
    asked = worded_filter("", [Condition(key, Test.CONTAINS, ("x",))], columns)
    return asked.removesuffix("x")
