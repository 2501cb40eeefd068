"""The command line as a test uses it: words in, exit code and both outputs out."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from prospect_tui.cli import launch as launch_module


@dataclass(frozen=True)
class Answer:
    """What a command gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Return the answer of `--json`."""
        return json.loads(self.out)

    @property
    def rows(self) -> list[list[str]]:
        """Return the cells of a table below its headings."""
        return [line.split("\t") for line in self.out.splitlines()[1:]]


class CommandLine:
    """`prospect`, on one base, at one moment, in French."""

    def __init__(
        self, base: Path, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]
    ) -> None:
        self._capture = capture
        self.log = base.parent / "errors.log"
        self._patch = patch
        patch.setenv("PROSPECT_DB", str(base))
        patch.setenv("PROSPECT_CONFIG", str(base.parent / "settings.toml"))
        patch.setenv("PROSPECT_LANG", "fr")
        patch.setattr(launch_module, "default_log_path", lambda: self.log)
        self.at("2026-11-23T10:15+01:00")

    def crashes(self) -> str:
        """Return what was noted of unexpected errors."""
        return self.log.read_text(encoding="utf-8") if self.log.exists() else ""

    def at(self, moment: str) -> None:
        """Be at another moment from now on."""
        self._patch.setenv("PROSPECT_NOW", moment)

    def __call__(self, *words: object) -> Answer:
        self._capture.readouterr()
        code = launch_module.launch([str(word) for word in words])
        return Answer(code, *self._capture.readouterr())
