from collections.abc import Callable

import pytest

from prospect_tui.domain.columns import PROSPECT_COLUMNS
from prospect_tui.domain.opportunities import CONDITIONS, DEFAULT_STAGES, FIVE_W
from prospect_tui.domain.results import DEFAULT_RESULTS, DEFAULT_SCORES
from prospect_tui.domain.vocabulary import (
    ActionKind,
    ActivityKind,
    HalfDay,
    Nature,
    Origin,
    PlanKind,
    Status,
)
from prospect_tui.i18n import labels, set_language
from prospect_tui.i18n.bundles import bundle_label

WORDS: list[tuple[Callable[[str], str], list[str]]] = [
    (labels.column_label, [column.key for column in PROSPECT_COLUMNS]),
    (labels.result_definition, [rule.code for rule in DEFAULT_RESULTS]),
    (labels.score_label, [rule.code for rule in DEFAULT_SCORES]),
    (labels.score_definition, [rule.code for rule in DEFAULT_SCORES]),
    (labels.stage_label, [stage.code for stage in DEFAULT_STAGES]),
    (labels.status_label, list(Status)),
    (labels.origin_label, list(Origin)),
    (labels.activity_label, list(ActivityKind)),
    (labels.action_label, list(ActionKind)),
    (labels.plan_label, list(PlanKind)),
    (labels.nature_label, list(Nature)),
    (labels.half_day_label, list(HalfDay)),
    (labels.condition_label, list(CONDITIONS)),
    (labels.five_w_label, list(FIVE_W)),
]


@pytest.mark.parametrize(("label", "values"), WORDS, ids=lambda one: getattr(one, "__name__", ""))
def test_every_value_of_the_domain_has_its_word(
    label: Callable[[str], str], values: list[str]
) -> None:
    set_language("en")
    assert [value for value in values if label(value) in {"", value}] == []
    set_language("fr")
    assert all(label(value) for value in values)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (labels.score_label, {"GAGNE": "GAGNÉ", "TIEDE": "TIÈDE", "ARRETE": "ARRÊTÉ"}),
        (labels.result_label, {"REFUS_COMM": "REFUS COMM", "NRP": "NRP", "MINE": "MINE"}),
        (labels.column_label, {"city": "Ville", "own:3": "own:3"}),
        (
            labels.stage_label,
            {"needs": "Analyse des besoins", "Ma propre étape": "Ma propre étape"},
        ),
        (labels.result_definition, {"MINE": ""}),
    ],
)
def test_french_words(shown: Callable[[str], str], expected: dict[str, str], french: str) -> None:
    assert {value: shown(value) for value in expected} == expected


def test_the_users_own_words_come_first() -> None:
    assert labels.result_label("NRP", "absent") == "absent"
    assert labels.score_label("CHAUD", "brûlant") == "brûlant"
    assert labels.stage_label("needs", "Écoute") == "Écoute"


@pytest.mark.parametrize(
    ("code", "params", "expected"),
    [
        ("call", {"result": "REFUS_COMM", "name": "Lambert"}, "appel REFUS COMM · Lambert"),
        (
            "edit_cell",
            {"column": "city", "name": "Lambert"},
            "modification de la cellule Ville · Lambert",
        ),
        ("strike", {"count": 3}, "rayure · 3 lignes"),
        ("strike", {"count": 1}, "rayure · 1 ligne"),
        ("strike", {"count": 12_000}, "rayure · 12\u202f000 lignes"),
        ("convert", {"count": 3, "name": "Lambert"}, "passage en opportunité · 3 lignes"),
        ("convert", {"count": 1, "name": "Lambert"}, "passage en opportunité · Lambert"),
        ("tag", {"column": "tags", "count": 3}, "étiquettes · 3 lignes"),
        ("star", {}, "étoile"),
        ("move_stage", {"stage": "costing", "other": 12}, "changement d'étape Chiffrage"),
        ("something_else", {}, "something_else"),
    ],
)
def test_what_an_action_is_called(
    code: str, params: dict[str, object], expected: str, french: str
) -> None:
    assert bundle_label(code, params) == expected
