"""What a running program uses: memory and processor time, where the system tells (Linux)."""

import re
import time
from pathlib import Path

_PEAK = re.compile(r"VmHWM:\s+(\d+)")


class Process:
    """A process, looked at from outside."""

    def __init__(self, number: int) -> None:
        """Look at the process with this number."""
        self._status = Path(f"/proc/{number}/status")
        self._clock = (~number << 3) | 2  # how Linux numbers the processor clock of a process

    def peak_mib(self) -> float | None:
        """Return the most memory that it held at once; None where the system does not tell."""
        try:
            found = _PEAK.search(self._status.read_text())
        except OSError:
            return None
        return int(found[1]) / 1024 if found else None

    def cpu_ms(self) -> float | None:
        """Return the processor time of all its threads; None where the system does not tell."""
        try:
            return 1000 * time.clock_gettime(self._clock)
        except (AttributeError, OSError):
            return None
