"""Help: every command explains itself, in the language asked for."""

from collections.abc import Iterator
from typing import Any

import pytest
from typer.main import get_command

from prospect_tui.cli.language import localise
from prospect_tui.cli.main import app
from prospect_tui.i18n import set_language
from tests.cli.running import CommandLine

NO_BREAK = "\N{NO-BREAK SPACE}"
SAME_IN_BOTH = {"EUROS", "MOMENT"}
"""Names of values that are written alike."""


def tree(language: str = "en") -> Any:
    """Return the whole command tree in a language."""
    set_language(language)
    command = get_command(app)
    localise(command)
    return command


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield every command with its words."""
    yield path, command
    for name, below in getattr(command, "commands", {}).items():
        yield from commands(below, (*path, name))


PATHS = [path for path, _command in commands(get_command(app))]


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_every_command_has_its_help_in_french(path: tuple[str, ...], prospect: CommandLine) -> None:
    answer = prospect(*path, "--help")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith(f"Usage{NO_BREAK}: {' '.join(('prospect', *path))} [OPTIONS]")
    assert f"Options{NO_BREAK}:" in answer.out
    assert "Affiche cette aide." in answer.out


def test_everything_in_the_help_is_said_in_both_languages() -> None:
    english, french = dict(commands(tree("en"))), dict(commands(tree("fr")))
    assert [path for path in english if english[path].help == french[path].help] == []
    for path, command in english.items():
        for one, other in zip(command.params, french[path].params, strict=True):
            assert one.help, f"{path} {one.name}"
            assert one.help != other.help
            if one.metavar and one.metavar.isalpha() and one.metavar not in SAME_IN_BOTH:
                assert one.metavar != other.metavar, f"{path} {one.name}"


def test_help_in_english(prospect: CommandLine) -> None:
    answer = prospect("call", "--help", "--lang", "en")
    assert answer.out.startswith("Usage: prospect call [OPTIONS] ROW RESULT\n")
    assert "Exit codes:" in prospect("--help", "--lang", "en").out


def test_the_version_is_told_wherever_it_is_asked(prospect: CommandLine) -> None:
    assert prospect("--version").out == prospect("--lang", "en", "--version").out


def test_a_shell_is_told_how_a_word_goes_on(
    prospect: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_PROSPECT_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "prospect opportunity w")
    monkeypatch.setenv("COMP_CWORD", "2")
    with pytest.raises(SystemExit) as end:
        prospect()
    assert end.value.code == 0
