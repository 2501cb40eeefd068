"""A file beside a plain list of lists: whatever is done to both, they stay the same.

After each act what is derived (search, numbers, sort keys) is that of the cells, worked out afresh.
"""

from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from prospect_tui.domain.blocks import block_text, parse_block
from prospect_tui.domain.columns import COLUMNS_BY_KEY, Column
from prospect_tui.services import cells, grid, prospect_files, row_acts, undo
from prospect_tui.services.cell_writer import stored_value
from prospect_tui.services.cells import CellChange
from prospect_tui.services.replacing import Replacement, replace_cells, replace_preview
from tests.builders import make_file, make_workspace
from tests.storage.checks import problems, search_index_is_sound

KEYS = ("company_name", "phone", "email", "notes", "tags")
TEXTS = st.sampled_from(
    (
        *("", "Lyon", "Œuvre d'art", "01 99 00 12 34", "06.39.98.00.01 / 01 99 00 55 55", "12 k€"),
        *("deux\nlignes", 'dit "oui"', "a\tb", "\x1b[2J\ud800", "salon, VIP", "a@exemple.fr"),
        "18446744073709551616",
    )
)
BLOCKS = st.lists(st.lists(TEXTS, min_size=1, max_size=4), min_size=1, max_size=5)
PLACES = st.integers(0, 30)
Sheet = list[list[str]]


class SheetMachine(RuleBasedStateMachine):
    """The file, the list of lists, and the lists that undo and redo bring back."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.workspace = make_workspace(Path(self.folder.name))
        self.file = make_file(self.workspace)
        self.sheet: Sheet = []
        self.past: list[Sheet] = []
        self.future: list[Sheet] = []
        self.columns: list[Column] = []

    @initialize(rows=st.integers(0, 6))
    def fill(self, rows: int) -> None:
        with self.workspace.writing("add_column") as writing:
            writing.connection.execute(
                "INSERT INTO file_column (file_id, label) VALUES (?, 'Surface')", (self.file,)
            )
        known = prospect_files.columns(self.workspace, self.file).values()
        own = next(column for column in known if column.is_own)
        self.columns = [*(COLUMNS_BY_KEY[key] for key in KEYS), own]
        for _ in range(rows):
            row_acts.add_row(self.workspace, self.file)
        self.sheet = [[""] * len(self.columns) for _ in range(rows)]

    # the model

    def ids(self) -> list[int]:
        return grid.first_ids(self.workspace, self.file, 1000)

    def kept(self, column: int, text: str) -> str:
        return stored_value(self.columns[column], text)

    def became(self, sheet: Sheet) -> None:
        """Note what the model became by one act, which changes nothing if it is the same."""
        if sheet != self.sheet:
            self.past.append(self.sheet)
            self.future.clear()
            self.sheet = sheet

    # acts

    @rule(row=PLACES, column=PLACES, text=TEXTS)
    def edit(self, row: int, column: int, text: str) -> None:
        if self.sheet:
            row, column = row % len(self.sheet), column % len(self.columns)
            before = self.sheet[row][column]
            cells.edit_cell(
                self.workspace, self.ids()[row], self.columns[column], text, expected=before
            )
            sheet = deepcopy(self.sheet)
            sheet[row][column] = self.kept(column, text)
            self.became(sheet)

    @rule(changes=st.lists(st.tuples(PLACES, PLACES, TEXTS), max_size=6))
    def write(self, changes: list[tuple[int, int, str]]) -> None:
        if not self.sheet:
            return
        sheet, ids = deepcopy(self.sheet), self.ids()
        asked = []
        for wanted_row, wanted_column, text in changes:
            row, column = wanted_row % len(sheet), wanted_column % len(self.columns)
            sheet[row][column] = self.kept(column, text)
            asked.append(CellChange(ids[row], self.columns[column], text))
        cells.write_cells(self.workspace, asked)
        self.became(sheet)

    @rule(block=BLOCKS, row=PLACES, column=PLACES, tall=st.integers(1, 4), wide=st.integers(1, 4))
    def paste(self, block: Sheet, row: int, column: int, tall: int, wide: int) -> None:
        block = parse_block(block_text(block))
        height, width = len(block), max(map(len, block))
        row, column = row % (len(self.sheet) + 1), column % len(self.columns)
        rows = tall if tall % height == 0 else height
        across = wide if wide % width == 0 else width
        if column + across > len(self.columns):
            return
        cells.paste(
            self.workspace, self.file, self.ids(), self.columns[column:], block,
            start_row=row, add_rows=True, over=(tall, wide),
        )  # fmt: skip
        sheet = deepcopy(self.sheet)
        sheet += [[""] * len(self.columns) for _ in range(row + rows - len(sheet))]
        for down in range(rows):
            for right in range(across):
                texts = block[down % height]
                if right % width < len(texts):
                    text = texts[right % width]
                    sheet[row + down][column + right] = self.kept(column + right, text)
        self.became(sheet)

    @rule(
        first=PLACES, rows=st.integers(1, 5), column=PLACES, act=st.sampled_from("fcw"), text=TEXTS
    )
    def block_act(self, first: int, rows: int, column: int, act: str, text: str) -> None:
        """Fill down, clear, or write one text, in two columns or one."""
        if not self.sheet:
            return
        first, column = first % len(self.sheet), column % len(self.columns)
        places = range(len(self.sheet))[first : first + rows]
        ids = [self.ids()[place] for place in places]
        sheet = deepcopy(self.sheet)
        across = range(len(self.columns))[column : column + 2]
        columns = [self.columns[one] for one in across]
        if act == "f":
            cells.fill_down(self.workspace, ids, columns)
        elif act == "c":
            cells.clear_cells(self.workspace, ids, columns)
        else:
            across = across[:1]
            cells.write_all(self.workspace, ids, columns[0], text)
        for place in places:
            for one in across:
                values = {"f": self.sheet[first][one], "c": "", "w": self.kept(one, text)}
                sheet[place][one] = values[act]
        self.became(sheet)

    @rule(find=st.sampled_from(["L", "01", '"', "oui", "é"]), by=TEXTS, column=PLACES)
    def replace(self, find: str, by: str, column: int) -> None:
        column %= len(self.columns)
        wanted = Replacement(find, by, match_case=True)
        sheet = deepcopy(self.sheet)
        clean_by = stored_value(COLUMNS_BY_KEY["city"], f".{by}.")[1:-1]
        for row in sheet:
            if find in row[column]:
                row[column] = self.kept(column, row[column].replace(find, clean_by))
        ids, columns = self.ids(), self.columns[column : column + 1]
        told = replace_preview(self.workspace, ids, columns, wanted)
        assert replace_cells(self.workspace, ids, columns, wanted).cells == told.cells
        self.became(sheet)

    @rule(row=PLACES)
    def duplicate(self, row: int) -> None:
        if self.sheet:
            row %= len(self.sheet)
            row_acts.duplicate_rows(self.workspace, [self.ids()[row]])
            self.became([*self.sheet[: row + 1], [*self.sheet[row]], *self.sheet[row + 1 :]])

    @rule(row=PLACES)
    def delete(self, row: int) -> None:
        if self.sheet:
            row %= len(self.sheet)
            row_acts.delete_rows(self.workspace, [self.ids()[row]])
            self.became([*self.sheet[:row], *self.sheet[row + 1 :]])

    @rule()
    def undo(self) -> None:
        if self.past:
            assert undo.undo(self.workspace) is not None
            self.future.append(self.sheet)
            self.sheet = self.past.pop()

    @rule()
    def redo(self) -> None:
        if self.future:
            assert undo.redo(self.workspace) is not None
            self.past.append(self.sheet)
            self.sheet = self.future.pop()

    # what always holds

    @invariant()
    def the_file_is_the_sheet(self) -> None:
        ids = self.ids()
        found = grid.records(self.workspace, ids, self.columns)
        assert [[*found[row_id].values] for row_id in ids] == self.sheet

    @invariant()
    def what_is_derived_is_in_step(self) -> None:
        assert problems(self.workspace.connection) == []

    def teardown(self) -> None:
        assert search_index_is_sound(self.workspace.connection)
        self.workspace.close()
        self.folder.cleanup()


TestSheet = SheetMachine.TestCase
TestSheet.settings = settings(
    max_examples=25,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
