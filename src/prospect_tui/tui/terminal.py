"""The program and its terminal: leaving it in order when told to, and memory settled for speed."""

import asyncio
import gc
import os
import select
import signal
import sys
import threading

from textual.app import App

SIGNALS = ("SIGTERM", "SIGHUP", "SIGQUIT")
LAST_RESORT_SECONDS = 0.8
WATCH_SECONDS = 0.8
TURN_SECONDS = 0.0005
"""After which a thread at work lets another past: each reading of a key may wait so long, and the
drawing of a page reads some forty times; a frame that is drawn waits so long to be written."""
EXIT_OF_SIGNAL = 128
"""What a shell adds to the number of the signal that ended a program."""


def is_terminal() -> bool:
    """Say whether somebody can type and see: Textual reads stdin and draws on stderr."""
    streams = (sys.__stdin__, sys.__stderr__)
    return all(stream is not None and stream.isatty() for stream in streams)


def leave_in_order(app: App[None]) -> None:
    """Close `app` when a signal ends it or its terminal goes away, and give the terminal back.

    Drafts are on disk already, so that nothing is asked.
    """
    loop = asyncio.get_running_loop()
    for name in SIGNALS:
        if hasattr(signal, name):
            loop.add_signal_handler(getattr(signal, name), _leave, app, getattr(signal, name))

    def watch() -> None:
        if is_gone():
            _leave(app, signal.SIGHUP)

    if hasattr(select, "poll") and is_terminal():
        app.set_interval(WATCH_SECONDS, watch)


def is_gone() -> bool:
    """Say whether the terminal was closed: not every start-up gets a signal for it."""
    poll = select.poll()
    poll.register(0, 0)
    return any(event & select.POLLHUP for _, event in poll.poll(0))


def _leave(app: App[None], number: int) -> None:
    code = EXIT_OF_SIGNAL + number
    end_anyway(code)
    app.exit(return_code=code)


def end_anyway(code: int) -> None:
    """End the process if it is still there in a moment: a terminal that is gone blocks writing."""
    timer = threading.Timer(LAST_RESORT_SECONDS, os._exit, (code,))
    timer.daemon = True
    timer.start()


def settle() -> None:
    """Put what start-up made out of reach of the garbage collector, whose full runs are felt."""
    gc.enable()
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 1_000)
