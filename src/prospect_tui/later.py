"""Modules that are imported when they are first used, so that a start loads what it shows.

A package whose `__getattr__` is `importer(__name__)` gives such modules to whoever writes
`from package import module`; types and tools see the module itself. `from package.module import
name` imports at once, as ever.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any


class Later:
    """Stands for a module, which its first attribute imports; from then on it shares its names."""

    __slots__ = ("__dict__", "_path")

    def __init__(self, path: str) -> None:
        object.__setattr__(self, "_path", path)

    def __getattr__(self, name: str) -> Any:
        module = import_module(self._path)
        object.__setattr__(self, "__dict__", module.__dict__)
        return getattr(module, name)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(import_module(self._path), name, value)

    def __delattr__(self, name: str) -> None:
        delattr(import_module(self._path), name)


def importer(package: str) -> Callable[[str], Later]:
    """Return what gives the modules of `package`, not imported yet."""

    def module(name: str) -> Later:
        if name.startswith("_"):
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return Later(f"{package}.{name}")

    return module
