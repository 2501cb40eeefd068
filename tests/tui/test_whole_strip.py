"""Lines of the screen that are not left to the garbage collector."""

import gc

from rich.segment import Segment

from prospect_tui.tui.widgets.whole_strip import WholeStrip


def test_a_line_shown_whole_is_freed_at_once() -> None:
    gc.collect()
    gc.disable()
    try:
        line = WholeStrip([Segment("Toiture")], 7)
        assert list(line.divide([7])) == [line]
        del line
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_a_line_is_cut_as_any_other() -> None:
    line = WholeStrip([Segment("Toi"), Segment("ture")], 7)
    assert [part.text for part in line.divide([2, 7])] == ["To", "iture"]
