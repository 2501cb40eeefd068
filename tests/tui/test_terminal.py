"""The program on a real terminal: leaving in order, and refusing to start without one."""

import os
import pty
import select
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic

import pytest

PROJECT = Path(__file__).parents[2]
PROGRAM = """
import os, sys
from pathlib import Path
if "owned" in sys.argv:
    # a session's leader gets a terminal of its own by opening it, and then the signal of its end
    os.close(os.open(os.ttyname(0), os.O_RDWR))
import tests.tui.shell as shell
from prospect_tui.tui import app, places, run

app.ProspectApp.__init__.__kwdefaults__.update(places=shell.PLACES)
sys.exit(run.run_app(shell.fake_context(Path(sys.argv[1]))))
"""
ALTERNATE_SCREEN_OFF, CURSOR_ON, MOUSE_OFF, PASTE_OFF = (
    b"\x1b[?1049l",
    b"\x1b[?25h",
    b"\x1b[?1000l",
    b"\x1b[?2004l",
)
START_SECONDS = END_SECONDS = 30.0


class Terminal:
    """A program on a pseudo-terminal, as its leader, the way a shell starts one."""

    def __init__(self, program: subprocess.Popen[bytes], master: int) -> None:
        self.program = program
        self.master = master
        self.output = b""

    def read_until(self, wanted: bytes, seconds: float = START_SECONDS) -> None:
        """Read what is drawn until `wanted` is there."""
        end = monotonic() + seconds
        while wanted not in self.output:
            assert monotonic() < end, self.output[-500:]
            self._read(0.1)

    def read_to_the_end(self) -> int:
        """Read what is still drawn, and return the exit code."""
        end = monotonic() + END_SECONDS
        while self.program.poll() is None:
            assert monotonic() < end, "still running"
            self._read(0.02)
        while self._read(0.1):
            pass
        assert self.program.returncode is not None
        return self.program.returncode

    def _read(self, seconds: float) -> bool:
        if not select.select([self.master], [], [], seconds)[0]:
            return False
        try:
            read = os.read(self.master, 65536)
        except OSError:
            return False
        self.output += read
        return bool(read)


@contextmanager
def started(folder: Path, *, owned: bool = True) -> Iterator[Terminal]:
    master, slave = pty.openpty()
    termios.tcsetwinsize(master, (24, 80))
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(folder), *(["owned"] if owned else [])],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        cwd=PROJECT,
        env=os.environ | {"PYTHONPATH": "src", "TERM": "xterm-256color", "PROSPECT_LANG": "en"},
        start_new_session=True,
    )
    os.close(slave)
    terminal = Terminal(program, master)
    try:
        terminal.read_until(b"to do today")
        yield terminal
    finally:
        program.kill()
        program.wait()
        with suppress(OSError):
            os.close(master)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGQUIT"])
def test_a_signal_gives_the_terminal_back(name: str, tmp_path: Path) -> None:
    number = getattr(signal, name)
    with started(tmp_path) as terminal:
        before = termios.tcgetattr(terminal.master)
        terminal.program.send_signal(number)
        assert terminal.read_to_the_end() == 128 + number
        after = termios.tcgetattr(terminal.master)
    for code in (ALTERNATE_SCREEN_OFF, CURSOR_ON, MOUSE_OFF, PASTE_OFF):
        assert code in terminal.output
    assert not before[3] & termios.ECHO
    assert after[3] & termios.ECHO
    assert after[3] & termios.ICANON


@pytest.mark.parametrize("owned", [True, False], ids=["with a signal", "without"])
def test_a_terminal_that_is_gone_ends_the_program(owned: bool, tmp_path: Path) -> None:
    with started(tmp_path, owned=owned) as terminal:
        os.close(terminal.master)
        assert terminal.program.wait(END_SECONDS) == 128 + signal.SIGHUP


def test_quitting(tmp_path: Path) -> None:
    with started(tmp_path) as terminal:
        os.write(terminal.master, b"\x11")
        assert terminal.read_to_the_end() == 0
    assert ALTERNATE_SCREEN_OFF in terminal.output


def test_without_a_terminal_it_says_so(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd=PROJECT,
        env=os.environ | {"PYTHONPATH": "src", "PROSPECT_LANG": "en"},
        timeout=START_SECONDS,
        check=False,
    )
    assert done.returncode == 2
    assert "need a terminal" in done.stderr.decode()
    assert done.stdout == b""
