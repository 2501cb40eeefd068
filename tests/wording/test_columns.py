"""The names by which a filter calls columns: those that one reads."""

import pytest

from prospect_tui.domain.views import Condition, Test
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.services import own_columns, prospect_files
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording.columns import read_filter, unknown_text
from tests.builders import make_file


@pytest.mark.parametrize(
    ("text", "words", "column", "value"),
    [
        ("code postal:69", "", "postcode", "69"),
        ("CodePostal:69", "", "postcode", "69"),
        ("lyon code postal:69 bois", "lyon bois", "postcode", "69"),
        ("-Budget voté (k€):3", "", "own", "3"),
        ("budget voté:3", "", "own", "3"),
        ("Score (2):3", "", "second", "3"),
    ],
)
def test_a_column_is_named_as_it_reads(
    workspace: Workspace, text: str, words: str, column: str, value: str
) -> None:
    file_id = make_file(workspace)
    own = own_columns.add_column(workspace, file_id, "Budget voté (k€)", ColumnKind.NUMBER)
    second = own_columns.add_column(workspace, file_id, "Score (2)", ColumnKind.NUMBER)
    key = {"own": own.key, "second": second.key}.get(column, column)
    columns = prospect_files.columns(workspace, file_id)
    asked = Condition(key, Test.CONTAINS, (value,), negated=text.startswith("-"))
    assert read_filter(text, columns) == (words, (asked,))
    assert unknown_text(text, columns) == ""
