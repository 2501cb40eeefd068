"""Client folders as the program keeps them: born with the second sale, gone with the last but one.

Each act is one undo, whatever tables it writes.
"""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prospect_tui.domain.answers import Answers
from prospect_tui.domain.errors import InvalidValue, NotFound, Refused
from prospect_tui.domain.opportunities import NextAction
from prospect_tui.domain.vocabulary import ActionKind, Origin, Status
from prospect_tui.domain.when import When
from prospect_tui.services import (
    calls,
    companies,
    conversion,
    duplicating,
    folders,
    opportunities,
    quotes,
    sheets,
    undo,
)
from prospect_tui.services.workspace import Workspace
from tests.builders import make_file, make_prospect
from tests.services.test_opportunity_life import is_one_undo, record_of

ATELIER = {"company_name": "Atelier Nord", "contact_name": "Mme Anne Roux"}


def make_sale(workspace: Workspace, title: str = "Fenêtres", **details: object) -> int:
    told: dict[str, object] = {"origin": Origin.REFERRAL} | ATELIER | details
    return opportunities.create(workspace, title, **told)  # type: ignore[arg-type]


def in_folders(workspace: Workspace) -> dict[int, list[int]]:
    """Return the sales of each folder, empty ones included."""
    found: dict[int, list[int]] = {
        number: []
        for (number,) in workspace.connection.execute("SELECT id FROM client_folder").fetchall()
    }
    rows = workspace.connection.execute(
        "SELECT folder_id, id FROM opportunity WHERE folder_id IS NOT NULL ORDER BY id"
    ).fetchall()
    for folder_id, sale_id in rows:
        found[folder_id].append(sale_id)
    return found


# duplicating


def test_a_duplicate_has_the_people_and_a_life_of_its_own(workspace: Workspace) -> None:
    first = make_sale(workspace, second_contact="M. Paul Vidal", five_w={"why": "froid"})
    opportunities.edit(workspace, first, "tags", "atelier, salon")
    opportunities.add_note(workspace, first, "budget en janvier")
    quotes.create(workspace, first)
    action = NextAction(ActionKind.CALL, When(date(2026, 11, 27)), "devis")
    opportunities.set_next_action(workspace, first, action)
    made: list[int] = []
    is_one_undo(workspace, lambda: made.append(duplicating.duplicate(workspace, first, "Portes")))
    second = sheets.opportunity_sheet(workspace, made[0])
    assert [one.name for one in second.contacts] == ["Mme Anne Roux", "M. Paul Vidal"]
    assert second.opportunity.title == "Portes"
    assert second.opportunity.tags == "atelier, salon"
    assert second.opportunity.five_w["why"] == "froid"
    assert second.status is Status.TO_DO
    assert second.opportunity.next_when is None
    assert not second.quotes
    assert [line.kind for line in second.history] == [sheets.EventKind.CREATED]
    assert second.opportunity.folder_name == "Atelier Nord"
    assert [one.id for one in second.siblings] == [first]
    copied = "SELECT copied_from_id FROM opportunity WHERE id = ?"
    assert workspace.connection.execute(copied, (made[0],)).fetchone() == (first,)


def test_the_folder_is_born_with_the_second_sale_and_grows(workspace: Workspace) -> None:
    first = make_sale(workspace)
    assert in_folders(workspace) == {}
    second = duplicating.duplicate(workspace, first, "Portes")
    assert in_folders(workspace) == {1: [first, second]}
    assert folders.folder(workspace, 1).name == "Atelier Nord"
    third = duplicating.duplicate(workspace, second, "Volets")
    assert in_folders(workspace) == {1: [first, second, third]}
    apart = duplicating.duplicate(workspace, first, "Autre site", together=False)
    assert in_folders(workspace) == {1: [first, second, third]}
    assert record_of(workspace, apart).folder_id is None


def test_a_duplicate_keeps_the_title_unless_told_and_needs_one(workspace: Workspace) -> None:
    first = make_sale(workspace)
    second = duplicating.duplicate(workspace, first, together=False)
    assert record_of(workspace, second).title == "Fenêtres"
    with pytest.raises(InvalidValue):
        duplicating.duplicate(workspace, first, " \t")
    with pytest.raises(NotFound):
        duplicating.duplicate(workspace, 999)


# the other births


def test_a_renewal_files_both_sales_together(workspace: Workspace) -> None:
    first = make_sale(workspace)
    is_one_undo(
        workspace,
        lambda: opportunities.close(workspace, first, Status.WON, renewal_months=12),
    )
    (together,) = in_folders(workspace).values()
    assert together[0] == first
    assert record_of(workspace, together[1]).renewal_of_id == first


def test_what_is_sold_to_a_known_client_joins_what_was_sold_before(workspace: Workspace) -> None:
    first = make_sale(workspace)
    referred = make_sale(workspace, "Autre chose")
    assert in_folders(workspace) == {}, "a second sale by itself asks for nothing"
    opportunities.close(workspace, first, Status.WON)
    made: list[int] = []
    is_one_undo(
        workspace,
        lambda: made.append(make_sale(workspace, "Entretien", origin=Origin.CROSS_SELL)),
    )
    assert in_folders(workspace) == {1: [first, made[0]]}
    assert record_of(workspace, referred).folder_id is None
    make_sale(workspace, "Inconnu", origin=Origin.UPSELL, company_name="Scierie Vidal")
    assert len(in_folders(workspace)) == 1


def filed_pair(workspace: Workspace, **details: Any) -> tuple[int, int]:
    """Return two sales of a client in a folder of their own."""
    first = make_sale(workspace, **details)
    return first, duplicating.duplicate(workspace, first, "Portes")


def converted_row(workspace: Workspace, **cells: str) -> int:
    row = make_prospect(workspace, make_file(workspace), **cells)
    return conversion.convert_rows(workspace, [row], anyway=True)[0]


def called_row(workspace: Workspace) -> int:
    """Return the sale made by an appointment taken with a row of the known company."""
    row = make_prospect(workspace, make_file(workspace), **LAMBERT)
    answers = Answers(when=When(date(2026, 11, 25), time(14)))
    made = calls.log_call(workspace, calls.CallEntry(row, "RDV", answers)).opportunity_id
    assert made is not None
    return made


LAMBERT = {"company_name": "Lambert", "siret": "73282932000074", "postcode": "69003"}
WAYS: dict[str, Callable[[Workspace], int]] = {
    "typed": lambda workspace: make_sale(workspace, "Volets", company_name="lambert"),
    "bought before": lambda workspace: make_sale(
        workspace, "Volets", company_name="Lambert", origin=Origin.UPSELL
    ),
    "converted": lambda workspace: converted_row(workspace, **LAMBERT),
    "called": called_row,
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_third_sale_goes_in_the_folder_of_its_client(
    workspace: Workspace, way: Callable[[Workspace], int]
) -> None:
    firm = {"siret": "73282932000074", "postcode": "69003"}
    pair = filed_pair(workspace, company_name="Lambert", company=firm | {"name": "Lambert"})
    made = way(workspace)
    assert folders.filed(workspace, [made]) == {made: "Lambert"}
    for _again in range(2):
        assert in_folders(workspace) == {1: [*pair, made]}
        undo.undo(workspace)
        assert in_folders(workspace) == {1: [*pair]}
        assert made not in {one.id for one in folders.candidates(workspace, pair[0])}
        undo.redo(workspace)


def test_a_third_sale_of_a_person_without_a_company_is_filed_too(workspace: Workspace) -> None:
    anne: dict[str, Any] = {"company_name": "", "phone": "04 65 71 00 12"}
    pair = filed_pair(workspace, **anne)
    third = make_sale(workspace, "Volets", **anne)
    stranger = make_sale(workspace, "Toit", company_name="", contact_name="M. Paul Petit")
    assert in_folders(workspace) == {1: [*pair, third]}
    assert folders.filed(workspace, [stranger]) == {}


def test_between_two_folders_of_a_client_nobody_is_sure(workspace: Workspace) -> None:
    pairs = [filed_pair(workspace), filed_pair(workspace)]
    assert in_folders(workspace) == {1: [*pairs[0], *pairs[1]]}, "the second pair goes there too"
    apart, with_it = (make_sale(workspace, title, company_name="") for title in ("Toit", "Mur"))
    folders.file_with(workspace, with_it, apart)
    for number in (apart, with_it):
        companies.link(workspace, number, record_of(workspace, pairs[0][0]).company_id)
    assert len(in_folders(workspace)) == 2
    for origin in (Origin.REFERRAL, Origin.UPSELL):
        assert record_of(workspace, make_sale(workspace, "Cour", origin=origin)).folder_id is None


@pytest.mark.parametrize("way", ["duplicate", "renewal"])
def test_what_comes_out_of_a_sale_apart_goes_with_it_to_their_client(
    workspace: Workspace, way: str
) -> None:
    pair = filed_pair(workspace)
    assert folders.of_client(workspace, pair[0]) == "Atelier Nord"
    apart = duplicating.duplicate(workspace, pair[0], "Cour", together=False)
    assert folders.of_client(workspace, apart) == "Atelier Nord"
    if way == "duplicate":
        made: int | None = duplicating.duplicate(workspace, apart)
    else:
        made = opportunities.close(workspace, apart, Status.WON, renewal_months=12)
    assert in_folders(workspace) == {1: [*pair, apart, made]}


def test_two_sales_are_filed_together_by_hand(workspace: Workspace) -> None:
    first, second = make_sale(workspace), make_sale(workspace, "Portes")
    is_one_undo(workspace, lambda: folders.file_with(workspace, second, first))
    assert in_folders(workspace) == {1: [first, second]}
    assert record_of(workspace, first).folder_name == "Atelier Nord"
    with pytest.raises(Refused):
        folders.file_with(workspace, first, second)
    with pytest.raises(NotFound):
        folders.file_with(workspace, first, 999)


def test_without_a_company_the_folder_is_named_after_the_person(workspace: Workspace) -> None:
    first = make_sale(workspace, company_name="")
    duplicating.duplicate(workspace, first)
    assert folders.folder(workspace, 1).name == "Mme Anne Roux"


def test_candidates_are_the_sales_of_the_client_first(workspace: Workspace) -> None:
    stranger = make_sale(workspace, "Autre", company_name="Scierie Vidal", contact_name="")
    first, second = make_sale(workspace), make_sale(workspace, "Portes")
    assert [one.id for one in folders.candidates(workspace, second)] == [first, stranger]
    folders.file_with(workspace, first, second)
    assert [one.id for one in folders.candidates(workspace, second)] == [stranger]


# the end


def test_the_last_but_one_dissolves_the_folder_and_no_note_is_lost(workspace: Workspace) -> None:
    first = make_sale(workspace)
    second = duplicating.duplicate(workspace, first, "Portes")
    folders.set_notes(workspace, 1, "Règlement à 30 jours")
    is_one_undo(workspace, lambda: folders.take_out(workspace, first))
    assert in_folders(workspace) == {}
    notes = [one.text for one in sheets.opportunity_sheet(workspace, second).history]
    assert "Règlement à 30 jours" in notes
    with pytest.raises(NotFound):
        folders.folder(workspace, 1)
    with pytest.raises(Refused):
        folders.take_out(workspace, second)


def test_a_sale_that_changes_folder_may_dissolve_the_one_it_leaves(workspace: Workspace) -> None:
    one, other = make_sale(workspace), make_sale(workspace, "Scierie", company_name="Scierie")
    duplicating.duplicate(workspace, one)
    left = duplicating.duplicate(workspace, other)
    is_one_undo(workspace, lambda: folders.file_with(workspace, other, one))
    assert list(in_folders(workspace)) == [1]
    assert record_of(workspace, left).folder_id is None


def test_a_folder_is_named_and_noted(workspace: Workspace) -> None:
    duplicating.duplicate(workspace, make_sale(workspace))
    is_one_undo(workspace, lambda: folders.rename(workspace, 1, "  Groupe Nord "))
    is_one_undo(workspace, lambda: folders.add_note(workspace, 1, "Payer à 30 jours"))
    folders.add_note(workspace, 1, "[bold]Passer[/] par l'accueil\x1b[2J")
    record = folders.folder(workspace, 1)
    assert record.name == "Groupe Nord"
    assert record.notes == "Payer à 30 jours\n[bold]Passer[/] par l'accueil\ufffd[2J"
    with pytest.raises(InvalidValue):
        folders.rename(workspace, 1, " ")
    with pytest.raises(InvalidValue):
        folders.add_note(workspace, 1, " ")
    with pytest.raises(NotFound):
        folders.rename(workspace, 7, "x")
    assert folders.folder_named(workspace, "groupe NORD") == [1]
    assert folders.folder_named(workspace, "nord") == [1]
    assert folders.folder_named(workspace, " ") == []


def test_a_number_is_no_part_of_the_name_of_a_folder(workspace: Workspace) -> None:
    duplicating.duplicate(workspace, make_sale(workspace))
    folders.rename(workspace, 1, "Salon 2027")
    assert folders.folder_named(workspace, "2027") == []
    assert folders.folder_named(workspace, "salon 20") == [1]


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["duplicate", "apart", "file", "out", "win", "upsell", "undo", "redo"]),
        st.integers(0, 5),
        st.integers(0, 5),
    ),
    max_size=12,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(ACTS)
def test_no_folder_ever_has_fewer_than_two_sales(
    workspace: Workspace, acts: list[tuple[str, int, int]]
) -> None:
    sales = [make_sale(workspace), make_sale(workspace, "Portes")]
    for act, place, other in acts:
        known = [
            number
            for (number,) in workspace.connection.execute(
                "SELECT id FROM opportunity WHERE id >= ? ORDER BY id", (sales[0],)
            ).fetchall()
        ] or [make_sale(workspace)]
        one, two = known[place % len(known)], known[other % len(known)]
        try:
            match act:
                case "duplicate" | "apart":
                    duplicating.duplicate(workspace, one, together=act == "duplicate")
                case "file":
                    folders.file_with(workspace, one, two)
                case "out":
                    folders.take_out(workspace, one)
                case "win":
                    opportunities.close(workspace, one, Status.WON, renewal_months=12)
                case "upsell":
                    make_sale(workspace, "Suite", origin=Origin.UPSELL)
                case "undo":
                    undo.undo(workspace)
                case "redo":
                    undo.redo(workspace)
        except Refused:
            pass
        assert all(len(held) > 1 for held in in_folders(workspace).values()), act
