"""Write the recorded example of the guide from the running program: `python -m tools.recording`.

A few calls on the demo base, key by key, as one picture that moves: frames shown in turn by CSS, so
that any reader of the guide sees them play without a player.
"""

import asyncio
import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from prospect_tui.clock import FixedClock
from prospect_tui.i18n import set_language
from prospect_tui.services.demo import make_demo
from prospect_tui.services.opening import open_workspace
from prospect_tui.settings import Settings
from prospect_tui.tui.app import ProspectApp
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.screens import calls
from tools.screenshots import IMAGES, MORNING, PARIS, picture

SIZE = (104, 30)
SECONDS = 2.5
"""How long each frame is shown."""


class Scene(NamedTuple):
    """A frame: the keys that lead to it, and what the title says of them."""

    keys: tuple[str, ...]
    title: str


def typed(text: str) -> tuple[str, ...]:
    """Return a text as the keys that type it."""
    return tuple("space" if letter == " " else letter for letter in text)


SCENES = (
    Scene((), "F4 : la première personne à appeler"),
    Scene(("n",), "n : personne ne répond, noté, la suivante"),
    Scene(("o",), "o : occupé, noté, la suivante"),
    Scene(("i", *typed("décide avec son frère")), "Tab ou i : une note, gardée à mesure"),
    Scene(("escape", "r"), "Échap, r : à rappeler"),
    Scene(typed("jeu 14h"), "jeu 14h : la date comme on la dit"),
    Scene(("enter",), "Entrée : noté, la suivante"),
    Scene(("t",), "t : le script, complété pour elle"),
    Scene(("c",), "c : « Trop cher », une branche"),
    Scene(("escape", "escape", "u"), "Échap, Échap, u : le rappel est repris"),
)


async def frames(folder: Path) -> list[str]:
    """Return the frames, of a demo base made in `folder`."""
    set_language("fr")
    clock = FixedClock(MORNING, PARIS)
    make_demo(folder / "demo.db", clock)
    workspace = open_workspace(folder / "demo.db", clock, Settings())
    calls.HELD_SECONDS = 0.0
    app = ProspectApp(AppContext(workspace, log_path=folder / "errors.log"), place="calls")
    found = []
    try:
        async with app.run_test(size=SIZE) as pilot:
            await app.workers.wait_for_complete()
            for scene in SCENES:
                for key in scene.keys:
                    await pilot.press(key)
                    await pilot.pause()
                found.append(picture(app.export_screenshot(title=scene.title)))
    finally:
        workspace.close()
    return found


def film(svgs: Sequence[str], seconds: float = SECONDS) -> str:
    """Return one picture that shows the others in turn, for ever."""
    box = re.search(r'viewBox="[^"]+"', svgs[0])
    assert box is not None
    share = 100 / len(svgs)
    style = (
        f".frame{{visibility:hidden;animation:turn {len(svgs) * seconds}s step-end infinite}}"
        f"@keyframes turn{{0%{{visibility:visible}}{share:.3f}%{{visibility:hidden}}}}"
    )
    shown = [
        f'<g class="frame" style="animation-delay:{number * seconds}s">{svg}</g>'
        for number, svg in enumerate(svgs)
    ]
    body = "\n".join(shown)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {box[0]}><style>{style}</style>\n{body}\n</svg>\n'
    )


def main() -> None:
    """Write the film."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        svg = film(asyncio.run(frames(Path(folder))))
    (IMAGES / "appels-en-action.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
