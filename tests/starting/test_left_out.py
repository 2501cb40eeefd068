"""Modules of others that a start leaves out: they are there as soon as they are used."""

import subprocess
import sys

import pytest

from prospect_tui.later import left_out
from tests.architecture.sources import PROJECT


def run(code: str) -> str:
    """Return what a new interpreter prints."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=PROJECT / "src",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("use", "answer"),
    [
        ("app.CommandPalette.is_open.__name__", "is_open"),
        ("isinstance(3, app.CommandPalette)", "False"),
        ("isinstance(app.CommandPalette(), app.CommandPalette)", "True"),
        ("len(app.uuid.uuid4().hex)", "32"),
        ("app.mimetypes.guess_type('a.csv')", "('text/csv', None)"),
        ("suggestions.get_suggestion('rde', ['red', 'blue'])", "red"),
        ("style.Style.from_meta({'at': 1}).meta", "{'at': 1}"),
        ("layout.Canvas(2, 1).width", "2"),
        ("len(design.show_design(c, c).columns) > 1", "True"),
        ("hasattr(theme.ThemeProvider, 'discover')", "True"),
    ],
)
def test_what_textual_does_with_them_works(use: str, answer: str) -> None:
    code = (
        "import prospect_tui.tui\n"
        "from textual import app, design, layout, suggestions, theme\n"
        "from rich import style\n"
        "c = design.ColorSystem('red')\n"
        f"print({use})"
    )
    assert run(code) == answer


def test_whoever_imports_them_gets_them() -> None:
    code = (
        "import prospect_tui.tui, sys, textual\n"
        "assert 'textual.command' not in sys.modules\n"
        "import textual.command\n"
        "from textual.screen import Screen\n"
        "print(issubclass(textual.command.CommandPalette, Screen))"
    )
    assert run(code) == "True"


def test_one_that_was_imported_before_stays() -> None:
    import wave  # noqa: PLC0415 - one that nothing else imports

    with left_out("wave"):
        import wave as same  # noqa: PLC0415
    assert same is wave is sys.modules["wave"]


def test_one_may_be_used_at_once() -> None:
    code = (
        "from prospect_tui.later import left_out\n"
        "import sys\n"
        "with left_out('colorsys', 'sndhdr'):\n"
        "    from colorsys import rgb_to_hsv\n"
        "    print(rgb_to_hsv(0, 0, 0), 'colorsys' in sys.modules)\n"
        "print('sndhdr' in sys.modules)"
    )
    assert run(code) == "(0.0, 0.0, 0) True\nFalse"


def test_what_it_has_not_is_no_name_of_it() -> None:
    with left_out("colorsys", "no_such_module"):
        import no_such_module  # type: ignore[import-not-found] # noqa: PLC0415

        assert not hasattr(no_such_module, "__path__")
        with pytest.raises(ModuleNotFoundError):
            no_such_module.anything()
