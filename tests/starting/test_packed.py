"""The pack of a start: what is in it runs as it is written, and never as it was."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.sources import PROJECT

SAMPLE = '''
"""A module to pack."""
from dataclasses import dataclass
from typing import NamedTuple

@dataclass(frozen=True, slots=True, order=True)
class Point:
    """A dataclass."""
    x: int
    y: int = 2

class Pair(NamedTuple):
    """A named tuple."""
    first: str
    second: str = "b"

ANSWER = "{answer}"
'''
START = """
import json, sys
from thing import packed
packed.use()
import thing.inner.sample as sample
import importlib.util, inspect
pack = packed._Start.pack
asked = pack and pack.find_spec("thing.inner.sample")  # by a thread that imports at this moment
packed.leave()
late = asked and importlib.util.module_from_spec(asked)
if late:
    asked.loader.exec_module(late)
loader = sample.__spec__.loader
facts = {
    "answer": sample.ANSWER,
    "packed": type(loader) is packed._Loader,
    "inner packed": type(sys.modules["thing.inner"].__spec__.loader) is packed._Loader,
    "file": sample.__file__,
    "path": list(sys.modules["thing.inner"].__path__),
    "cached": sample.__cached__,
    "source": inspect.getsource(sample),
    "values": repr([sample.Point(1), sample.Point(1) < sample.Point(2), sample.Pair("a")]),
    "late": late and late.ANSWER,
    "found after": bool(pack and pack.find_spec("thing.inner.sample")),
    "compiled anew": packed._Start.new_texts,
}
packed.renew()
facts["again"] = importlib.reload(sample).ANSWER
print(json.dumps(facts))
"""
"""One start of a small program called `thing`, which says what it found."""


@pytest.fixture
def thing(tmp_path: Path) -> Path:
    """Return the folder of a program of three modules and the one that is tested."""
    folder = tmp_path / "src" / "thing"
    (folder / "inner").mkdir(parents=True)
    (folder / "__init__.py").touch()
    (folder / "inner" / "__init__.py").touch()
    shutil.copy(PROJECT / "src" / "prospect_tui" / "packed.py", folder)
    write_sample(folder, "first")
    return folder


def write_sample(thing: Path, answer: str) -> None:
    """Write the module that is packed."""
    (thing / "inner" / "sample.py").write_text(SAMPLE.replace("{answer}", answer), "utf-8")


def start(thing: Path, *more_folders: Path, **variables: str) -> Mapping[str, Any]:
    """Start the program; return what it says."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    path = os.pathsep.join(map(str, (thing.parent, *more_folders)))
    done = subprocess.run(
        [sys.executable, "-c", START],
        cwd=thing.parent,
        env={**kept, "PYTHONPATH": path, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: Mapping[str, Any] = json.loads(done.stdout)
    return found


def packs(thing: Path) -> list[Path]:
    """Return the packs there are, half written ones too."""
    return list((thing / "__pycache__").glob("packed.*.pack*"))


def test_the_second_start_finds_the_same_in_the_pack(thing: Path) -> None:
    first, second = start(thing), start(thing)
    assert (first["packed"], second["packed"], second["inner packed"]) == (False, True, True)
    assert (first["compiled anew"], second["compiled anew"]) == (True, False)
    same = {key: first[key] for key in ("answer", "file", "path", "cached", "source", "values")}
    assert same.items() <= second.items()
    assert second["again"] == "first"
    assert len(packs(thing)) == 1


def test_what_another_thread_imports_at_the_first_paint_is_loaded(thing: Path) -> None:
    start(thing)
    found = start(thing)
    assert (found["late"], found["found after"]) == ("first", False)


def test_a_changed_source_is_what_runs(thing: Path) -> None:
    start(thing)
    write_sample(thing, "second")
    changed = start(thing)
    assert (changed["answer"], changed["packed"]) == ("second", False)
    assert "second" in changed["source"]
    after = start(thing)
    assert (after["answer"], after["packed"]) == ("second", True)


def test_a_pack_is_for_the_folders_that_it_was_made_for(thing: Path, tmp_path: Path) -> None:
    start(thing)
    other = start(thing, tmp_path / "other")
    assert (other["answer"], other["packed"]) == ("first", False)


@pytest.mark.parametrize("spoilt", [b"", b"\0" * 4096, b"\x10" + b"\0" * 7 + b"x" * 4096])
def test_a_pack_that_cannot_be_read_is_made_anew(thing: Path, spoilt: bytes) -> None:
    start(thing)
    packs(thing)[0].write_bytes(spoilt)
    assert start(thing)["packed"] is False
    assert start(thing)["packed"] is True


def test_nothing_is_written_when_python_is_to_write_nothing(thing: Path) -> None:
    for _again in range(2):
        assert start(thing, PYTHONDONTWRITEBYTECODE="1")["packed"] is False
    assert packs(thing) == []


def test_a_module_that_python_keeps_no_compiled_file_of_is_not_packed(thing: Path) -> None:
    start(thing)
    packs(thing)[0].unlink()
    compiled = thing / "inner" / "__pycache__"
    shutil.rmtree(compiled)
    compiled.touch()  # no folder can be made there
    for _again in range(2):
        found = start(thing)
        assert (found["answer"], found["packed"], found["inner packed"]) == ("first", False, False)


def test_a_pack_may_be_read_by_whoever_may_read_the_program(thing: Path) -> None:
    start(thing)
    source = (thing / "packed.py").stat().st_mode
    assert packs(thing)[0].stat().st_mode & 0o777 == source & 0o666
