"""What a terminal may send besides keys: bytes that are no text, pastes that look like keys."""

from pathlib import Path
from threading import Thread

import pytest

from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.services import own_columns
from tests.builders import dump, make_workspace
from tests.journeys.spreadsheet import bought_base, go_to, own_column
from tests.journeys.story import a_day
from tests.journeys.terminal import Terminal, terminal

START, END = b"\x1b[200~", b"\x1b[201~"
MEGABYTE = 1_000_000


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return bought_base(tmp_path)


def on_files(window: Terminal) -> None:
    window.sees("lundi 23 novembre")
    window.press("f3")
    window.sees("EURL Faure")


@pytest.mark.parametrize(
    "sent",
    [b"\xff", b"\xe9", b"\xed\xa0\x80", START + b"caf\xe9\tb" + END, START + b"\xff\xfe" + END],
    ids=["no utf-8", "latin-1", "a surrogate", "latin-1 pasted", "no utf-8 pasted"],
)
def test_bytes_that_are_no_text_do_not_end_the_program(desk: Path, sent: bytes) -> None:
    with terminal(desk / "base.db", columns=120) as window:
        on_files(window)
        window.send(sent)
        window.press("f2")
        window.sees("lundi 23 novembre")
        window.press("ctrl+q")
        assert window.ends() == 0


@pytest.mark.parametrize(
    "pasted",
    [b"b\x1b[3~u\rk\tz\r", b"a\x1b]0;PIRATE\x07b\x1bOQc", b"\x1b[200~\x1b\x1b\x11\x1b[15~"],
    ids=["keys", "a title", "a paste, and Ctrl+Q"],
)
def test_no_sequence_hidden_in_a_paste_types_or_commands(desk: Path, pasted: bytes) -> None:
    other = make_workspace(desk)
    before = dump(other)
    with terminal(desk / "base.db", columns=120) as window:
        on_files(window)
        window.press(*["down"] * 11)
        window.send(START + pasted + b"\rx\r" + END)
        window.sees("s'ajouter au fichier. Coller ?")
        assert dump(other) == before
        assert "PIRATE" not in window.title
        assert window.process.poll() is None
    other.close()


def test_a_paste_that_is_cut_gives_the_keys_back(desk: Path) -> None:
    with terminal(desk / "base.db", columns=120) as window:
        on_files(window)
        window.press(*["down"] * 11)
        window.send(START + b"un\rdeux\r\x1b[2")
        window.sees("s'ajouter au fichier. Coller ?")
        window.press("escape")
        window.reads_until(lambda: "Coller" not in window.shown, "no question")
        window.press("f2")
        window.sees("lundi 23 novembre")


@pytest.mark.parametrize(
    ("line", "seen"),
    [(b"abcdefgh\tijkl\n", "s'ajouter au fichier. Coller ?"), (b"x", "trop long")],
    ids=["a table", "a text"],
)
def test_a_megabyte_pasted_is_there_and_the_keys_go_on(desk: Path, line: bytes, seen: str) -> None:
    data = START + line * (MEGABYTE // len(line)) + END
    with terminal(desk / "base.db", columns=120) as window:
        on_files(window)
        Thread(target=window.send, args=(data,), daemon=True).start()
        window.sees(seen)
        window.press("escape", "f2")
        window.sees("lundi 23 novembre")


LARGE = ("99999999999999999999", "-9223372036854775809", "9" * 400)


async def test_numbers_beyond_any_integer_are_kept_and_marked(desk: Path) -> None:
    workspace = make_workspace(desk)
    own_columns.add_column(workspace, 1, "Nb", ColumnKind.NUMBER, ())
    workspace.close()
    async with a_day(desk, place="files") as day:
        await go_to(day, "Toitures du Forez", "Nb")
        await day.paste("\n".join((*LARGE, "12", "7")))
        await day.hears("3 à vérifier (!)")
        kept = own_column(day.workspace, "Nb")
        assert kept[:5] == [*LARGE, "12", "7"]
        await day.press("down", "up")
        await day.sees("« 99999999999999999999 » est trop grand")
        await day.press("s")
        await day.sees("tri Nb")
        first = [line for line in day.shown.splitlines() if "│" in line][1]
        assert first.rstrip().endswith("7")
        await day.press("f")
        await day.type("nb>99999999999999999999")
        await day.sees("est trop grand")
