"""Find and replace: what is announced is what is done."""

import pytest

from prospect_tui.domain.columns import COLUMNS_BY_KEY
from prospect_tui.domain.errors import InvalidValue, NotFound
from prospect_tui.services import cells, grid, replacing, undo
from prospect_tui.services.replacing import Replacement, replace_cells, replace_preview
from prospect_tui.services.workspace import Workspace
from tests.builders import dump, make_file, make_prospect
from tests.storage.checks import problems

NAME, CITY, SCORE = (COLUMNS_BY_KEY[key] for key in ("company_name", "city", "score"))
TURNOVER, NOTES = COLUMNS_BY_KEY["turnover"], COLUMNS_BY_KEY["notes"]


def changed(workspace: Workspace, before: str, replacement: Replacement) -> str:
    """Return what becomes of one cell, announced and done."""
    row = make_prospect(workspace, make_file(workspace, before or "vide"), notes=before)
    told = replace_preview(workspace, [row], [NOTES], replacement)
    written = replace_cells(workspace, [row], [NOTES], replacement)
    (record,) = grid.records(workspace, [row], [NOTES]).values()
    (after,) = record.values
    assert told.cells == told.rows == written.cells == (after != before)
    assert told.examples == (((before, after),) if after != before else ())
    return after


@pytest.mark.parametrize(
    ("before", "find", "by", "after"),
    [
        ("Lyon 3e", "lyon", "Bron", "Bron 3e"),
        ("SÈTE et Sete", "sète", "Agde", "Agde et Agde"),
        ("Œuvre d’art", "oeuvre d'ART", "Toile", "Toile"),
        ("cœur", "oe", "o", "cour"),
        ("cœur", "co", "x", "cœur"),
        ("cœur", "eu", "x", "cœur"),
        ("straße ß", "ss", "z", "straze z"),
        ("e\u0331te\u0331", "e", "a", "ata"),
        ("aaa", "aa", "b", "ba"),
        ("a.b", ".", "", "ab"),
        ("a b", " ", "", "ab"),
        ("deux\nlignes", "lignes", "rangs", "deux\nrangs"),
        ("x", "x", r"\1 $& \g<a>", r"\1 $& \g<a>"),
        ("absent", "zut", "x", "absent"),
        ("", "x", "y", ""),
    ],
)
def test_a_text_is_found_whatever_its_case_and_accents(
    workspace: Workspace, before: str, find: str, by: str, after: str
) -> None:
    assert changed(workspace, before, Replacement(find, by)) == after


@pytest.mark.parametrize(
    ("before", "find", "after"),
    [("Lyon LYON lyon", "LYON", "Lyon x lyon"), ("été ete", "ete", "été x")],
)
def test_a_text_is_found_as_it_is_written(
    workspace: Workspace, before: str, find: str, after: str
) -> None:
    assert changed(workspace, before, Replacement(find, "x", match_case=True)) == after


@pytest.mark.parametrize(
    ("before", "find", "match_case", "after"),
    [
        ("LYÔN", "lyon", False, "x"),
        ("Lyon 3e", "lyon", False, "Lyon 3e"),
        ("lyon", "Lyon", True, "lyon"),
        ("Lyon", "Lyon", True, "x"),
        ("", "", False, "x"),
    ],
)
def test_the_whole_cell_may_be_asked_for(
    workspace: Workspace, before: str, find: str, match_case: bool, after: str
) -> None:
    wanted = Replacement(find, "x", whole_cell=True, match_case=match_case)
    assert changed(workspace, before, wanted) == after


@pytest.mark.parametrize(
    ("before", "wanted", "after"),
    [
        ("Jean Petit", Replacement(r"(\w+) (\w+)", r"\2 \1", is_regex=True), "Petit Jean"),
        ("n°12", Replacement(r"(?P<n>\d+)", r"<\g<n>>", is_regex=True), "n°<12>"),
        ("LYON", Replacement("lyon", "x", is_regex=True), "x"),
        ("LYON", Replacement("lyon", "x", is_regex=True, match_case=True), "LYON"),
        ("12 34", Replacement(r"\d+", "x", is_regex=True, whole_cell=True), "12 34"),
        ("1234", Replacement(r"\d+", "x", is_regex=True, whole_cell=True), "x"),
        ("a b", Replacement(r"\s", "\n", is_regex=True), "a\nb"),
        ("vide", Replacement(".*", "", is_regex=True, whole_cell=True), ""),
    ],
)
def test_a_regular_expression_replaces_with_its_groups(
    workspace: Workspace, before: str, wanted: Replacement, after: str
) -> None:
    assert changed(workspace, before, wanted) == after


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (Replacement("", "x"), "replace.no_text"),
        (Replacement("\u200b", "x"), "replace.no_text"),
        (Replacement("", "x", is_regex=True), "replace.no_text"),
        (Replacement("(", "x", is_regex=True), "pattern.wrong"),
        (Replacement("x", r"\7", is_regex=True), "pattern.replacement"),
        (Replacement("(x+x+)+y", "z", is_regex=True), "pattern.too_slow"),
        (Replacement("x", "y" * 5001), "cell.too_long"),
    ],
)
def test_what_cannot_be_replaced_is_told_before_and_changes_nothing(
    workspace: Workspace, wanted: Replacement, message: str
) -> None:
    row = make_prospect(workspace, make_file(workspace), notes="x" * 4000)
    before, history = dump(workspace), undo.history(workspace)
    for act in (replace_preview, replace_cells):
        with pytest.raises(InvalidValue) as refusal:
            act(workspace, [row], [NOTES], wanted)
        assert refusal.value.message_id == message
    assert (dump(workspace), undo.history(workspace)) == (before, history)


def test_only_the_rows_and_columns_asked_for_are_touched(workspace: Workspace) -> None:
    file = make_file(workspace)
    ids = [make_prospect(workspace, file, company_name="Lyon Bois") for _ in range(3)]
    before = dump(workspace)
    wanted = Replacement("lyon", "Bron")
    told = replace_preview(workspace, ids[:2], [NAME, CITY, SCORE], wanted)
    assert (told.cells, told.rows) == (4, 2)
    assert told.examples == (("Lyon Bois", "Bron Bois"), ("Lyon", "Bron"))
    written = replace_cells(workspace, ids[:2], [NAME, CITY, SCORE], wanted)
    assert (written.cells, written.rows, written.skipped) == (4, tuple(ids[:2]), 2)
    found = grid.records(workspace, ids, [NAME, CITY])
    assert found[ids[2]].values == ("Lyon Bois", "Lyon")
    assert problems(workspace.connection) == []
    done = undo.undo(workspace)
    assert done is not None
    assert (done.code, done.params) == ("replace", {"count": 2})
    assert dump(workspace) == before


def test_amounts_are_replaced_as_they_are_typed(workspace: Workspace) -> None:
    file = make_file(workspace)
    rows = [make_prospect(workspace, file, turnover=cents) for cents in ("1200000", "123450")]
    told = replace_preview(workspace, rows, [TURNOVER], Replacement("12", "13"))
    assert told.examples == (("12000", "13000"), ("1234,50", "1334,50"))
    replace_cells(workspace, rows, [TURNOVER], Replacement("12", "13"))
    found = grid.records(workspace, rows, [TURNOVER])
    assert [found[row].values for row in rows] == [("1300000",), ("133450",)]


def test_the_screen_may_say_how_values_are_typed(workspace: Workspace) -> None:
    row = make_prospect(workspace, make_file(workspace), founded_on="2003-02-01")
    founded = COLUMNS_BY_KEY["founded_on"]
    wanted = Replacement("01/02", "15/03")
    written = replace_cells(
        workspace, [row], [founded], wanted, shown=lambda _column, _value: "01/02/2003"
    )
    assert written.problems == 0
    assert grid.records(workspace, [row], [founded])[row].values == ("2003-03-15",)


def test_a_replacement_acts_on_the_cells_as_they_are_by_then(workspace: Workspace) -> None:
    file = make_file(workspace)
    rows = [make_prospect(workspace, file), make_prospect(workspace, file)]
    wanted = Replacement("Lyon", "Bron")
    assert replace_preview(workspace, rows, [CITY], wanted).cells == 2
    cells.edit_cell(workspace, rows[0], CITY, "Dax")
    assert replace_cells(workspace, rows, [CITY], wanted).cells == 1
    grid.delete_rows(workspace, rows[:1])
    with pytest.raises(NotFound, match=r"row\.not_found"):
        replace_cells(workspace, rows, [CITY], Replacement("Bron", "Dax"))


def test_some_different_examples_are_shown(workspace: Workspace) -> None:
    file = make_file(workspace)
    rows = [make_prospect(workspace, file, city=f"Lyon {n % 12}") for n in range(40)]
    told = replace_preview(workspace, rows, [CITY], Replacement("lyon", "Bron"))
    assert told.cells == 40
    assert told.examples == tuple((f"Lyon {n}", f"Bron {n}") for n in range(replacing.EXAMPLES))
