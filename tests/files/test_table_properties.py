"""In = out + bad: whatever is done to a file, no row vanishes and none comes twice."""

import re
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prospect_tui.domain.errors import UnreadableFile
from prospect_tui.files.table import BadRow, TableSource, open_table

HEADER = "Société;Téléphone;Ville;Notes"
TOKEN = re.compile(r"K\d{4}k")
MUTATIONS = ('"', ";", '";', ';"', '"\n', "\n", "\r", "\r\n", ",", "\t", "\0", "é", "\\", " ", "'=")

tokens = st.integers(0, 9999).map(lambda number: f"K{number:04}k")
cells = st.one_of(
    tokens,
    st.builds('"{}"'.format, tokens),
    st.builds('"{} ; {}"'.format, tokens, tokens),
    st.builds('"{}\n{}"'.format, tokens, tokens),
    st.builds('{} ""{}""'.format, tokens, tokens),
    st.just(""),
)
lines = st.lists(cells, min_size=4, max_size=4).map(";".join)
mutations = st.lists(
    st.tuples(st.integers(0, 2000), st.sampled_from(MUTATIONS), st.integers(0, 2)), max_size=8
)


def mutated(text: str, changes: list[tuple[int, str, int]]) -> str:
    """Insert each mutation at its place, deleting as many characters as it says."""
    for place, added, removed in changes:
        at = place % (len(text) + 1)
        text = text[:at] + added + text[at + removed :]
    return text


def told(table: TableSource) -> Counter[str]:
    """Count the tokens in all that comes out of the table, its header included."""
    found = Counter(TOKEN.findall(" ".join(table.header)))
    for row in table.rows():
        text = row.raw.replace("\0", "") if isinstance(row, BadRow) else " | ".join(row.cells)
        found.update(TOKEN.findall(text))
    return found


def opened(path: Path, header: bool | None = None) -> tuple[TableSource | None, str]:
    """Open the table, or say why not."""
    try:
        return open_table(path, header=header), ""
    except UnreadableFile as error:
        return None, error.message_id


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.lists(lines, min_size=2, max_size=12), changes=mutations)
def test_every_token_of_a_mutated_file_comes_out_once(
    tmp_path: Path, rows: list[str], changes: list[tuple[int, str, int]]
) -> None:
    text = mutated("\n".join(rows), changes)
    path = tmp_path / "mutated.csv"
    path.write_bytes(f"{HEADER}\n{text}\n".encode())
    expected = Counter(TOKEN.findall(text.replace("\0", "")))
    table, refusal = opened(path, header=True)
    if table is None:
        assert (refusal, expected) == ("file.no_rows", Counter())
        return
    assert told(table) == expected
    assert list(table.rows()) == list(table.rows())


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.binary(max_size=400))
def test_any_bytes_give_a_table_or_a_reason(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bytes.csv"
    path.write_bytes(content)
    table, refusal = opened(path)
    assert refusal.startswith("file.") is (table is None)
    width = len(table.header) if table else 0
    for row in table.rows() if table else ():
        assert isinstance(row, BadRow) or len(row.cells) == width
        assert row.line >= 1
