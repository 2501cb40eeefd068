"""Which rows a view shows, in which order: against a plain model, and while the base changes."""

import threading
from array import array
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from prospect_tui.domain.errors import UnusableBase
from prospect_tui.domain.views import Condition, Test, View
from prospect_tui.services import grid, row_finder, undo
from prospect_tui.services.prospect_files import columns
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import deadlines, sorted_rows, vectors
from tests.builders import make_file, make_prospect
from tests.services.row_asker import BY_NAME, Asker, five_companies
from tests.services.row_model import ROW, SORTED, SORTS, TEXTS, Filled, Row

ON_ONE_BASE = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
    max_examples=40,
)

# against the model


@pytest.fixture(params=["one by one", "by groups"])
def ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sort rows one by one, then as those of a big file with few values in it."""
    if request.param == "by groups":
        monkeypatch.setattr(sorted_rows, "SAMPLED", 1)
        monkeypatch.setattr(sorted_rows, "ROWS_BY_VALUE", 0)


@pytest.mark.usefixtures("ways")
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("name", SORTED)
@ON_ONE_BASE
@given(rows=st.lists(ROW, max_size=10))
def test_a_column_sorts_as_the_model_does(
    workspace: Workspace, name: str, descending: bool, rows: list[Row]
) -> None:
    filled = Filled(workspace, rows)
    sort = [(name, descending)]
    assert filled.shown(filled.view(sort)) == filled.in_order(sort)


@pytest.mark.usefixtures("ways")
@ON_ONE_BASE
@given(rows=st.lists(ROW, max_size=12), sort=SORTS)
def test_several_keys_sort_as_the_model_does(
    workspace: Workspace, rows: list[Row], sort: list[tuple[str, bool]]
) -> None:
    filled = Filled(workspace, rows)
    assert filled.shown(filled.view(sort)) == filled.in_order(sort)


WORDS = st.lists(
    st.sampled_from(
        ["étoi", "ETOILE", "zinc bl", "toile", "oeil", "l'a", "telier", "ss", "omega", "ωm", "12",
         "0199", "01 99 00", "+33 (0)6 39", "99001234", "639", "12345", "00590", "21234567",
         "1234", "rue 12", "xyz", "-", "900 12", "beaucoup", "99"]
    ),
    max_size=2,
).map(" ".join)  # fmt: skip


@ON_ONE_BASE
@given(rows=st.lists(ROW, max_size=12), sort=SORTS, words=WORDS)
@example(rows=[], sort=[("city", True)], words="xyz")
def test_words_and_numbers_are_found_as_the_model_does(
    workspace: Workspace, rows: list[Row], sort: list[tuple[str, bool]], words: str
) -> None:
    filled = Filled(workspace, rows)
    found = filled.with_words(words)
    wanted = [row_id for row_id in filled.in_order(sort) if row_id in found]
    assert filled.shown(filled.view(sort, words)) == wanted


@given(st.permutations(range(1, 40)), st.lists(st.integers(-1, 60)), st.booleans())
def test_hits_are_put_in_the_order_of_a_vector(
    ids: list[int], hits: list[int], are_many: bool
) -> None:
    vector = array("q", ids)
    places = vectors.Places(vector)
    assert places.is_rising == (ids == sorted(ids))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(vectors, "FEW", -1 if are_many else 1000)
        patched.setattr(vectors, "_SLICE", 7)
        found = places.narrowed(array("q", sorted({hit for hit in hits if hit >= 0})))
    assert found.tolist() == [row_id for row_id in ids if row_id in hits]


def test_a_text_of_many_ids_is_read_in_slices(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = "WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id * 3 FROM n WHERE id < 1e12)"
    query = (f"{numbers} SELECT id FROM n", ())
    for size in (1, 2, 5, 1000):
        monkeypatch.setattr(vectors, "_SLICE_TEXT", size)
        assert list(vectors.read(workspace.connection, [query])) == [3**n for n in range(27)]
    assert not vectors.read(workspace.connection, [("SELECT 1 AS id WHERE 0", ())])


# what comes at once, and what does not


@pytest.fixture
def asker(workspace: Workspace) -> Asker:
    """Return a finder on a file of five companies."""
    return Asker(workspace, five_companies(workspace))


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave no time to the main thread: everything is for another one."""
    monkeypatch.setattr(row_finder, "AT_ONCE", -1)
    monkeypatch.setattr(deadlines, "_STEPS", 1)


VIEWS = [View(), BY_NAME, View("toit"), View("oitur"), View("xyz"), View("menuiserie", (), ())]


@pytest.mark.parametrize("view", VIEWS)
def test_a_small_file_is_answered_at_once(asker: Asker, view: View) -> None:
    found = asker.first(view)
    assert found.total == 5
    is_found_by_index = view.words not in {"oitur", "xyz"}
    assert found.is_complete == is_found_by_index
    assert list(found.ids) == (asker.right(view) if is_found_by_index else [])
    assert asker.complete(view) == asker.right(view)


@pytest.mark.parametrize("view", [View(), BY_NAME])
@pytest.mark.parametrize("most", [1, 4, 5, 6])
def test_a_file_just_opened_is_read_as_far_as_it_is_seen(
    asker: Asker, view: View, most: int
) -> None:
    found = asker.first(view, most)
    is_all = most >= 5
    assert list(found.ids) == asker.right(view)[:most]
    assert (found.is_complete, found.total) == (is_all, 5 if is_all else None)
    assert asker.complete(view) == asker.right(view)
    assert asker.finder.total == 5


@pytest.mark.usefixtures("slow")
@pytest.mark.parametrize("view", VIEWS)
def test_without_time_the_answer_comes_from_another_thread(asker: Asker, view: View) -> None:
    found = asker.first(view)
    assert (found.is_complete, found.total) == (False, None)
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(asker.complete, view).result() == asker.right(view)
    assert asker.finder.total == 5


@pytest.mark.usefixtures("slow")
def test_what_was_read_once_is_not_read_again(asker: Asker) -> None:
    asker.first(BY_NAME)
    asker.complete(BY_NAME)
    found = asker.first(BY_NAME)
    assert (list(found.ids), found.is_complete, found.total) == (asker.right(BY_NAME), True, 5)


def test_many_hits_show_the_first_ones_at_once(
    asker: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_finder, "MOST_AT_ONCE", 1)
    monkeypatch.setattr(vectors, "SCREENFUL", 2)
    for view in (View("lyon"), View("lyon", (), BY_NAME.sort)):
        asker.first(View(sort=view.sort))
        found = asker.first(view)
        assert not found.is_complete
        assert found.ids
        assert list(found.ids) == asker.right(view)[: len(found.ids)]
        assert asker.complete(view) == asker.right(view)


def test_rows_of_other_files_are_not_found(asker: Asker, workspace: Workspace) -> None:
    other = make_file(workspace, "Autre")
    make_prospect(workspace, other, company_name="Zinc et plomb")
    assert asker.complete(View("zinc")) == asker.right(View("zinc"))
    assert len(asker.right(View("zinc"))) == 1
    asker.first(View("plomb"))
    assert asker.complete(View("plomb")) == []


def test_conditions_narrow_too(asker: Asker) -> None:
    condition = Condition("company_name", Test.CONTAINS, ("t",))
    view = View("lyon", (condition,), BY_NAME.sort)
    assert len(asker.first(view).ids) == 3
    assert asker.complete(view) == asker.right(view)
    assert asker.finder.total == 5


def test_a_damaged_base_is_told(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "parts", lambda *_asked: [("SELECT nonsense AS id", ())])
    for ask in (asker.first, asker.complete):
        with pytest.raises(UnusableBase):
            ask(View())


# while the base changes


def edit_name(workspace: Workspace, row: int) -> None:
    column = columns(workspace, 1)["company_name"]
    grid.edit_cell(workspace, row, column, "Abeille")


CHANGES: list[Callable[[Workspace, Sequence[int]], object]] = [
    lambda workspace, ids: edit_name(workspace, ids[0]),
    lambda workspace, _ids: grid.add_row(workspace, 1, {"company_name": "Abeille lyon"}),
    lambda workspace, ids: grid.delete_rows(workspace, ids[:2]),
    lambda workspace, _ids: undo.undo(workspace),
]
AFTER = [View(), BY_NAME, View("lyon"), View("lyon", (), BY_NAME.sort), View("abeil")]


@pytest.mark.parametrize("view", AFTER)
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen_by_the_next_question(
    asker: Asker, view: View, change: Callable[[Workspace, Sequence[int]], object]
) -> None:
    asker.first(view)
    before = asker.complete(view)
    asker.finder.prepare_words()
    change(asker.workspace, asker.right(View()))
    found = asker.first(view)
    assert list(found.ids) == asker.right(view)
    assert asker.complete(view) == asker.right(view)
    assert before is not None


@pytest.mark.usefixtures("slow")
@pytest.mark.parametrize("view", AFTER)
@pytest.mark.parametrize("change", CHANGES)
def test_what_was_read_before_a_change_is_not_the_answer(
    asker: Asker, view: View, change: Callable[[Workspace, Sequence[int]], object]
) -> None:
    asker.first(view)
    asker.complete(view)
    change(asker.workspace, asker.right(View()))
    assert not asker.first(view).is_complete
    assert asker.complete(view) == asker.right(view)


# the newest question wins


@contextmanager
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[threading.Event, threading.Event]]:
    """Hold back each reading in another thread: one event says that it began, one lets it go on."""
    began, goes_on = threading.Event(), threading.Event()
    read = vectors.read

    def waiting(*asked: object) -> "array[int]":
        if threading.current_thread() is not threading.main_thread():
            began.set()
            assert goes_on.wait(60)
        return read(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(vectors, "read", waiting)
    yield began, goes_on
    goes_on.set()


@pytest.mark.usefixtures("slow")
@pytest.mark.parametrize("newer", [View("zinc"), BY_NAME, View("zinc", (), BY_NAME.sort), None])
def test_an_older_question_is_never_answered(
    asker: Asker, monkeypatch: pytest.MonkeyPatch, newer: View | None
) -> None:
    with held(monkeypatch) as (began, goes_on), ThreadPoolExecutor(2) as pool:
        asker.first(View())
        older = pool.submit(asker.complete, View())
        assert began.wait(60)
        if newer is None:
            asker.finder.cancel()
        else:
            asker.first(newer)
            answer = pool.submit(asker.complete, newer)
        goes_on.set()
        assert older.result() is None
        assert newer is None or answer.result() == asker.right(newer)


@pytest.mark.usefixtures("slow")
def test_a_question_that_begins_late_is_not_answered(asker: Asker) -> None:
    asker.first(View())
    asker.first(BY_NAME)
    assert asker.complete(View()) is None
    assert asker.complete(BY_NAME) == asker.right(BY_NAME)


@pytest.mark.usefixtures("slow")
def test_rows_being_read_serve_the_words_typed_meanwhile(
    asker: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    whole = vectors.read

    def noted(connection: object, queries: Sequence[vectors.Query], *pause: object) -> "array[int]":
        read.extend(sql for sql, _ in queries if "prospect.file_id" in sql)
        return whole(connection, queries, *pause)  # type: ignore[arg-type]

    monkeypatch.setattr(vectors, "read", noted)
    monkeypatch.setattr(vectors, "FEW", -1)
    with held(monkeypatch) as (began, goes_on), ThreadPoolExecutor(2) as pool:
        asker.first(View())
        older = pool.submit(asker.complete, View())
        assert began.wait(60)
        asker.first(View("zinc"))
        answer = pool.submit(asker.complete, View("zinc"))
        goes_on.set()
        assert older.result() is None
        found = answer.result()
        assert len(read) == 1
        assert found == asker.right(View("zinc"))


@given(asked=st.lists(st.sampled_from(TEXTS), min_size=1, max_size=8))
@ON_ONE_BASE
def test_whatever_is_typed_meanwhile_the_last_answer_is_right(
    workspace: Workspace, asked: list[str]
) -> None:
    file_id = workspace.connection.execute("SELECT min(id) FROM prospect_file").fetchone()[0]
    if file_id is None:
        file_id = make_file(workspace)
        for name in TEXTS:
            make_prospect(workspace, file_id, company_name=name, city=name)
    asker = Asker(workspace, file_id)
    with ThreadPoolExecutor(3) as pool:
        for place, words in enumerate(asked):
            view = View(words, (), BY_NAME.sort if place % 2 else ())
            asker.first(view)
            last = pool.submit(asker.complete, view)
        assert last.result() == asker.right(view)
