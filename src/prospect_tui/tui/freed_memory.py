"""Memory that goes back to the system as soon as it is freed."""

from functools import cache

_MMAP_THRESHOLD = -3
"""The number by which glibc calls the size from which a block is had from the system by itself."""
_BYTES = 128 * 1024
"""That size, as glibc has it at first; with 1 MiB, a million rows take some 15 MiB more."""


@cache
def give_back() -> None:
    """Let freed vectors go, once: some 10 MB of them at each sort of a million rows.

    Left to itself, glibc raises that size to the largest block freed so far, and keeps those that
    follow. Other C libraries are left as they are.
    """
    import ctypes  # noqa: PLC0415 - only for big files, and off the keyboard's way

    try:
        tune = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return
    tune(_MMAP_THRESHOLD, _BYTES)
