"""The compiled modules of a start in one file: the pack, kept beside those that Python keeps.

A start imports some 450 modules. Finding each in its folders and opening its compiled file takes
longer than running it does; and what `dataclasses` and `namedtuple` write as text is compiled anew
each time. So when the program ends, the code of what its first paint had loaded is put in one file,
which the next start maps into memory.

As with Python's own compiled files, a module is taken from the pack only while its source has the
date and the size that it had; and all of them only for the same Python that looks in the same
folders. Without a pack (the first start, a folder that cannot be written,
`PYTHONDONTWRITEBYTECODE`) everything is imported as ever. Once painted, it is left alone.

Refuses to compile modules: one that Python keeps no compiled file of is not packed.
"""

import marshal
import mmap
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from importlib.machinery import ModuleSpec, SourceFileLoader
from types import CodeType, ModuleType
from typing import Any, ClassVar

Files = tuple[str, str, bool]
"""The source and the compiled file of a module, and whether it is a package."""
Dated = tuple[int, int]
"""When a source was written, in nanoseconds, and how many bytes it has."""
Entry = tuple[str, str, bool, int, int, int, int]
"""The files of a module, the date of its source, and where its code begins and ends."""
Read = tuple[Files, Dated, bytes]
"""The files of a module, the date of its source, and its code."""
Surroundings = tuple[str, list[str]]
"""What decides which file the name of a module stands for: this Python, and where it looks."""
Texts = dict[tuple[str, str], bytes]
"""The code of texts, by what runs them ("exec", "eval") and the text."""

HEAD = 8
"""Bytes of the length of the index, with which a pack begins; the index and the codes follow."""
PYC_HEAD = 16
"""Bytes before the code in a compiled file: magic number, kind, date and size of the source."""
UNUSABLE = (OSError, ValueError, EOFError, TypeError)
"""What reading a pack raises that is not there, not whole, or for others."""


class _Loader(SourceFileLoader):
    """Runs a module's code from the pack, once; all else comes from the module's own file."""

    def __init__(self, name: str, source: str, code: memoryview) -> None:
        super().__init__(name, source)
        self._code: memoryview | None = code

    def exec_module(self, module: ModuleType) -> None:
        code, self._code = self._code, None
        if code is None:  # reloaded
            super().exec_module(module)
            return
        with code:
            found = marshal.loads(code)
        exec(found, module.__dict__)


class Pack:
    """A finder of modules, the first that Python asks."""

    def __init__(self, path: str, surroundings: Surroundings) -> None:
        """Open the pack at `path`; raises one of `UNUSABLE` when it is of no use here."""
        with open(path, "rb") as file:
            view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        end = HEAD + int.from_bytes(view[:HEAD], "little")
        with view[HEAD:end] as index:
            made_for, entries, texts = marshal.loads(index)
        if made_for != surroundings:
            raise ValueError(path)
        self.entries: dict[str, Entry] = entries
        self.texts: Texts = texts
        self.is_outgrown = False
        """Whether a source has changed since: the next pack is begun anew."""
        self._codes: memoryview | None = view[end:]

    def find_spec(
        self,
        name: str,
        _path: Sequence[str] | None = None,
        _target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        """Return how to load the module called `name`; None leaves it to Python."""
        entry, codes = self.entries.get(name), self._codes
        if entry is None or codes is None:
            return None
        source, compiled, is_package, written, size, begin, end = entry
        if (written, size) != _dated(source):
            self.is_outgrown = True
            return None
        loader = _Loader(name, source, codes[begin:end])
        spec = ModuleSpec(name, loader, origin=source, is_package=is_package)
        spec.has_location = True
        spec.cached = compiled
        if spec.submodule_search_locations is not None:
            spec.submodule_search_locations.append(os.path.dirname(source))
        return spec

    def close(self) -> None:
        """Find nothing more; the memory of the codes is given back with the last being loaded.

        Another thread may be importing at this very moment.
        """
        self._codes = None


class _Start:
    surroundings: Surroundings | None = None
    pack: Pack | None = None
    texts: ClassVar[Texts] = {}
    """Those of the pack, and those which this start had to compile."""
    new_texts: bool = False
    painted: tuple[str, ...] = ()
    """Names of the modules that the first paint had loaded, in their order."""


def use() -> None:
    """Take modules and texts from the pack from now on, if there is one that suits."""
    path = _path()
    if path is None:
        return
    _Start.surroundings = sys.version, list(sys.path)
    with suppress(*UNUSABLE):
        _Start.pack = Pack(path, _Start.surroundings)
        _Start.texts = _Start.pack.texts
        sys.meta_path.insert(0, _Start.pack)
    import collections  # noqa: PLC0415 - found in the pack
    import dataclasses  # noqa: PLC0415 - found in the pack

    # A name that a module does not define is looked for among the built-in ones: these come before.
    vars(dataclasses)["exec"] = _exec
    vars(collections)["eval"] = _eval


def leave() -> None:
    """Import and compile as ever again: the first paint has loaded what it needs."""
    import collections  # noqa: PLC0415 - loaded before
    import dataclasses  # noqa: PLC0415 - loaded before

    _Start.painted = tuple(sys.modules)
    if _Start.pack in sys.meta_path:
        sys.meta_path.remove(_Start.pack)
        _Start.pack.close()
    vars(dataclasses).pop("exec", None)
    vars(collections).pop("eval", None)


def renew() -> None:
    """Make the pack of what the first paint had loaded, unless the one in use has it all."""
    path, pack = _path(), _Start.pack
    if path is None or _Start.surroundings is None or sys.dont_write_bytecode:
        return
    known = {} if pack is None or pack.is_outgrown else pack.entries
    new = _read(_files(name for name in _Start.painted if name not in known))
    if new or (known and _Start.new_texts):
        read = _read({name: entry[:3] for name, entry in known.items()}) | new
        with suppress(OSError):
            _write(path, _Start.surroundings, read)


def _exec(text: str, names: dict[str, Any], found: dict[str, Any]) -> None:
    exec(_compiled("exec", text), names, found)


def _eval(text: str, names: dict[str, Any]) -> Any:
    return eval(_compiled("eval", text), names)


def _compiled(how: str, text: str) -> CodeType:
    """Return the code of a text, compiled at most once for all starts."""
    known = _Start.texts.get((how, text))
    if known is None:
        code: CodeType = compile(text, "<string>", how, dont_inherit=True)
        _Start.texts[how, text] = marshal.dumps(code)
        _Start.new_texts = True
    else:
        code = marshal.loads(known)
    return code


def _path() -> str | None:
    """Return where the pack is: its name tells the Python, as that of a compiled file does."""
    compiled = __spec__.cached
    return compiled and f"{os.path.splitext(compiled)[0]}.pack"


def _dated(source: str) -> Dated:
    """Return the date and the size of a source; no date that a file has when there is none."""
    try:
        found = os.stat(source)
    except OSError:
        return -1, -1
    return found.st_mtime_ns, found.st_size


def _files(names: Iterable[str]) -> dict[str, Files]:
    """Return the files of the modules that were loaded from a compiled one."""
    specs = ((name, getattr(sys.modules.get(name), "__spec__", None)) for name in names)
    return {
        name: (spec.origin, spec.cached, spec.submodule_search_locations is not None)
        for name, spec in specs
        if spec is not None
        and spec.name == name
        and isinstance(spec.loader, SourceFileLoader)
        and spec.origin
        and spec.cached
    }


def _read(files: Mapping[str, Files]) -> dict[str, Read]:
    """Return the codes of modules with the files that they are of, if those are up to date."""
    found = {}
    for name, (source, compiled, is_package) in files.items():
        dated = _dated(source)
        stamp = (0, dated[0] // 10**9, dated[1])  # kind 0: compiled from a source of this date
        with suppress(OSError), open(compiled, "rb") as file:
            head, code = file.read(PYC_HEAD), file.read()
            if head[4:] == b"".join((n & 0xFFFF_FFFF).to_bytes(4, "little") for n in stamp):
                found[name] = ((source, compiled, is_package), dated, code)
    return found


def _write(path: str, surroundings: Surroundings, read: Mapping[str, Read]) -> None:
    """Put a pack in the place of the one at `path`, whole or not at all."""
    entries: dict[str, Entry] = {}
    end = 0
    for name, (files, dated, code) in read.items():
        begin, end = end, end + len(code)
        entries[name] = (*files, *dated, begin, end)
    index = marshal.dumps((surroundings, entries, _Start.texts))
    beside = f"{path}.{os.getpid()}"
    try:
        with open(beside, "wb") as file:
            file.write(len(index).to_bytes(HEAD, "little") + index)
            file.writelines(code for *_known, code in read.values())
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, os.stat(__file__).st_mode & 0o666)  # as Python does with compiled files
        os.replace(beside, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise
