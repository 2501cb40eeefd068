"""How the columns of a file are laid out: their order, their widths, which are hidden or frozen.

A layout speaks of keys, known or not: what was saved of a column that is not there any more is
kept, for the day when undo brings it back. A text that is no layout reads as none at all.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

LEAST_WIDTH, MOST_WIDTH = 4, 400
"""Terminal cells that a column may be given."""
RESIZE_STEP = 2
"""By how many cells a column is made wider or narrower."""
_VERSION = 1
_MOST_FROZEN = 1_000


@dataclass(frozen=True, slots=True)
class ColumnPlace:
    """A column in a layout, after the one before it."""

    key: str
    width: int = 0
    """In terminal cells; 0 fits the column to what it holds."""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns in order. A column which it does not name takes its natural place."""

    columns: tuple[ColumnPlace, ...] = ()
    frozen: int = 1
    """How many of the columns shown, the first ones, never scroll away."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys of the columns named, in order."""
        return tuple(place.key for place in self.columns)

    @property
    def shown(self) -> tuple[str, ...]:
        """Return the keys of the columns that are not hidden, in order."""
        return tuple(place.key for place in self.columns if not place.hidden)

    def place(self, key: str) -> ColumnPlace:
        """Return the place of a column, a natural one when it is not named."""
        return next((place for place in self.columns if place.key == key), ColumnPlace(key))

    def with_hidden(self, key: str, *, hidden: bool) -> "Layout":
        """Hide a column or show it again. Among several frozen ones, it counts as one of them."""
        if self.place(key).hidden == hidden:
            return self
        changed = self._with(replace(self.place(key), hidden=hidden))
        seen = self.shown if hidden else changed.shown
        if self.frozen <= 1 or key not in seen[: self.frozen]:
            return changed
        return replace(changed, frozen=self.frozen + (-1 if hidden else 1))

    def with_width(self, key: str, width: int) -> "Layout":
        """Give a column this width, or the nearest that it may have."""
        return self._with(replace(self.place(key), width=_within(width, LEAST_WIDTH, MOST_WIDTH)))

    def with_moved(self, key: str, step: int, among: Sequence[str]) -> "Layout":
        """Move a column past its neighbour in `among` (-1: the one before), if it has one."""
        place = among.index(key) + step
        if not 0 <= place < len(among):
            return self
        return self.with_put(key, beside=among[place], after=step > 0)

    def with_put(self, key: str, *, beside: str, after: bool) -> "Layout":
        """Put a column just before or after another one."""
        moved = self.place(key)
        others = [place for place in self.columns if place.key != key]
        keys = [place.key for place in others]
        where = keys.index(beside) + after if beside in keys else len(keys)
        return replace(self, columns=(*others[:where], moved, *others[where:]))

    def frozen_to(self, key: str) -> "Layout":
        """Freeze the columns shown up to this one; only the first if that is how it is already."""
        wanted = self.shown.index(key) + 1
        return replace(self, frozen=1 if wanted == self.frozen else wanted)

    def _with(self, changed: ColumnPlace) -> "Layout":
        if changed.key not in self.keys:
            return replace(self, columns=(*self.columns, changed))
        places = (changed if place.key == changed.key else place for place in self.columns)
        return replace(self, columns=tuple(places))


def arranged(layout: Layout, columns: Sequence[ColumnPlace]) -> Layout:
    """Return a layout with those of these places that it lacks.

    Each goes after the one before it in `columns`, or to an end when none there is on that side.
    """
    named = set(layout.keys)
    last = next((place.key for place in reversed(columns) if place.key in named), None)
    followers: dict[str | None, list[ColumnPlace]] = {}
    at_end: list[ColumnPlace] = []
    before: str | None = None
    for place in columns:
        if place.key in named:
            before = place.key
        else:
            (at_end if before == last else followers.setdefault(before, [])).append(place)
    places = followers.get(None, [])
    for place in layout.columns:
        places += [place, *followers.get(place.key, ())]
    return replace(layout, columns=(*places, *at_end))


def only(layout: Layout, keys: Collection[str]) -> Layout:
    """Return a layout which speaks of these columns only."""
    return replace(layout, columns=tuple(p for p in layout.columns if p.key in keys))


def to_text(layout: Layout) -> str:
    """Return a layout as stored: "" for the natural one, else JSON."""
    if layout == Layout():
        return ""
    return json.dumps(
        {
            "version": _VERSION,
            "frozen": layout.frozen,
            "columns": [_stored(place) for place in layout.columns],
        },
        separators=(",", ":"),
    )


def of_text(text: str) -> Layout:
    """Read a stored layout. What it does not know in it is passed over; nonsense is no layout."""
    try:
        stored = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        stored = {}
    if not isinstance(stored, dict):
        return Layout()
    listed = stored.get("columns")
    places = _places(listed) if isinstance(listed, list) else {}
    return Layout(tuple(places.values()), _number(stored.get("frozen", 1), 0, _MOST_FROZEN, 1))


def _places(listed: Iterable[object]) -> dict[str, ColumnPlace]:
    """Return the places of a stored list, the first of each key."""
    found: dict[str, ColumnPlace] = {}
    for one in listed:
        key = one.get("key") if isinstance(one, dict) else None
        if isinstance(one, dict) and isinstance(key, str) and key:
            width = _number(one.get("width", 0), 0, MOST_WIDTH, 0)
            width = max(width, LEAST_WIDTH) if width else 0
            found.setdefault(key, ColumnPlace(key, width, one.get("hidden") is True))
    return found


def _stored(place: ColumnPlace) -> dict[str, object]:
    stored: dict[str, object] = {"key": place.key}
    if place.width:
        stored["width"] = place.width
    if place.hidden:
        stored["hidden"] = True
    return stored


def _number(value: object, least: int, most: int, otherwise: int) -> int:
    """Return a stored whole number kept within bounds, or `otherwise` when it is none."""
    if isinstance(value, bool) or not isinstance(value, int):
        return otherwise
    return _within(value, least, most)


def _within(value: int, least: int, most: int) -> int:
    return max(least, min(value, most))
