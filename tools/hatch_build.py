"""Compile the French texts when the package is built or installed in place.

The compiled catalogue is not tracked: hatchling is told about it, so that a wheel holds it and an
editable install finds it. How to compile is known by `texts.py` alone.
"""

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledTexts(BuildHookInterface[Any]):
    """The step of the build that compiles the catalogue."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compile, and add the compiled catalogue to what is packed."""
        texts = runpy.run_path(str(Path(self.root, "tools", "texts.py")))
        texts["compile_catalogue"]()
        compiled = texts["PO_FILE"].with_suffix(".mo").relative_to(self.root)
        build_data["artifacts"].append(compiled.as_posix())
