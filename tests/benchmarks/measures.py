"""How a program in a terminal is timed: its start, a key, a held key, a burst, silence."""

from bisect import bisect
from collections.abc import Callable, Iterable
from time import perf_counter
from typing import NamedTuple

from tests.benchmarks.pty_terminal import Chunk, Terminal, frames, paints

QUIET = 0.07
"""Seconds without output after which a key has had all its effects."""
LIMIT = 10.0
HOLD_RATE = 60
AFTER_HOLD = 0.3
STEP = 0.01
WORKING_MS = 2.0
"""Processor time within a step from which a program is at work, and not only looking around."""


class Held(NamedTuple):
    """What a held key gave."""

    fps: float
    """Presses a second that were followed by a frame before the next press."""
    late: float
    """Milliseconds from the last press to the last paint."""
    gap: float
    """The longest time between two frames, in milliseconds."""


class Stroke(NamedTuple):
    """What a key took, in milliseconds."""

    frame: float
    """To its first whole frame."""
    settled: float
    """To the last paint that it caused."""


class Change(NamedTuple):
    """When a part of the screen changed after a key, in milliseconds."""

    echo: float
    """To the first frame of any kind."""
    first: float | None
    """To the frame in which that part first looked otherwise; None if it never did."""
    settled: float
    """To the last paint."""


def start(terminal: Terminal, text: str) -> float:
    """Return the milliseconds from the start of the program to the frame that shows `text`."""
    wanted = text.encode()
    chunks: list[Chunk] = []
    while not any(wanted in chunk.data for chunk in chunks):
        more = terminal.read(LIMIT)
        if not more:
            raise TimeoutError(f"“{text}” was not seen; the screen was:\n{terminal.text()}")
        chunks += more
    at = terminal.when(chunks, lambda: text in terminal.screen.text)
    assert at is not None
    return 1000 * (at - terminal.spawned)


def settle(terminal: Terminal) -> None:
    """Wait until the program has nothing more to do: what it loads behind the first screen."""
    worked = wait_idle(terminal, 0.6, limit=60)
    if worked is None:
        terminal.read_for(5.0)


def wait_idle(terminal: Terminal, silence: float, limit: float = 120.0) -> float | None:
    """Wait until the program has not worked for `silence` seconds.

    Returns when it last did; None where the system does not tell what a program works.
    """
    cpu = terminal.process.cpu_ms()
    if cpu is None:
        return None
    last = now = perf_counter()
    end = now + limit
    while now - last < silence and now < end:
        terminal.read(STEP)
        now, before, cpu = perf_counter(), cpu, terminal.process.cpu_ms() or cpu
        if cpu - before > WORKING_MS:
            last = now
    return last


def stroke(terminal: Terminal, key: str) -> Stroke:
    """Press a key and wait until it has had all its effects."""
    terminal.text()  # parsed now, not while the program works
    terminal.read(0)
    sent = terminal.press(key)
    chunks = _read_until_painted(terminal, sent)
    chunks += terminal.read_quiet(QUIET)
    return Stroke(1000 * (frames(chunks)[0] - sent), 1000 * (paints(chunks)[-1] - sent))


def strokes(terminal: Terminal, *keys: str, count: int) -> list[Stroke]:
    """Press the keys in turn, `count` times in all."""
    return [stroke(terminal, keys[number % len(keys)]) for number in range(count)]


def change(terminal: Terminal, key: str, lines: tuple[int, int], silence: float = QUIET) -> Change:
    """Press a key and see when these lines of the screen change."""
    before = list(terminal.body(*lines))
    terminal.read(0)
    sent = terminal.press(key)
    chunks = _read_until_painted(terminal, sent)
    chunks += terminal.read_quiet(silence)
    first = terminal.when(chunks, lambda: terminal.screen.lines[slice(*lines)] != before)
    return Change(
        1000 * (frames(chunks)[0] - sent),
        None if first is None else 1000 * (first - sent),
        1000 * (paints(chunks)[-1] - sent),
    )


def held(terminal: Terminal, key: str, seconds: float) -> Held:
    """Hold a key down, as a keyboard repeats it."""
    terminal.text()
    terminal.read(0)
    begin = perf_counter()
    chunks: list[Chunk] = []
    presses = []
    for number in range(int(HOLD_RATE * seconds)):
        while (left := begin + number / HOLD_RATE - perf_counter()) > 0:
            chunks += terminal.read(left)
        presses.append(terminal.press(key))
    chunks += terminal.read_quiet(AFTER_HOLD)
    ends = frames(chunks)
    seen = {bisect(presses, end) for end in ends} - {0}
    steps = zip([begin, *ends], ends, strict=False)
    return Held(
        len(seen) / seconds,
        max(0.0, 1000 * (max(paints(chunks), default=presses[-1]) - presses[-1])),
        1000 * max((after - before for before, after in steps), default=seconds),
    )


def burst(
    terminal: Terminal, text: str, is_complete: Callable[[str], bool], rate: float = 12.0
) -> tuple[float, float]:
    """Type a text as fast as a typist does.

    Returns in milliseconds the longest time from a key to the next frame, and that from the last
    key to what was wanted on the screen.
    """
    terminal.text()
    terminal.read(0)
    begin = sent = perf_counter()
    chunks: list[Chunk] = []
    presses = []
    for number, letter in enumerate(text):
        while (left := begin + number / rate - perf_counter()) > 0:
            chunks += terminal.read(left)
        sent = terminal.press(letter)
        presses.append(sent)
    chunks += terminal.read_for(1.0)
    ends = frames(chunks)
    late = max(min((end for end in ends if end > at), default=at + LIMIT) - at for at in presses)
    done = terminal.when(chunks, lambda: is_complete(terminal.screen.text))
    if done is None:
        done = terminal.wait_for(is_complete)
    return 1000 * late, max(0.0, 1000 * (done - sent))


def idle(terminal: Terminal, seconds: float) -> tuple[int, float | None]:
    """Leave the program alone; return how many bytes it wrote and the milliseconds it worked."""
    before = terminal.process.cpu_ms()
    written = sum(len(chunk.data) for chunk in terminal.read_for(seconds))
    after = terminal.process.cpu_ms()
    return written, None if before is None or after is None else after - before


def _read_until_painted(terminal: Terminal, sent: float) -> list[Chunk]:
    chunks: list[Chunk] = []
    while not paints(chunks):
        more = terminal.read(LIMIT - (perf_counter() - sent))
        if not more:
            raise TimeoutError(f"a key changed nothing; the screen was:\n{terminal.text()}")
        chunks += more
    return chunks


def settled(pressed: Iterable[Stroke]) -> list[float]:
    """Return the times of keys to the last paint that each caused."""
    return [one.settled for one in pressed]


def go_to_top(terminal: Terminal) -> None:
    """Go to the first line, and let what follows the cursor follow it."""
    terminal.press("home")
    settle(terminal)
