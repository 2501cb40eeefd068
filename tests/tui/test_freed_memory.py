"""Big vectors leave no memory behind them."""

import ctypes
import subprocess
import sys

import pytest

from prospect_tui.tui import freed_memory

_MIB = 1024 * 1024


FREED = """
from array import array
from prospect_tui.tui import freed_memory

def resident():
    with open("/proc/self/statm", encoding="ascii") as told:
        return 4096 * int(told.read().split()[1])

def vector(size):
    return array("q", [1]) * (size // 8)

freed_memory.give_back()
larger = vector(24 << 20)
del larger  # glibc would now keep blocks as large as that one
before = resident()
vectors = [vector(12 << 20), vector(1 << 19)]
print(resident() - before)
del vectors[0]  # not the last one to be allocated
print(resident() - before)
"""
"""What a program does whose memory holds nothing else."""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is told otherwise elsewhere")
def test_memory_goes_back_when_a_vector_is_freed() -> None:
    run = subprocess.run([sys.executable, "-c", FREED], capture_output=True, text=True, check=True)
    used, kept = (int(line) for line in run.stdout.split())
    assert used > 11 * _MIB
    assert kept < 2 * _MIB


def test_another_c_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(ctypes, "CDLL", asked.append)
    freed_memory.give_back.cache_clear()
    freed_memory.give_back()
    freed_memory.give_back.cache_clear()
    assert asked == [None]
