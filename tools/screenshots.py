"""Write the pictures of the documentation from the running program: `python -m tools.screenshots`.

The demo base on a Monday morning at a clock that stands still, in French, 120×36: the same code
gives the same pictures. They name no font of the web, so that they look at nothing when read.
"""

import asyncio
import re
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from prospect_tui.clock import FixedClock
from prospect_tui.i18n import set_language
from prospect_tui.services.demo import make_demo
from prospect_tui.services.opening import open_workspace
from prospect_tui.settings import Settings
from prospect_tui.tui.app import ProspectApp
from prospect_tui.tui.context import AppContext

IMAGES = Path(__file__).parent.parent / "docs" / "images"
PARIS = ZoneInfo("Europe/Paris")
MORNING = datetime(2026, 11, 23, 9, 40, tzinfo=PARIS)
SIZE = (120, 36)
PICTURES = {
    "aujourdhui": "f2", "fichiers": "f3", "appels": "f4", "pipeline": "f5", "planning": "f6",
    "clients": "f7",
}  # fmt: skip
"""The name of each picture, with the key of the place that it shows."""
FONTS = "DejaVu Sans Mono, Menlo, Consolas, monospace"

_WEB_FONT = re.compile(r"@font-face\s*{[^}]*}\s*")
_FONT = re.compile(r"font-family: ?(?:Fira Code|arial)[^;]*;")
_STAMP = re.compile(r"<!--.*?-->\s*", re.DOTALL)


def picture(svg: str) -> str:
    """Return a picture of Textual without the fonts that it would fetch from the web."""
    svg = _STAMP.sub("", _WEB_FONT.sub("", svg))
    return _FONT.sub(f"font-family: {FONTS};", svg)


async def pictures(folder: Path) -> dict[str, str]:
    """Return the pictures by name, of a demo base made in `folder`."""
    set_language("fr")
    clock = FixedClock(MORNING, PARIS)
    make_demo(folder / "demo.db", clock)
    workspace = open_workspace(folder / "demo.db", clock, Settings())
    app = ProspectApp(AppContext(workspace, log_path=folder / "errors.log"))
    found = {}
    try:
        async with app.run_test(size=SIZE) as pilot:
            for name, key in PICTURES.items():
                await pilot.press(key)
                await app.workers.wait_for_complete()
                await pilot.pause()
                found[name] = picture(app.export_screenshot(title="prospect"))
    finally:
        workspace.close()
    return found


def main() -> None:
    """Write every picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        for name, svg in asyncio.run(pictures(Path(folder))).items():
            (IMAGES / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
