"""Modules that are imported when they are first used, so that a start loads what it shows.

Our own: a package whose `__getattr__` is `importer(__name__)` gives such modules to whoever writes
`from package import module`; types and tools see the module itself. `from package.module import
name` imports at once, as ever.

Those of others: what is imported within `left_out` does without the modules that it names.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
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


class _Name:
    """Stands for a name of a module that is left out: to be called, or to be asked for a name.

    A class made on it stands on nothing.
    """

    def __init__(self, module: str, name: str) -> None:
        self._module = module
        self._name = name

    def __call__(self, *values: Any, **options: Any) -> Any:
        return self._real()(*values, **options)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._real(), name)

    def __instancecheck__(self, one: object) -> bool:
        return isinstance(one, self._real())

    def __mro_entries__(self, _bases: tuple[object, ...]) -> tuple[type, ...]:
        return ()

    def _real(self) -> Any:
        if isinstance(sys.modules.get(self._module), _LeftOut):
            del sys.modules[self._module]
        return getattr(import_module(self._module), self._name)


class _LeftOut(ModuleType):
    """Stands for a module while others import names from it."""

    def __getattr__(self, name: str) -> _Name:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Name(self.__name__, name)


@contextmanager
def left_out(*modules: str) -> Iterator[None]:
    """Import what follows without these `modules`, which hold functions and classes hardly used.

    Each is imported when something of it is first used; whoever imports it afterwards gets it
    itself. One that was imported before stays.
    """
    absent = {name: _LeftOut(name) for name in modules if name not in sys.modules}
    sys.modules.update(absent)
    try:
        yield
    finally:
        for name, one in absent.items():
            if sys.modules.get(name) is one:
                del sys.modules[name]
