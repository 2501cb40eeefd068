"""The figures of a run: samples by program, measure and repeat, and what is made of them."""

import statistics
from collections import defaultdict
from collections.abc import Iterable

FLOOR, SMALL, LARGE, PEER, ORDER_BY = "floor", "small", "large", "VisiData", "sqlite3"
"""The programs: bare Textual, ours on few and many rows, another one, and bare SQL."""
MIDDLE = "middle"
"""Ours on a file of a usual size."""


class Results:
    """Samples, mostly milliseconds. A figure is a median of the repeats' own figures."""

    def __init__(self) -> None:
        """Begin with none."""
        self.repeat = 0
        self._samples: dict[tuple[str, str], dict[int, list[float]]] = defaultdict(dict)

    def add(self, program: str, measure: str, samples: Iterable[float | None]) -> None:
        """Keep what one repeat measured; what the system could not tell is left out."""
        known = [sample for sample in samples if sample is not None]
        if known:
            self._samples[program, measure].setdefault(self.repeat, []).extend(known)

    def median(self, program: str, measure: str) -> float | None:
        """Return the median of the repeats' medians, None when nothing was measured."""
        medians = self._medians(program, measure).values()
        return statistics.median(medians) if medians else None

    def late(self, program: str, measure: str) -> float | None:
        """Return the median of the repeats' 95th percentiles."""
        found = [
            sorted(samples)[-1 - len(samples) // 20]
            for samples in self._samples[program, measure].values()
        ]
        return statistics.median(found) if found else None

    def worst(self, program: str, measure: str) -> float | None:
        """Return the median of the repeats' worst samples."""
        found = [max(samples) for samples in self._samples[program, measure].values()]
        return statistics.median(found) if found else None

    def ratio(self, measure: str, program: str, other: str, others: str = "") -> float | None:
        """Return how many times as long `program` takes as `other`, each repeat by itself.

        `others` is the measure of the other one, when it has another name.
        """
        mine, theirs = self._medians(program, measure), self._medians(other, others or measure)
        ratios = [mine[n] / theirs[n] for n in mine.keys() & theirs.keys() if theirs[n]]
        return statistics.median(ratios) if ratios else None

    def as_json(self) -> dict[str, dict[str, list[list[float]]]]:
        """Return every sample: program, measure, then a list for each repeat."""
        found: dict[str, dict[str, list[list[float]]]] = defaultdict(dict)
        for (program, measure), repeats in self._samples.items():
            if repeats:
                found[program][measure] = list(repeats.values())
        return dict(found)

    def _medians(self, program: str, measure: str) -> dict[int, float]:
        repeats = self._samples[program, measure]
        return {number: statistics.median(samples) for number, samples in repeats.items()}
