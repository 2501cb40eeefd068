"""The program and its terminal: leaving it in order when told to, and memory settled for speed."""

import asyncio
import gc
import os
import signal
import sys
import threading

from textual.app import App

SIGNALS = ("SIGTERM", "SIGHUP", "SIGQUIT")
LAST_RESORT_SECONDS = 1.0
EXIT_OF_SIGNAL = 128
"""What a shell adds to the number of the signal that ended a program."""


def is_terminal() -> bool:
    """Say whether somebody can type and see: Textual reads stdin and draws on stderr."""
    streams = (sys.__stdin__, sys.__stderr__)
    return all(stream is not None and stream.isatty() for stream in streams)


def leave_on_signals(app: App[None]) -> None:
    """Make the signals that end a program close `app`, which gives the terminal back.

    Drafts are on disk already, so that nothing is asked.
    """
    loop = asyncio.get_running_loop()
    for name in SIGNALS:
        if hasattr(signal, name):
            loop.add_signal_handler(getattr(signal, name), _leave, app, getattr(signal, name))


def _leave(app: App[None], number: int) -> None:
    code = EXIT_OF_SIGNAL + number
    end_anyway(code)
    app.exit(return_code=code)


def end_anyway(code: int) -> None:
    """End the process if it is still there in a second: a terminal that is gone blocks writing."""
    timer = threading.Timer(LAST_RESORT_SECONDS, os._exit, (code,))
    timer.daemon = True
    timer.start()


def settle() -> None:
    """Put what start-up made out of reach of the garbage collector, whose full runs are felt."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 1_000)
