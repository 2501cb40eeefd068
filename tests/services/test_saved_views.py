"""Saved views: kept as they are, found again, applied to other files, undone."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prospect_tui.domain.columns import COLUMNS_BY_KEY, Column, own_key
from prospect_tui.domain.errors import InvalidValue, NotFound, Refused
from prospect_tui.domain.views import Condition, SortKey, Test, View
from prospect_tui.services import saved_views, undo
from prospect_tui.services.saved_views import save_view, view_named, view_of, views
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import batches
from tests.builders import dump, make_file

LYON = Condition("city", Test.IS, ("Lyon",))
SOON = Condition("next", Test.UNDER, ("+3j",))
HOT_IN_LYON = View("bois", (LYON, SOON), (SortKey("score", True), SortKey("next")))


def make_own(workspace: Workspace, file_id: int, label: str) -> Column:
    """Return a new column of a file's own."""
    with workspace.transaction() as connection:
        [number] = batches.own_columns_for(connection, file_id, {0: label}).values()
    return saved_views.known_columns(workspace, file_id)[own_key(number)]


def save(workspace: Workspace, name: str, view: View, file_id: int | None, **more: Any) -> int:
    columns = saved_views.known_columns(workspace, file_id)
    return save_view(workspace, name, view, columns, file_id=file_id, **more)


def test_a_view_comes_back_as_it_was_saved(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    number = save(workspace, " Lyon chauds\n", HOT_IN_LYON, file_id, layout='{"frozen":2}')
    [found] = views(workspace, file_id)
    assert (found.id, found.name, found.file_id) == (number, "Lyon chauds", file_id)
    assert (found.view, found.layout, found.missing) == (HOT_IN_LYON, '{"frozen":2}', ())
    assert view_of(workspace, number) == found


def test_what_is_kept_speaks_no_language(workspace: Workspace) -> None:
    save(workspace, "Lyon chauds", HOT_IN_LYON, make_file(workspace))
    row = workspace.connection.execute("SELECT filter, sort FROM saved_view").fetchone()
    assert row == ("bois city=Lyon next<+3j", "-score,next")


names = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8)
values = st.text(max_size=8).filter(bool)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    label=st.text(min_size=1, max_size=12),
    words=st.lists(names, max_size=2),
    asked=values,
    test=st.sampled_from([Test.CONTAINS, Test.IS, Test.STARTS, Test.OVER, Test.AT_MOST]),
    negated=st.booleans(),
)
def test_any_view_is_read_as_it_was_written(
    workspace: Workspace, label: str, words: list[str], asked: str, test: Test, negated: bool
) -> None:
    file_id = make_file(workspace, f"F{len(dump(workspace)['prospect_file'])}")
    column = make_own(workspace, file_id, label)
    conditions = (
        Condition(column.key, test, (asked,), negated),
        Condition("city", Test.EMPTY, negated=negated),
        Condition(column.key, Test.IN, (asked, "x")),
    )
    view = View(" ".join(words), conditions, (SortKey(column.key, negated), SortKey("city")))
    number = save(workspace, "v", view, file_id)
    found = view_of(workspace, number)
    assert found is not None
    assert found.view == view


def test_views_of_the_file_come_before_those_of_every_file(workspace: Workspace) -> None:
    here, there = make_file(workspace), make_file(workspace, "Salon")
    save(workspace, "Zinc", View("zinc"), here)
    save(workspace, "Abris", View("abri"), None)
    save(workspace, "Écoles", View("école"), here)
    save(workspace, "Ailleurs", View("x"), there)
    assert [one.name for one in views(workspace, here)] == ["Écoles", "Zinc", "Abris"]
    assert [one.name for one in views(workspace, there)] == ["Ailleurs", "Abris"]
    assert [one.name for one in views(workspace)] == ["Ailleurs", "Écoles", "Zinc", "Abris"]


def test_views_of_archived_files_are_not_listed(workspace: Workspace) -> None:
    save(workspace, "Zinc", View("zinc"), make_file(workspace))
    with workspace.transaction() as connection:
        connection.execute("UPDATE prospect_file SET archived_at = '2026-11-01 00:00:00.000000'")
    assert views(workspace) == []


def test_a_view_is_found_by_its_name(workspace: Workspace) -> None:
    here, there = make_file(workspace), make_file(workspace, "Salon")
    own = save(workspace, "Relancés", View("a"), here)
    general = save(workspace, "relances", View("b"), None)
    assert view_named(workspace, " RELANCÉS ", here).id == own
    assert view_named(workspace, "Relances", there).id == general
    with pytest.raises(InvalidValue) as several:
        view_named(workspace, "relances")
    assert several.value.message_id == "view.several"
    with pytest.raises(NotFound) as unknown:
        view_named(workspace, "chauds", here)
    assert unknown.value.params == {"name": "chauds", "known": "Relancés, relances"}


def test_with_no_view_at_all_the_refusal_says_so(workspace: Workspace) -> None:
    with pytest.raises(NotFound) as refused:
        view_named(workspace, "chauds")
    assert refused.value.message_id == "view.none"


def test_a_view_of_every_file_finds_the_column_by_its_title(workspace: Workspace) -> None:
    here, there = make_file(workspace), make_file(workspace, "Salon")
    software = make_own(workspace, here, "Logiciel de devis : lequel ?")
    make_own(workspace, there, "Stand")
    theirs = make_own(workspace, there, "LOGICIEL DE DEVIS : lequel ?")
    view = View("", (Condition(software.key, Test.IS, ("Batigest",)),), (SortKey(software.key),))
    columns = saved_views.known_columns(workspace, here)
    number = save_view(workspace, "Batigest", view, columns)
    found = view_of(workspace, number, there)
    assert found is not None
    assert found.missing == ()
    assert found.view.conditions == (Condition(theirs.key, Test.IS, ("Batigest",)),)
    assert found.view.sort == (SortKey(theirs.key),)


def test_what_is_asked_of_a_missing_column_is_left_out_and_told(workspace: Workspace) -> None:
    here, there = make_file(workspace), make_file(workspace, "Salon")
    software = make_own(workspace, here, "Logiciel")
    view = View("bois", (LYON, Condition(software.key, Test.WRONG)), (SortKey(software.key),))
    number = save_view(workspace, "v", view, saved_views.known_columns(workspace, here))
    found = view_of(workspace, number, there)
    assert found is not None
    assert found.view == View("bois", (LYON,))
    assert found.missing == ("Logiciel",)
    [everywhere] = views(workspace)
    assert everywhere.view == view


def test_a_column_that_is_renamed_is_found_by_its_number(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    software = make_own(workspace, file_id, "Logiciel")
    view = View("", (Condition(software.key, Test.EMPTY),))
    number = save(workspace, "v", view, file_id)
    with workspace.transaction() as connection:
        connection.execute("UPDATE file_column SET label = 'Outil'")
    found = view_of(workspace, number)
    assert found is not None
    assert found.view == view
    with workspace.transaction() as connection:
        connection.execute("DELETE FROM file_column")
    found = view_of(workspace, number)
    assert found is not None
    assert (found.view, found.missing) == (View(), ("Logiciel",))


def test_the_same_name_is_refused_unless_told_to_replace(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    number = save(workspace, "Chauds", View("a"), file_id)
    with pytest.raises(Refused) as refused:
        save(workspace, "CHAUDS", View("b"), file_id)
    assert refused.value.message_id == "view.name_taken"
    assert [one.view.words for one in views(workspace, file_id)] == ["a"]
    assert save(workspace, "CHAUDS", View("b"), file_id, overwrite=True) == number
    assert [(one.name, one.view.words) for one in views(workspace, file_id)] == [("CHAUDS", "b")]
    assert save(workspace, "Chauds", View("c"), None) != number


def test_a_view_is_renamed(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    number = save(workspace, "Chauds", View("a"), file_id)
    save(workspace, "Tièdes", View("b"), file_id)
    saved_views.rename_view(workspace, number, "CHAUDS")
    saved_views.rename_view(workspace, number, "Brûlants")
    assert [one.name for one in views(workspace, file_id)] == ["Brûlants", "Tièdes"]
    with pytest.raises(Refused):
        saved_views.rename_view(workspace, number, "tiedes")
    with pytest.raises(InvalidValue):
        saved_views.rename_view(workspace, number, " \t")
    with pytest.raises(NotFound):
        saved_views.rename_view(workspace, 99, "x")


def test_every_change_is_undone(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    states = [dump(workspace)]
    number = save(workspace, "Chauds", HOT_IN_LYON, file_id)
    states.append(dump(workspace))
    save(workspace, "Chauds", View("autre"), file_id, overwrite=True)
    states.append(dump(workspace))
    saved_views.rename_view(workspace, number, "Tièdes")
    states.append(dump(workspace))
    saved_views.delete_view(workspace, number)
    assert views(workspace, file_id) == []
    assert view_of(workspace, number) is None
    for state in reversed(states):
        undo.undo(workspace)
        assert dump(workspace) == state
    with pytest.raises(NotFound):
        saved_views.delete_view(workspace, number)


def test_every_fixed_column_may_be_in_a_view(workspace: Workspace) -> None:
    conditions = tuple(Condition(key, Test.EMPTY) for key in COLUMNS_BY_KEY)
    view = View("", conditions, tuple(SortKey(key) for key in COLUMNS_BY_KEY))
    number = save(workspace, "tout", view, None)
    found = view_of(workspace, number, make_file(workspace))
    assert found is not None
    assert found.view == view
