"""Big vectors leave no memory behind them."""

import ctypes
import sys
from array import array
from pathlib import Path

import pytest

from prospect_tui.tui import freed_memory

_MIB = 1024 * 1024


def _resident() -> int:
    return 4096 * int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])


def _vector(size: int) -> "array[int]":
    return array("q", [1]) * (size // 8)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is told otherwise elsewhere")
def test_memory_goes_back_when_a_vector_is_freed() -> None:
    freed_memory.give_back()
    larger = _vector(24 * _MIB)
    del larger  # glibc would now keep blocks as large as that one
    before = _resident()
    vectors = [_vector(12 * _MIB), _vector(_MIB // 2)]
    assert _resident() - before > 11 * _MIB
    del vectors[0]  # not the last one to be allocated
    assert _resident() - before < 2 * _MIB


def test_another_c_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(ctypes, "CDLL", asked.append)
    freed_memory.give_back.cache_clear()
    freed_memory.give_back()
    freed_memory.give_back.cache_clear()
    assert asked == [None]
