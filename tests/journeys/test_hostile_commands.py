"""Hostile words in every place of every command of the sales: a sentence, and nothing half done."""

import json
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from prospect_tui.cli.exits import Exit
from tests.cli.running import Answer, CommandLine
from tests.cli.sales_desk import COMMANDS, EXAMPLES, FILES, begin, leaf_of, quick_tree
from tests.journeys.hostile import ATTACKS, dangerous

TITLE = "".join(ATTACKS).replace("\0", "") + "{count} {} %s '; DROP TABLE opportunity; -- \udce9"
"""No shell gives a NUL to a command."""
VALUES = ("", "-1", "9" * 23, TITLE + "x" * 5_000)
USUAL = {"\n", "\t", "\r"}
"""Signs of a table or a calendar."""
LONGEST_SENTENCE = 1_200
ANSWERED = {Exit.DONE, Exit.NOTHING, Exit.PARTLY}


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the base of the sales, not to be written in."""
    folder = tmp_path_factory.mktemp("sales")
    begin(folder)
    return folder


def calls_of(words: list[str]) -> Iterator[list[str]]:
    """Yield a call with each hostile value at each place of it, and in each option it lacks."""
    command = COMMANDS[leaf_of(words)]
    first = len(leaf_of(words))
    for value in VALUES:
        for place, word in enumerate(words[first:], start=first):
            if not word.startswith("--"):
                yield [*words[:place], value, *words[place + 1 :]]
        for option in command.params:
            takes_value = option.param_type_name == "option" and not option.is_flag
            if takes_value and not set(option.opts) & set(words):
                yield [*words, f"{option.opts[0]}={value}"]


def check(answer: Answer, *, is_json: bool) -> None:
    assert not dangerous(answer.out + answer.err) - USUAL
    if answer.code == Exit.REFUSED:
        assert answer.out == ""
        assert 0 < len(answer.err) <= LONGEST_SENTENCE
    else:
        assert answer.code in ANSWERED
        assert not is_json or json.loads(answer.out) is not None


@pytest.mark.parametrize("words", EXAMPLES, ids=" ".join)
def test_hostile_words_are_kept_or_refused(
    begun: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
) -> None:
    shutil.copytree(begun, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    quick_tree(monkeypatch)
    prospect, base = CommandLine(tmp_path / "base.db", monkeypatch, capsys), begun / "base.db"
    is_json = "--json" in {name for one in COMMANDS[leaf_of(words)].params for name in one.opts}
    for called in calls_of(words):
        shutil.copy(base, tmp_path)
        answer = prospect(*called, *["--json"] * is_json)
        assert prospect.crashes() == "", called
        check(answer, is_json=is_json)
        if answer.code == Exit.REFUSED:
            assert (tmp_path / "base.db").read_bytes() == base.read_bytes(), called
    assert {*FILES} <= {path.name for path in tmp_path.iterdir()}


SEVERAL = [
    ("contact change 1 job_title=Cheffe", "kind=ami", "kind=client"),
    ("contact change 1 mobile=0639981234", "checked_on=jamais", "checked_on=hier"),
    ("contact add 2 'Mme Petit'", "--role chef", "--role décide"),
    ("company change 1 city=Lyon", "kind=moyenne", "kind=association"),
    ("company change 1 city=Lyon turnover=5000", "turnover_year=25", "turnover_year=2025"),
    ("company change 1 name=Lambert", "taille=9", "headcount=9"),
    ("opportunity change 1 tags=bois", "origin=lune", "origin=réseau"),
    ("opportunity amount 1 --amount 1500", "--probability 101", "--probability 40"),
    ("opportunity qualify 1 --who Anne", "--known lune", "--known projet"),
    ("stage change Essai --name Preuve", "--probability 101", "--probability 30"),
    ("scoring change newsletter --label Lettre", "--points beaucoup", "--points 10"),
    ("action-type change Démo --label Essai", "--kind lune", "--kind tâche"),
    ("quote set D2026-001 --subject Sujet", "--until jamais", "--current"),
    ("quote edit D2026-001 1 --label Jour", "--vat 900", "--vat 20"),
    ("catalogue set jour --label Jour", "--price cher", "--price 950"),
    ("event change 3 --place Lyon", "--length 0", "--length 2h"),
]
"""Words of a command, what is wrong at the end of it, and what is right there."""


@pytest.mark.parametrize(("words", "wrong", "right"), SEVERAL)
def test_several_things_are_changed_at_once_or_not_at_all(
    begun: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: str,
    wrong: str,
    right: str,
) -> None:
    shutil.copytree(begun, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    quick_tree(monkeypatch)
    prospect = CommandLine(tmp_path / "base.db", monkeypatch, capsys)
    refused = prospect(*shlex.split(f"{words} {wrong}"))
    assert (refused.code, refused.out) == (Exit.REFUSED, "")
    assert (tmp_path / "base.db").read_bytes() == (begun / "base.db").read_bytes()
    before = prospect("history", "--limit", 999, "--json").json
    done = prospect(*shlex.split(f"{words} {right}"))
    assert done.code == Exit.DONE, done.err
    assert len(prospect("history", "--limit", 999, "--json").json) == len(before) + 1
