"""The user's own results and scores: added, changed, moved, retired, each one undo."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from prospect_tui.domain.answers import Answers
from prospect_tui.domain.errors import InvalidValue, NotFound, ProspectError, Refused
from prospect_tui.domain.results import (
    DEFAULT_RESULTS,
    Ask,
    AttemptEffect,
    CallFlags,
    ResultRule,
    RowEffect,
    ScoreRule,
)
from prospect_tui.services import cockpit, configuring, results, scores, undo
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.queue import upcoming
from prospect_tui.services.result_names import known_as, moved
from prospect_tui.services.workspace import Workspace
from tests.builders import clock_of, dump, make_file, make_prospect

COMMANDS = {"s": "passer", "a": "appeler"}
VISIO = ResultRule(
    "",
    "k",
    CallFlags(answered=True, decision_maker=True, argued=True, positive=True),
    delay="working_days:2",
    attempts=AttemptEffect.ZERO,
    score="TIEDE",
    promised=True,
    required=(Ask.REASON,),
    asked=(Ask.REASON, Ask.WHEN),
    label="Démo en visio",
    definition="Veut voir le produit",
)


def codes(workspace: Workspace) -> list[str]:
    return list(configuring.call_results(workspace))


def add(workspace: Workspace, **changes: Any) -> ResultRule:
    return results.add_result(workspace, replace(VISIO, **changes), COMMANDS)


def test_an_own_result_is_kept_whole_after_the_others(workspace: Workspace) -> None:
    made = add(workspace)
    assert made.code == "DEMO_EN_VISIO"
    kept = configuring.call_results(workspace)["DEMO_EN_VISIO"]
    assert kept == replace(made, position=11)
    assert codes(workspace)[-1] == "DEMO_EN_VISIO"


@pytest.mark.parametrize(
    ("changes", "message_id"),
    [
        ({"label": " \x1b "}, "result.no_code"),
        ({"code": "X", "label": ""}, "result.no_label"),
        ({"label": "NRP"}, "result.code_taken"),
        ({"label": "nrp", "code": "X"}, "result.label_taken"),
        ({"label": "Refus comm", "code": "X"}, "result.label_taken"),
        ({"label": "x" * 41}, "result.too_long"),
        ({"definition": "x" * 201}, "result.too_long"),
        ({"key": ""}, "result.no_key"),
        ({"key": "kk"}, "result.bad_key"),
        ({"key": "é\u0301"}, "result.bad_key"),
        ({"key": "!"}, "result.key_opposition"),
        ({"key": "s"}, "result.key_command"),
        ({"key": "S"}, "result.key_command"),
        ({"key": "n"}, "result.key_taken"),
        ({"key": "N"}, "result.key_taken"),
        ({"delay": "soon"}, "result.delay"),
        ({"score": "TEPID"}, "result.unknown_score"),
        ({"required": (Ask.PLACE,)}, "result.required_not_asked"),
        ({"delay": "none"}, "result.date_without_call"),
    ],
)
def test_what_could_not_be_used_is_refused_and_nothing_is_written(
    workspace: Workspace, changes: dict[str, Any], message_id: str
) -> None:
    before = dump(workspace)
    with pytest.raises((InvalidValue, Refused)) as refusal:
        add(workspace, **changes)
    assert refusal.value.message_id == message_id
    assert dump(workspace) == before


ACTIONS: dict[str, Callable[[Workspace], object]] = {
    "add_result": add,
    "change_result": lambda w: results.change_result(
        w, replace(configuring.call_results(w)["NRP"], delay="days:2", label="ABSENT"), COMMANDS
    ),
    "key_result": lambda w: results.set_key(w, "NRP", "k", COMMANDS),
    "move_result": lambda w: results.move_result(w, "ERR", 0),
    "retire_result": lambda w: results.retire_result(w, "MAIL"),
    "add_score": lambda w: scores.add_score(w, ScoreRule("", 2, "warm", label="À chauffer")),
    "change_score": lambda w: scores.change_score(w, ScoreRule("FROID", 4, "cold", label="GELÉ")),
    "move_score": lambda w: scores.move_score(w, "PERDU", 0),
    "retire_score": lambda w: scores.retire_score(w, "PERDU"),
}


@pytest.mark.parametrize("code", ACTIONS)
def test_each_action_is_one_undo(workspace: Workspace, code: str) -> None:
    before = dump(workspace)
    ACTIONS[code](workspace)
    after = dump(workspace)
    assert after != before
    done = undo.undo(workspace)
    assert done is not None
    assert done.code == code
    assert done.params["name"]
    assert dump(workspace) == before
    assert undo.redo(workspace) is not None
    assert dump(workspace) == after


def test_an_action_on_an_unknown_one_is_refused(workspace: Workspace) -> None:
    actions = (
        lambda: results.change_result(workspace, replace(VISIO, code="X"), COMMANDS),
        lambda: results.set_key(workspace, "X", "k", COMMANDS),
        lambda: results.move_result(workspace, "X", 0),
        lambda: results.retire_result(workspace, "X"),
        lambda: results.restore_result(workspace, "X", COMMANDS),
        lambda: scores.change_score(workspace, ScoreRule("X")),
        lambda: scores.retire_score(workspace, "X"),
    )
    for act in actions:
        with pytest.raises(NotFound, match=r"result\.unknown"):
            act()


def test_a_key_is_free_once_its_result_is_retired(workspace: Workspace) -> None:
    results.retire_result(workspace, "MAIL")
    assert results.checked_key(workspace, "M", "", COMMANDS) == "m"
    add(workspace, key="m")
    with pytest.raises(InvalidValue, match=r"result\.key_taken"):
        results.restore_result(workspace, "MAIL", COMMANDS)
    assert "MAIL" not in codes(workspace)
    results.restore_result(workspace, "MAIL", COMMANDS, "k")
    assert configuring.call_results(workspace)["MAIL"].key == "k"
    assert codes(workspace).index("MAIL") == codes(workspace).index("HORS_CIBLE") - 1


def test_a_result_keeps_its_own_key(workspace: Workspace) -> None:
    assert results.checked_key(workspace, "n", "NRP", COMMANDS) == "n"


def test_the_last_result_stays(workspace: Workspace) -> None:
    for code in codes(workspace)[1:]:
        results.retire_result(workspace, code)
    with pytest.raises(Refused, match=r"result\.last"):
        results.retire_result(workspace, codes(workspace)[0])


@pytest.mark.parametrize(("place", "expected"), [(0, 0), (3, 3), (10, 10), (99, 10), (-5, 0)])
def test_a_result_goes_to_its_place(workspace: Workspace, place: int, expected: int) -> None:
    results.move_result(workspace, "PISTE", place)
    assert codes(workspace).index("PISTE") == expected
    others = [code for code in codes(workspace) if code != "PISTE"]
    assert others == [rule.code for rule in DEFAULT_RESULTS if rule.code != "PISTE"]


def test_moving_passes_the_retired_ones() -> None:
    rules = [ResultRule(code, code.lower(), retired=code in "BD") for code in "ABCDE"]
    assert moved(rules, "A", 1) == ["B", "C", "D", "A", "E"]
    assert moved(rules, "E", 0) == ["E", "A", "B", "C", "D"]
    assert moved(rules, "C", 2) == ["A", "B", "D", "E", "C"]
    assert moved(rules[:1], "A", 3) == ["A"]


def test_a_retired_result_stays_readable_and_is_not_offered(workspace: Workspace) -> None:
    made = add(workspace)
    row = make_prospect(workspace, make_file(workspace))
    log_call(workspace, CallEntry(row, made.code, Answers(reason="voir")))
    results.retire_result(workspace, made.code)
    card = cockpit.card(workspace, row)
    assert made.code not in [choice.rule.code for choice in card.choices]
    assert card.history[0].result == made.code
    assert configuring.names(workspace)[0][made.code] == "Démo en visio"
    with pytest.raises(NotFound, match=r"call\.unknown_result"):
        log_call(workspace, CallEntry(row, made.code, Answers(reason="voir")))


def test_calls_already_logged_keep_what_they_were(workspace: Workspace) -> None:
    made = add(workspace)
    row = make_prospect(workspace, make_file(workspace))
    log_call(workspace, CallEntry(row, made.code, Answers(reason="voir")))
    before = dump(workspace)["call"]
    results.change_result(workspace, replace(made, flags=CallFlags(), score=""), COMMANDS)
    assert dump(workspace)["call"] == before


def test_the_preview_of_every_result_is_what_is_saved(workspace: Workspace) -> None:
    add(workspace)
    file_id = make_file(workspace)
    for rule in configuring.call_results(workspace).values():
        row = make_prospect(workspace, file_id)
        answers = Answers(
            when=cockpit.preview(workspace, row, "RAPP", Answers()).next_call.when,  # type: ignore[union-attr]
            reason="budget",
            subject="tarifs",
        )
        preview = cockpit.preview(workspace, row, rule.code, answers)
        shown = next(c for c in cockpit.card(workspace, row).choices if c.rule == rule)
        assert shown.preview == cockpit.preview(workspace, row, rule.code, Answers())
        assert log_call(workspace, CallEntry(row, rule.code, answers)).consequence == preview


# scores


@pytest.mark.parametrize(
    ("rule", "message_id"),
    [
        (ScoreRule("", 2, "warm"), "result.no_code"),
        (ScoreRule("CHAUD", 2, "warm", label="Brûlant"), "result.code_taken"),
        (ScoreRule("X", 2, "warm", label="chaud"), "result.label_taken"),
        (ScoreRule("X", 0, "warm", label="X"), "score.priority"),
        (ScoreRule("X", 10, "warm", label="X"), "score.priority"),
        (ScoreRule("X", 2, "pink", label="X"), "score.tone"),
    ],
)
def test_a_score_that_could_not_be_used_is_refused(
    workspace: Workspace, rule: ScoreRule, message_id: str
) -> None:
    before = dump(workspace)
    with pytest.raises(ProspectError) as refusal:
        scores.add_score(workspace, rule)
    assert refusal.value.message_id == message_id
    assert dump(workspace) == before


@pytest.mark.parametrize(
    ("code", "message_id"), [("ARRETE", "score.needed"), ("FROID", "score.in_use")]
)
def test_a_score_that_something_gives_is_not_retired(
    workspace: Workspace, code: str, message_id: str
) -> None:
    with pytest.raises(Refused) as refusal:
        scores.retire_score(workspace, code)
    assert refusal.value.message_id == message_id


def test_a_score_comes_back_and_may_be_given_again(workspace: Workspace) -> None:
    scores.retire_score(workspace, "PERDU")
    with pytest.raises(InvalidValue, match=r"result\.unknown_score"):
        add(workspace, score="PERDU")
    scores.restore_score(workspace, "PERDU")
    assert add(workspace, score="PERDU").score == "PERDU"


def test_a_score_that_goes_with_a_reason_has_one(workspace: Workspace) -> None:
    with pytest.raises(Refused, match=r"score\.reason_not_required"):
        add(workspace, score="PERDU", required=())
    add(workspace, score="PERDU")
    cold = configuring.score_rules(workspace)["FROID"]
    with pytest.raises(Refused, match=r"score\.reason_not_required") as refusal:
        scores.change_score(workspace, replace(cold, needs_reason=True))
    assert refusal.value.params == {"score": "FROID", "result": "REFUS"}


def test_an_own_score_of_priority_one_is_called_first(workspace: Workspace) -> None:
    scores.add_score(workspace, ScoreRule("BRULANT", 1, "hot", label="BRÛLANT"))
    add(workspace, score="BRULANT", promised=False)
    file_id = make_file(workspace)
    cold, hot = make_prospect(workspace, file_id), make_prospect(workspace, file_id)
    log_call(workspace, CallEntry(hot, "DEMO_EN_VISIO", Answers(reason="voir")))
    assert [entry.prospect_id for entry in upcoming(workspace)] == [cold]
    clock_of(workspace).advance(days=3)
    assert [entry.prospect_id for entry in upcoming(workspace)] == [hot, cold]
    assert upcoming(workspace)[0].rank.name == "HOT"


# names


@pytest.mark.parametrize("name", ["HORS_CIBLE", "hors cible", "Trop loin", " trop LOIN "])
def test_a_result_is_found_by_code_or_label(name: str) -> None:
    rules = [ResultRule("NRP", "n"), ResultRule("HORS_CIBLE", "h", label="Trop loin")]
    assert known_as(rules, name) == "HORS_CIBLE"


def test_an_unknown_name_is_refused_with_those_that_exist() -> None:
    with pytest.raises(NotFound) as refusal:
        known_as([ResultRule("NRP", "n"), ResultRule("X", "x", label="Zut")], "")
    assert refusal.value.params == {"name": "", "known": "NRP, Zut"}


def test_a_refusal_of_an_opportunity_may_close_it_as_lost(workspace: Workspace) -> None:
    row = make_prospect(workspace, make_file(workspace))
    when = cockpit.preview(workspace, row, "RAPP", Answers()).next_call
    assert when is not None
    made = log_call(workspace, CallEntry(row, "RDV", Answers(when=when.when))).opportunity_id
    before = dump(workspace)
    said = Answers(lose=True, competitor="Lapeyre", reason="prix", lesson="venir avant l'été")
    with pytest.raises(Refused, match=r"call\.missing"):
        log_call(workspace, CallEntry(row, "REFUS", Answers(lose=True)))
    assert dump(workspace) == before
    done = log_call(workspace, CallEntry(row, "REFUS", said))
    assert done.opportunity_id == made
    kept = workspace.connection.execute(
        "SELECT outcome, reason, lost_to, lesson, next_kind, next_day, closed_at IS NOT NULL"
        " FROM opportunity"
    ).fetchall()
    assert kept == [("lost", "prix", "Lapeyre", "venir avant l'été", "", None, 1)]
    assert workspace.connection.execute(
        "SELECT count(*) FROM activity WHERE cancelled_at IS NULL AND done_at IS NULL"
    ).fetchone() == (0,)
    undo.undo(workspace)
    assert dump(workspace) == before


def test_a_struck_row_effect_of_ones_own_result(workspace: Workspace) -> None:
    add(workspace, row=RowEffect.STRIKE, delay="none", asked=(Ask.REASON,), required=(), score="")
    row = make_prospect(workspace, make_file(workspace))
    log_call(workspace, CallEntry(row, "DEMO_EN_VISIO", Answers(reason="fermé")))
    kept = workspace.connection.execute("SELECT state, struck_reason FROM prospect").fetchall()
    assert kept == [("struck", "fermé")]
