"""The table `[hooks]`: what is understood, what is told to be wrong, what a command is told."""

import json
from datetime import datetime

import pytest

from prospect_tui.domain.hooks import (
    SECONDS,
    VERSION,
    Hook,
    HookEvent,
    document,
    example,
    read_hooks,
)
from prospect_tui.i18n.hook_words import event_definition
from prospect_tui.settings import from_table
from tests.builders import PARIS


def test_a_command_is_a_list_of_words_perhaps_with_its_time() -> None:
    hooks, problems = read_hooks(
        {"rdv_set": ["a", "b c"], "opposition": {"run": ["x"], "timeout": 2.5}}, "s.toml"
    )
    assert problems == []
    assert hooks == {"rdv_set": Hook(("a", "b c"), SECONDS), "opposition": Hook(("x",), 2.5)}


@pytest.mark.parametrize(
    "said",
    ["a b", [], [""], ["a", 3], ["a\x1b[2J"], {"run": "a"}, {"run": ["a"], "time": 3}, {}, 7,
     {"run": ["a"], "timeout": 0}, {"run": ["a"], "timeout": True}, {"run": ["a"], "timeout": "9"},
     {"run": ["a"], "timeout": 1e9}, {"run": ["a"], "timeout": float("nan")}],
)  # fmt: skip
def test_what_is_no_command_is_told_and_the_others_stay(said: object) -> None:
    hooks, problems = read_hooks({"rdv_set": said, "opposition": ["x"]}, "s.toml")
    assert list(hooks) == ["opposition"]
    assert [one.message_id for one in problems] == ["hooks.command"]
    assert problems[0].params["name"] == "rdv_set"


def test_an_event_that_there_is_not_is_told_with_those_there_are() -> None:
    hooks, (problem,) = read_hooks({"won": ["x"]}, "s.toml")
    assert hooks == {}
    assert problem.message_id == "hooks.unknown"
    assert "opportunity_won" in str(problem.params["known"])
    assert read_hooks(["x"], "s.toml")[1][0].message_id == "hooks.table"


def test_the_settings_keep_what_can_be_used() -> None:
    settings, problems = from_table(
        {"hooks": {"rdv_set": ["a"], "nope": ["b"]}, "hot_threshold": 30}, "s.toml"
    )
    assert settings.hooks == {"rdv_set": Hook(("a",))}
    assert settings.hot_threshold == 30
    assert [one.message_id for one in problems] == ["hooks.unknown"]


@pytest.mark.parametrize("event", list(HookEvent))
def test_every_event_has_its_words_and_an_example(event: HookEvent) -> None:
    assert event_definition(event) != event.value
    told = document(example(event), datetime(2026, 11, 23, 10, 15, tzinfo=PARIS))
    assert (told["version"], told["event"], told["test"]) == (VERSION, event.value, True)
    assert told["at"] == "2026-11-23T09:15:00Z"
    assert json.loads(json.dumps(told)) == told
