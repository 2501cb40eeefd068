"""Rows of big files: the first ones at once, the others in slices that let the keys past."""

import pytest

from prospect_tui.domain.views import SortKey, View
from prospect_tui.services.newest import Newest
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import search, sorted_rows, vectors
from tests.services.row_asker import BY_NAME, Asker, five_companies


@pytest.fixture
def asker(workspace: Workspace) -> Asker:
    """Return a finder on a file of five companies."""
    return Asker(workspace, five_companies(workspace))


@pytest.fixture
def big(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a few rows taken for those of a big file, two of them for a screenful."""
    monkeypatch.setattr(vectors, "FEW", -1)
    monkeypatch.setattr(vectors, "SCREENFUL", 2)


@pytest.mark.usefixtures("big")
@pytest.mark.parametrize("sort", [(), BY_NAME.sort])
def test_a_letter_more_is_sought_in_the_rows_shown_before_it(
    asker: Asker, monkeypatch: pytest.MonkeyPatch, sort: tuple[SortKey, ...]
) -> None:
    asker.first(View(sort=sort))
    asker.complete(View(sort=sort))
    monkeypatch.setattr(vectors, "first_hits", None)  # the indexes are not asked
    for words in ("l", "ly", "lyon"):
        view = View(words, (), sort)
        found = asker.first(view)
        assert not found.is_complete
        assert list(found.ids) == asker.right(view)[:2]
        assert asker.complete(view) == asker.right(view)


@pytest.mark.usefixtures("big")
def test_rows_too_far_apart_to_be_seen_at_once_are_found_by_the_indexes(asker: Asker) -> None:
    for words in ("", "l", "zinc"):
        found = asker.first(View(words))
        assert asker.complete(View(words)) == asker.right(View(words))
    assert (list(found.ids), found.is_complete) == (asker.right(View("zinc")), True)


@pytest.mark.parametrize(
    ("text", "before", "is_narrower"),
    [
        ("gar", "ga", True),
        ("garage l", "garage", True),
        ("gar", "", True),
        ("ga", "gar", False),
        ("le garage", "garage", False),
        ("046", "04", False),  # a number is sought in the middle of others, its beginning is not
        ("gar 34", "gar", True),
    ],
)
def test_letters_added_narrow_a_search(text: str, before: str, *, is_narrower: bool) -> None:
    assert search.narrows(text, before) == is_narrower


def test_many_hits_are_read_in_parts(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = vectors.rows_with(asker.workspace.connection, "lyon")
    for most in (1, 2, 5, 6):
        monkeypatch.setattr(vectors, "_HITS", most)
        assert vectors.rows_with(asker.workspace.connection, "lyon") == whole
    assert whole is not None
    assert list(whole) == sorted(asker.right(View()))


@pytest.mark.parametrize("descending", [False, True])
def test_values_that_are_the_same_for_the_sort_stay_as_they_were_filled(
    asker: Asker, monkeypatch: pytest.MonkeyPatch, *, descending: bool
) -> None:
    monkeypatch.setattr(sorted_rows, "SAMPLED", 1)
    monkeypatch.setattr(sorted_rows, "ROWS_BY_VALUE", 0)
    connection = asker.workspace.connection
    cities = {1: "Sète", 2: "", 3: "SETE", 4: "Alès", 5: "sete"}
    for row_id, city in cities.items():
        connection.execute(
            "UPDATE prospect SET city = ?, position = ? WHERE id = ?", (city, -row_id, row_id)
        )
    view = View(sort=(SortKey("city", descending),))
    assert asker.right(view) == ([5, 3, 1, 4, 2] if descending else [4, 5, 3, 1, 2])


def test_rows_far_apart_are_sampled_as_soon_as_neighbours(
    asker: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sorted_rows, "SAMPLED", 2)
    monkeypatch.setattr(sorted_rows, "ROWS_BY_VALUE", 0)
    connection = asker.workspace.connection
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("UPDATE prospect SET id = ?, city = 'Agde' WHERE id = 5", (10**15,))
    assert asker.right(View(sort=(SortKey("city", False),)))[0] == 10**15


def test_what_is_of_no_more_use_is_given_up_between_two_slices(
    asker: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "_SLICE_TEXT", 1)
    pauses: list[int] = []
    go_on = Newest.go_on

    def noted(newest: Newest, turn: int) -> None:
        pauses.append(turn)
        asker.finder.cancel()
        go_on(newest, turn)

    monkeypatch.setattr(Newest, "go_on", noted)
    assert asker.complete(View()) is None
    assert len(pauses) == 1
