"""Filters on a real base: what is typed, what is refused, what is stopped."""

from time import perf_counter

import pytest

from prospect_tui.domain.errors import InvalidDate, InvalidValue, ProspectError
from prospect_tui.domain.views import View, parse_filter
from prospect_tui.services import grid
from prospect_tui.services.cell_values import values_of
from prospect_tui.services.prospect_files import columns
from prospect_tui.services.row_finder import RowFinder
from prospect_tui.services.workspace import Workspace
from tests.builders import clock_of, make_file, make_prospect
from tests.services.test_grid import add_own_column, shown

ENDLESS = "(?:a|aa)+$"


@pytest.fixture
def file(workspace: Workspace) -> int:
    """Return a new file."""
    return make_file(workspace)


def view_of(text: str) -> View:
    """Return a filter typed with keys."""
    return View(*parse_filter(text, {"notes": "notes", "next": "next", "turnover": "turnover"}))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("company_name:menuiserie*", [0, 2]),
        ('company_name="menuiserie œuvrard"', [0]),
        ("city=LYON|sete", [1, 2]),
        ('city=lyon|""', [1, 3]),
        ("-city=lyon|sète", [0, 3]),
        ("city:a..m", [1]),
        ("headcount:3..12", [0, 1]),
        ("headcount>=12", [0, 2]),
        ("headcount<=3", [1]),
        ("-headcount>=0", [3]),
        ("turnover:1200000", [0]),
        ('turnover="1 200 000 €"', [0]),
        ("turnover:40k..1,5M", [0, 1]),
        ("turnover:!", [2]),
        ("phone:0199001234", [1]),
        ("phone=+33199001234", [1]),
        ('phone:"99.00"', [0, 1, 2, 3]),
        ("founded_on=2003", [2]),
        ("founded_on:02/2003", [2]),
        ("founded_on<01/01/2010", [2]),
        ("founded_on:!", [3]),
        ('founded_on:"vers"', [3]),
        ("city~^s", [0, 2]),
        ("city~(?-i)^S", [0, 2]),
        ("city~(?-i)^s", []),
        ('company_name:"%"', [3]),
        ("-city~.", [3]),
        ("attempts=", [0, 1, 2, 3]),
        ("attempts=0", [0, 1, 2, 3]),
        ("age>=0", [0, 1, 2, 3]),
        ("tags=devis", [0, 1]),
        ("tags=salon|chaud", [1, 2]),
    ],
)
def test_filters(workspace: Workspace, file: int, text: str, places: list[int]) -> None:
    rows = [
        make_prospect(
            workspace, file, company_name="Menuiserie Œuvrard", city="Saint-Étienne",
            headcount="12 à 20", turnover="120000000", tags="devis",
        ),
        make_prospect(
            workspace, file, company_name="Bois & Cie", city="Lyon", headcount="3",
            turnover="5000000", phone="+33 (0)1.99.00.12.34", tags="chaud, Devis",
        ),
        make_prospect(
            workspace, file, city="Sète", founded_on="2003-02-01", headcount="30",
            turnover="beaucoup", tags="Salon",
        ),
        make_prospect(
            workspace, file, company_name="100 % Bois", city="", founded_on="vers 2003",
            headcount="NC", tags="devisé",
        ),
    ]  # fmt: skip
    assert shown(workspace, file, text) == [rows[place] for place in places]


def test_days_are_read_on_the_day_of_the_question(workspace: Workspace, file: int) -> None:
    row = make_prospect(workspace, file)
    with workspace.writing("postpone") as writing:
        writing.connection.execute("UPDATE prospect SET next_day = '2026-11-24'")
    assert shown(workspace, file, "next=demain") == [row]
    assert shown(workspace, file, "next<=+3j") == [row]
    assert shown(workspace, file, "next>mar") == []
    assert shown(workspace, file, "next=mar") == [row]
    clock_of(workspace).advance(days=1)
    assert shown(workspace, file, "next=demain") == []
    assert shown(workspace, file, "next=auj") == [row]


def test_a_call_is_of_the_day_where_the_user_lives(workspace: Workspace, file: int) -> None:
    rows = [make_prospect(workspace, file) for _ in range(2)]
    with workspace.writing("import") as writing:
        for row, moment in zip(
            rows, ("2026-11-22 22:59:59.999999", "2026-11-22 23:00:00.000000"), strict=True
        ):
            writing.connection.execute(
                "UPDATE prospect SET last_call_at = ? WHERE id = ?", (moment, row)
            )
    assert shown(workspace, file, "last_call=hier") == rows[:1]
    assert shown(workspace, file, "last_call=auj") == rows[1:]
    assert shown(workspace, file, "last_call>=lun") == rows[1:]
    assert shown(workspace, file, "last_call<lun") == rows[:1]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("next<tantôt", InvalidDate),
        ("next:lun..tantôt", InvalidDate),
        ("turnover>beaucoup", InvalidValue),
        ("turnover:1..beaucoup", InvalidValue),
    ],
)
def test_the_end_of_a_range_that_cannot_be_read_is_refused(
    workspace: Workspace, file: int, text: str, error: type[ProspectError]
) -> None:
    with pytest.raises(error):
        grid.ids_of(workspace, file, view_of(text), columns(workspace, file))


@pytest.mark.parametrize("label", ["select", "from", "ORDER BY", "it's", '"', "';--", "id", "("])
def test_a_column_may_be_called_anything(workspace: Workspace, file: int, label: str) -> None:
    column = add_own_column(workspace, file, label)
    rows = [make_prospect(workspace, file) for _ in range(2)]
    grid.edit_cell(workspace, rows[0], column, "Élan")
    known = columns(workspace, file)
    for asked, expected in (
        ("=elan", rows[:1]),
        (":la", rows[:1]),
        ("~^é", rows[:1]),
        (":a..f", rows[:1]),
        (":él*", rows[:1]),
        ("=", rows[1:]),
        (":!", []),
    ):
        view = View(*parse_filter(f"{column.key}{asked}", {column.key: column.key}))
        assert list(grid.ids_of(workspace, file, view, known)) == expected


ENDLESS_SECONDS = 60
"""Long after the few milliseconds in which it is stopped, long before it would end."""


def test_an_expression_that_would_run_for_ever_is_stopped_wherever_it_is_asked(
    workspace: Workspace, file: int
) -> None:
    make_prospect(workspace, file, notes="a" * 60 + "b")
    known, view = columns(workspace, file), view_of(f"notes~{ENDLESS}")
    finder = RowFinder(workspace)
    begun = perf_counter()
    assert not finder.first(file, view, known).is_complete
    assert perf_counter() - begun < ENDLESS_SECONDS
    for ask in (
        lambda: finder.complete(file, view, known),
        lambda: grid.ids_of(workspace, file, view, known),
        lambda: values_of(workspace, file, known["city"], view),
    ):
        with pytest.raises(InvalidValue, match=r"pattern\.too_slow") as caught:
            ask()
        assert caught.value.params == {"pattern": ENDLESS}
    assert shown(workspace, file, "notes:a") != []


def test_many_rows_that_are_slow_together_are_stopped_too(workspace: Workspace, file: int) -> None:
    row = make_prospect(workspace, file, notes="a" * 26 + "b")
    with workspace.writing("import") as writing:
        known = writing.connection.execute("PRAGMA table_info(prospect)").fetchall()
        names = ", ".join(f'"{one[1]}"' for one in known if one[1] != "id")
        writing.connection.execute(
            f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)"
            f" INSERT INTO prospect ({names}) SELECT {names} FROM prospect, n WHERE id = {row}"
        )
    with pytest.raises(InvalidValue, match=r"pattern\.too_slow"):
        grid.ids_of(workspace, file, view_of(f"notes~{ENDLESS}"), columns(workspace, file))


def test_each_question_has_its_own_time(workspace: Workspace, file: int) -> None:
    row = make_prospect(workspace, file, notes="a" * 30)
    for _ in range(3):
        assert shown(workspace, file, f"notes~{ENDLESS}") == [row]
