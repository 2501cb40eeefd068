"""Objecting to canvassing: absolute, kept without a name, enforced wherever the number comes."""

from datetime import date, time
from pathlib import Path
from string import hexdigits

import pytest

from prospect_tui.domain.columns import COLUMNS_BY_KEY
from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.errors import NotFound, Refused
from prospect_tui.domain.vocabulary import RowState
from prospect_tui.domain.when import When
from prospect_tui.services import agenda, cockpit, grid, opposition, queue, undo
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.conversion import convert_rows
from prospect_tui.services.workspace import Workspace
from tests.builders import dump, make_file, make_prospect
from tests.storage.checks import problems

NUMBER, MAIL = "01 99 00 12 34", "Anais@Exemple.fr"
TOMORROW = When(date(2026, 11, 24), time(9))


@pytest.fixture
def file(workspace: Workspace) -> int:
    """Return a new file."""
    return make_file(workspace)


@pytest.fixture
def row(workspace: Workspace, file: int) -> int:
    """Return a row with a number, a mail, a planned call and a task."""
    row_id = make_prospect(workspace, file, phone=NUMBER, email=MAIL)
    grid.set_next_date(workspace, row_id, TOMORROW)
    agenda.add_task(workspace, "Documentation", TOMORROW, prospect_id=row_id)
    return row_id


def assert_closed(workspace: Workspace, row: int) -> None:
    card = cockpit.card(workspace, row)
    assert card.prospect.opposed
    assert card.prospect.state is RowState.STRUCK
    assert card.prospect.score == "ARRETE"
    assert card.prospect.next_when is None
    assert card.verdict.message_id == "law.opposed"
    assert row not in [entry.prospect_id for entry in queue.upcoming(workspace)]


def test_nothing_is_left_planned(workspace: Workspace, row: int) -> None:
    opposition.oppose(workspace, row, said="par téléphone")
    assert_closed(workspace, row)
    left = workspace.connection.execute(
        "SELECT count(*) FROM activity WHERE cancelled_at IS NULL"
    ).fetchone()
    assert left == (0,)
    assert problems(workspace.connection) == []


def test_said_during_a_call_it_is_the_same(workspace: Workspace, row: int) -> None:
    answers = Answers(opposition=True, opposition_channels=("phone", "email"), reason="agacé")
    logged = log_call(workspace, CallEntry(row, "REFUS", answers))
    assert logged.consequence.opposes
    assert_closed(workspace, row)
    kept = workspace.connection.execute("SELECT channel, said FROM opposition").fetchall()
    assert kept == [("phone,email", "call")] * 2


@pytest.mark.parametrize(
    "mail",
    [
        "06.39.98.12.34@bois.example",
        "anne_roux+devis@bois-roux.example",
        "élodie.o'neil@bois.example",
        "a@b.example",
        "33639981234@bois.example",
    ],
)
@pytest.mark.parametrize("key", ["email", "generic_email"])
def test_whoever_has_the_same_address_is_closed_too(
    workspace: Workspace, file: int, mail: str, key: str
) -> None:
    row = make_prospect(workspace, file, email=mail)
    other = make_prospect(workspace, make_file(workspace, "Nantes"), **{key: mail.title()})
    near = make_prospect(workspace, file, email=f"x{mail}")
    opposition.oppose(workspace, row)
    assert_closed(workspace, other)
    assert not cockpit.card(workspace, near).prospect.opposed


@pytest.mark.parametrize("result", ["RDV", "PROJET"])
def test_said_in_a_call_that_would_convert_it_leaves_no_opportunity(
    workspace: Workspace, row: int, result: str
) -> None:
    answers = Answers(opposition=True, when=TOMORROW, reason="r")
    assert log_call(workspace, CallEntry(row, result, answers)).opportunity_id is None
    assert_closed(workspace, row)
    assert problems(workspace.connection) == []


def test_the_list_holds_neither_number_nor_name(workspace: Workspace, row: int) -> None:
    opposition.oppose(workspace, row)
    for digest, *_ in workspace.connection.execute("SELECT digest FROM opposition").fetchall():
        assert len(digest) == 64
        assert set(digest) <= set(hexdigits.lower())


def test_a_digest_needs_the_key_of_the_base() -> None:
    one = opposition.digest(b"key", "+33199001234")
    assert one != opposition.digest(b"other", "+33199001234")
    assert opposition.digest(b"key", " ANAIS@exemple.fr") == opposition.digest(
        b"key", "anais@exemple.fr"
    )


def test_what_stands_in_the_list_is_known_in_any_spelling(workspace: Workspace, row: int) -> None:
    asked = ["+33199001234", "anais@exemple.FR", "+33199009999"]
    assert opposition.opposed_values(workspace, asked) == set()
    opposition.oppose(workspace, row)
    assert opposition.opposed_values(workspace, asked) == set(asked[:2])
    assert opposition.opposed_values(workspace, []) == set()


@pytest.mark.parametrize(
    "values",
    [
        {"phone": "+33 1.99.00.12.34"},
        {"mobile": "0199001234"},
        {"other_phone": "00 33 1 99 00 12 34"},
        {"email": "anais@exemple.fr"},
        {"generic_email": "ANAIS@exemple.fr"},
    ],
)
def test_the_same_person_in_another_file_is_closed_too(
    workspace: Workspace, row: int, values: dict[str, str]
) -> None:
    twin = make_prospect(workspace, make_file(workspace, "Salon"), **values)
    stranger = make_prospect(workspace, make_file(workspace, "Autre"))
    before = dump(workspace)
    opposition.oppose(workspace, row)
    assert_closed(workspace, twin)
    assert not cockpit.card(workspace, stranger).prospect.opposed
    undo.undo(workspace)
    assert dump(workspace) == before


@pytest.mark.parametrize(
    ("key", "typed"), [("direct_line", "(+33) 1 99 00 12 34"), ("email", "anais@exemple.fr")]
)
def test_typed_again_it_closes_the_row(
    workspace: Workspace, file: int, row: int, key: str, typed: str
) -> None:
    opposition.oppose(workspace, row)
    other = make_prospect(workspace, file)
    grid.edit_cell(workspace, other, COLUMNS_BY_KEY[key], typed)
    assert_closed(workspace, other)
    assert_closed(workspace, grid.add_row(workspace, file, {key: typed}))
    assert problems(workspace.connection) == []


def test_it_outlives_the_row(workspace: Workspace, file: int, row: int) -> None:
    opposition.oppose(workspace, row)
    grid.delete_rows(workspace, [row])
    assert opposition.opposed_values(workspace, ["+33199001234"]) == {"+33199001234"}


def test_a_converted_row_stays_converted_and_is_not_called(workspace: Workspace, row: int) -> None:
    convert_rows(workspace, [row], anyway=True)
    opposition.oppose(workspace, row)
    assert cockpit.card(workspace, row).prospect.state is RowState.CONVERTED
    with pytest.raises(Refused, match=r"call\.forbidden"):
        log_call(workspace, CallEntry(row, "NRP"))


def test_it_is_undone_as_a_whole(workspace: Workspace, row: int) -> None:
    before = dump(workspace)
    opposition.oppose(workspace, row)
    done = undo.undo(workspace)
    assert done is not None
    assert done.code == "opposition"
    assert dump(workspace) == before


def test_an_unknown_row_is_told(workspace: Workspace) -> None:
    with pytest.raises(NotFound):
        opposition.oppose(workspace, 999)


def test_the_key_stands_beside_the_base(workspace: Workspace, row: int, tmp_path: Path) -> None:
    opposition.oppose(workspace, row)
    assert (tmp_path / "base.key").exists()
