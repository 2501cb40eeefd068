"""Big vectors leave no memory behind them."""

import sys
from array import array
from pathlib import Path

import pytest

from prospect_tui.tui import freed_memory

_MIB = 1024 * 1024


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096


@pytest.mark.skipif(sys.platform != "linux", reason="memory is told otherwise elsewhere")
def test_memory_goes_back_when_a_vector_is_freed() -> None:
    freed_memory.give_back()
    del_first = array("q", bytes(16 * _MIB))
    del del_first  # from now on, glibc would keep blocks as large as that one
    before = _resident()
    vector = array("q", bytes(12 * _MIB))
    guard = bytes(1024)
    grown = _resident() - before
    del vector
    assert grown > 11 * _MIB
    assert _resident() - before < 2 * _MIB
    assert guard


def test_another_c_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    import ctypes  # noqa: PLC0415

    monkeypatch.setattr(ctypes, "CDLL", lambda _name: object())
    freed_memory.give_back.cache_clear()
    freed_memory.give_back()
    freed_memory.give_back.cache_clear()
    assert freed_memory.give_back.cache_info().currsize == 0
