"""The spreadsheet of a file: what a view shows in which order, and editing in place."""

from datetime import date, time

import pytest

from prospect_tui.domain.columns import COLUMNS_BY_KEY, Column
from prospect_tui.domain.errors import InvalidValue, NotFound, Refused
from prospect_tui.domain.views import SortKey, View, parse_filter
from prospect_tui.domain.vocabulary import Nature, PlanKind
from prospect_tui.domain.when import When
from prospect_tui.i18n.labels import nature_label
from prospect_tui.services import cockpit, grid, opposition, queue, undo
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.conversion import convert_rows
from prospect_tui.services.prospect_files import columns, save_sort, saved_sort
from prospect_tui.services.queue import upcoming
from prospect_tui.services.row_finder import RowFinder
from prospect_tui.services.workspace import Workspace
from tests.builders import clock_of, dump, make_file, make_prospect
from tests.storage.checks import problems


@pytest.fixture
def file(workspace: Workspace) -> int:
    """Return a new file."""
    return make_file(workspace)


def edit(workspace: Workspace, row: int, key: str, text: str) -> grid.CellSaved:
    return grid.edit_cell(workspace, row, COLUMNS_BY_KEY[key], text)


def add_own_column(workspace: Workspace, file: int, label: str, kind: str = "") -> Column:
    with workspace.writing("add_column") as writing:
        writing.connection.execute(
            "INSERT INTO file_column (file_id, label, kind) VALUES (?, ?, ?)", (file, label, kind)
        )
    return next(c for c in columns(workspace, file).values() if c.label == label)


def shown(workspace: Workspace, file: int, filter_text: str = "", *sort: SortKey) -> list[int]:
    """Return the ids of a view typed by its column keys."""
    known = columns(workspace, file)
    names = {column.label.lower() or key: key for key, column in known.items()}
    words, conditions = parse_filter(filter_text, names)
    view = View(words, conditions, sort)
    found = grid.ids_of(workspace, file, view, known)
    assert found == RowFinder(workspace).complete(file, view, known)
    return list(found)


# editing


def test_a_cell_is_written_cleaned_and_derived(workspace: Workspace, file: int) -> None:
    row = make_prospect(workspace, file)
    saved = edit(workspace, row, "company_name", "  Menuiserie\u200b Œuvrard\n& Fils ")
    assert saved == grid.CellSaved(row, "company_name", "Menuiserie Œuvrard & Fils")
    assert shown(workspace, file, "oeuvrard") == [row]
    edit(workspace, row, "phone", "01.99.00.77.77 / 06 39 98 00 01")
    numbers = [number.e164 for number in cockpit.card(workspace, row).prospect.numbers]
    assert numbers == ["+33199007777", "+33639980001"]
    assert problems(workspace.connection) == []


@pytest.mark.parametrize(
    ("key", "typed", "kept", "problem"),
    [
        ("siret", "732 829 320 00074", "73282932000074", ""),
        ("siret", "732 829 320 00075", "73282932000075", "siret.checksum"),
        ("email", "Anais@Exemple.FR", "Anais@exemple.fr", ""),
        ("email", "anais exemple.fr", "anais exemple.fr", "email.no_at"),
        ("phone", "1234", "1234", "phone.too_short"),
        ("turnover", "12 k€", "1200000", ""),
        ("turnover", "beaucoup", "beaucoup", "value.amount"),
        ("amount", "-5 €", "-500", ""),
        ("founded_on", "01/02/2003", "2003-02-01", ""),
        ("founded_on", "31/02/2003", "31/02/2003", "value.date"),
        ("postcode", "6900", "06900", ""),
        ("postcode", "690", "690", "postcode.format"),
        ("naf", "4332a", "43.32A", ""),
        ("nature", "individual", "individual", ""),
        ("nature", "martien", "martien", "cell.not_a_choice"),
        ("nature", "", "unknown", ""),
        ("city", "", "", ""),
    ],
)
def test_a_wrong_value_is_kept_and_marked(
    workspace: Workspace, file: int, key: str, typed: str, kept: str, problem: str
) -> None:
    row = make_prospect(workspace, file)
    saved = edit(workspace, row, key, typed)
    assert (saved.value, saved.problem) == (kept, problem)
    (record,) = grid.records(workspace, [row], [COLUMNS_BY_KEY[key]]).values()
    assert record.values == (kept,)


def test_a_choice_outside_the_list_is_kept_and_marked() -> None:
    column = Column("own:1", COLUMNS_BY_KEY["nature"].kind, label="Taille", choices=("S", "M"))
    assert grid.cell_problem(column, "XL") == "cell.not_a_choice"
    assert grid.cell_problem(column, "M") is None
    assert grid.cell_problem(column, "") is None


def test_a_column_of_the_file_is_edited_like_another(workspace: Workspace, file: int) -> None:
    surface = add_own_column(workspace, file, "Surface", "number")
    row, other = make_prospect(workspace, file), make_prospect(workspace, file)
    assert grid.edit_cell(workspace, row, surface, "300").problem == ""
    assert grid.edit_cell(workspace, other, surface, "grande").problem == "value.number"
    assert shown(workspace, file, "300") == [row]
    found = grid.records(workspace, [row, other], [surface])
    assert [found[one].values for one in (row, other)] == [("300",), ("grande",)]
    grid.edit_cell(workspace, row, surface, "")
    assert shown(workspace, file, "300") == []
    assert problems(workspace.connection) == []


def test_what_cannot_be_edited(workspace: Workspace, file: int) -> None:
    row = make_prospect(workspace, file)
    before = dump(workspace)
    with pytest.raises(Refused, match=r"cell\.computed"):
        edit(workspace, row, "score", "CHAUD")
    with pytest.raises(InvalidValue) as refusal:
        edit(workspace, row, "notes", "x" * 5001)
    assert refusal.value.params == {"length": 5001, "limit": 5000}
    with pytest.raises(NotFound, match=r"row\.not_found"):
        edit(workspace, 999, "city", "Lyon")
    assert dump(workspace) == before


def test_the_same_value_again_is_no_action(workspace: Workspace, file: int) -> None:
    row = make_prospect(workspace, file, city="Lyon")
    before, history = dump(workspace), undo.history(workspace)
    clock_of(workspace).advance(hours=1)
    assert edit(workspace, row, "city", " Lyon ").value == "Lyon"
    assert dump(workspace) == before
    assert undo.history(workspace) == history


def test_a_bad_number_stays_bad_when_another_cell_changes(workspace: Workspace, file: int) -> None:
    row = make_prospect(workspace, file, mobile="06 39 98 00 01")
    log_call(workspace, CallEntry(row, "ERR"))
    edit(workspace, row, "direct_line", "01 99 00 88 88")
    numbers = cockpit.card(workspace, row).prospect.numbers
    assert [(n.e164, n.is_bad) for n in numbers] == [
        ("+33199000000", True),
        ("+33639980001", False),
        ("+33199008888", False),
    ]


def test_an_edit_is_undone_with_all_it_derived(workspace: Workspace, file: int) -> None:
    row = make_prospect(workspace, file)
    before = dump(workspace)
    edit(workspace, row, "phone", "01 99 00 66 66")
    done = undo.undo(workspace)
    assert done is not None
    assert (done.code, done.params["column"]) == ("edit_cell", "phone")
    assert dump(workspace) == before


def test_a_new_row_is_normalised_and_comes_last(workspace: Workspace, file: int) -> None:
    make_prospect(workspace, file)
    row = grid.add_row(
        workspace,
        file,
        {"company_name": " Neuve ", "siret": "732 829 320 00074", "turnover": "1 M€"},
    )
    record = cockpit.card(workspace, row).prospect
    assert record.values["company_name"] == "Neuve"
    assert record.values["siret"] == "73282932000074"
    assert record.values["turnover"] == "100000000"
    assert shown(workspace, file)[-1] == row
    assert grid.add_row(workspace, file) == shown(workspace, file)[-1]
    assert problems(workspace.connection) == []


@pytest.mark.parametrize(
    ("natures", "taken"),
    [
        ((), "unknown"),
        (("professional",), "professional"),
        (("individual", "individual"), "individual"),
        (("professional", "individual"), "unknown"),
        (("professional", "unknown"), "unknown"),
        (("martien",), "unknown"),
    ],
)
def test_a_new_row_is_about_whom_all_of_its_file_are(
    workspace: Workspace, file: int, natures: tuple[str, ...], taken: str
) -> None:
    for nature in natures:
        make_prospect(workspace, file, nature=nature)
    make_prospect(workspace, make_file(workspace, "Autre"), nature="individual")
    row = grid.add_row(workspace, file, {"company_name": "Neuve"})
    other = grid.add_row(workspace, file, {"nature": "particulier"})
    assert cockpit.card(workspace, row).prospect.values["nature"] == taken
    assert cockpit.card(workspace, other).prospect.values["nature"] == "individual"


def test_a_nature_that_is_none_counts_as_unknown(workspace: Workspace, file: int) -> None:
    row = make_prospect(workspace, file, nature="professional")
    edit(workspace, row, "nature", "martien")
    card = cockpit.card(workspace, row)
    assert card.verdict.message_id == "law.unknown_nature"
    assert nature_label(card.prospect.values["nature"]) == "martien"


# striking, deleting, dating


def test_a_struck_row_stays_visible_and_comes_back(workspace: Workspace, file: int) -> None:
    rows = [make_prospect(workspace, file) for _ in range(3)]
    assert grid.strike(workspace, rows[:2], "doublon\u202e") == 2
    assert grid.strike(workspace, rows, "encore") == 1
    assert shown(workspace, file) == rows
    assert queue.upcoming(workspace) == []
    assert cockpit.card(workspace, rows[0]).prospect.struck_reason == "doublon"
    assert grid.restore(workspace, rows) == 3
    assert cockpit.card(workspace, rows[0]).prospect.struck_reason == ""
    assert [entry.prospect_id for entry in queue.upcoming(workspace)] == rows


def test_a_converted_row_is_neither_struck_nor_deleted(workspace: Workspace, file: int) -> None:
    row = make_prospect(workspace, file)
    convert_rows(workspace, [row], anyway=True)
    assert grid.strike(workspace, [row]) == 0
    with pytest.raises(Refused, match=r"row\.has_history"):
        grid.delete_rows(workspace, [row])


def test_an_opposed_row_is_not_restored(workspace: Workspace, file: int) -> None:
    row = make_prospect(workspace, file)
    opposition.oppose(workspace, row)
    assert grid.restore(workspace, [row]) == 0


def test_only_rows_without_a_history_are_deleted(workspace: Workspace, file: int) -> None:
    rows = [make_prospect(workspace, file) for _ in range(3)]
    log_call(workspace, CallEntry(rows[2], "NRP"))
    before = dump(workspace)
    with pytest.raises(Refused) as refusal:
        grid.delete_rows(workspace, rows)
    assert refusal.value.message_id == "row.has_history"
    assert refusal.value.params == {"name": "Menuiserie 002"}
    assert dump(workspace) == before
    assert grid.delete_rows(workspace, rows[:2]) == 2
    assert shown(workspace, file) == rows[2:]
    undo.undo(workspace)
    assert dump(workspace) == before


def test_a_date_given_by_hand_is_a_promise(workspace: Workspace, file: int) -> None:
    row = make_prospect(workspace, file)
    when = When(date(2026, 11, 25), time(9, 30))
    grid.set_next_date(workspace, row, when, " devis ")
    record = cockpit.card(workspace, row).prospect
    assert (record.next_kind, record.next_when, record.next_subject) == (
        PlanKind.PROMISED,
        when,
        "devis",
    )
    grid.set_next_date(workspace, row, When(date(2026, 11, 26)))
    assert cockpit.card(workspace, row).prospect.next_subject == "devis"


def test_a_date_by_hand_is_refused_in_the_past_or_for_a_closed_row(
    workspace: Workspace, file: int
) -> None:
    row = make_prospect(workspace, file)
    with pytest.raises(Refused, match=r"opportunity\.next_in_past"):
        grid.set_next_date(workspace, row, When(date(2026, 11, 22)))
    grid.strike(workspace, [row])
    with pytest.raises(Refused) as refusal:
        grid.set_next_date(workspace, row, When(date(2026, 11, 25)))
    assert refusal.value.message_id == "row.not_active"
    assert refusal.value.params == {"name": "Menuiserie 000"}


def test_the_nature_of_several_rows_is_one_action(workspace: Workspace, file: int) -> None:
    rows = [make_prospect(workspace, file) for _ in range(2)]
    grid.set_nature(workspace, rows, Nature.INDIVIDUAL)
    assert queue.upcoming(workspace) == []
    undo.undo(workspace)
    assert len(queue.upcoming(workspace)) == 2


def test_the_sort_of_a_file_is_kept(workspace: Workspace, file: int) -> None:
    sort = (SortKey("score", descending=True), SortKey("city"))
    save_sort(workspace, file, sort)
    assert saved_sort(workspace, file) == sort
    assert saved_sort(workspace, 999) == ()


def test_a_row_restored_after_a_refusal_is_offered_again(workspace: Workspace, file: int) -> None:
    row = make_prospect(workspace, file)
    log_call(workspace, CallEntry(row, "REFUS"))
    assert [entry.prospect_id for entry in upcoming(workspace)] == []
    grid.restore(workspace, [row])
    assert [entry.prospect_id for entry in upcoming(workspace)] == [row]
