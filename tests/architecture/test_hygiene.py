"""What a published tree must hold, and what must never be in it."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGE, PROJECT, files, name_of

FOLDERS = ("src", "tests", "tools", "docs", "data", "requirements", ".ci")
NOT_TEXT = {".mo", ".xlsx", ".xls", ".ods", ".db", ".sqlite", ".zip", ".gz", ".png"}

TOP = {
    ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md",
    "pyproject.toml",
}  # fmt: skip
"""The files kept at the top of the project: what an export leaves there by mistake is seen."""

UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX)\b")
PACKAGE_HOST = re.compile(
    r"pypi\.(?:org|python)|pythonhosted|artifactory|devpi|https?://[^\s\"'>]+/simple\b"
    r"|^\s*--(?:extra-)?index-url|^\s*--find-links",
    re.IGNORECASE | re.MULTILINE,
)
MACHINE_PATH = re.compile(r"(?<![\w/.~)}-])/(?:work|home|root|Users)/[\w.]")

FRENCH_PHONE = re.compile(
    r"(?<![\w.,+])(?:0|(?:\+|00)33[ .\-]?(?:\(0\)[ ]?)?)"
    r"(?P<number>[1-7](?P<gap>[ .\-/\u00a0\u202f]?)\d\d(?:(?P=gap)\d\d){3})(?!\d)"
)
FICTION = ("19900", "26191", "35301", "46571", "53649", "63998")
"""Ranges that the French regulator keeps for fiction, without the leading 0."""
PLATFORMS = ("162", "163", "270", "271", "377", "378", "424", "425", "568", "569")
"""Ranges of calling platforms, never a person's: what is said of them needs an example."""
OVERSEAS = re.compile(r"(?:262|263|269|508|590|594|596|69[0-7])123456")
"""Overseas has no range for fiction: only the plain 12 34 56."""


@cache
def texts() -> dict[str, str]:
    """Return the text files of the project, by name, but this one, which says what it refuses."""
    top = (path for path in sorted(PROJECT.iterdir()) if path.is_file())
    return {
        name_of(path): path.read_text(encoding="utf-8", errors="replace")
        for path in (*top, *files(*FOLDERS))
        if path.suffix not in NOT_TEXT and path != Path(__file__)
    }


def hits(pattern: re.Pattern[str], below: str = "") -> Iterator[tuple[str, re.Match[str]]]:
    """Yield each match with its place, in the files whose name starts with `below`."""
    for name, text in texts().items():
        if name.startswith(below):
            for match in pattern.finditer(text):
                yield f"{name}:{text.count(chr(10), 0, match.start()) + 1}", match


def is_nobodys(number: str) -> bool:
    """Say whether `number`, without its leading 0, can reach no person."""
    digits = re.sub(r"\D", "", number)
    return digits.startswith(FICTION + PLATFORMS) or bool(OVERSEAS.fullmatch(digits))


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "Makefile",
        "data/README.md",
        "requirements/runtime.txt",
        "requirements/dev.txt",
    ],
)
def test_the_usual_files_are_there(name: str) -> None:
    assert (PROJECT / name).stat().st_size > 0


@pytest.mark.skipif(shutil.which("git") is None, reason="only git knows what is kept")
def test_no_stray_file_is_kept_at_the_top() -> None:
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    if listing.returncode:
        pytest.skip("not a checkout that git may read")
    kept = listing.stdout.split("\0")
    assert {name for name in kept if name and "/" not in name} == TOP


def test_the_guide_of_contributors_names_files_that_exist() -> None:
    named = re.findall(r"`([\w./-]+(?:/|\.\w+))`", texts()["CONTRIBUTING.md"])
    assert named
    assert [
        name for name in named if not (PROJECT / name).exists() and not (PACKAGE / name).exists()
    ] == []


def test_the_scripts_can_be_run() -> None:
    assert os.access(PROJECT / ".ci" / "run", os.X_OK)


def test_nothing_is_left_unfinished() -> None:
    assert [f"{place} {match[0]}" for place, match in hits(UNFINISHED, "src/")] == []


def test_no_package_host_is_named() -> None:
    assert [f"{place} {match[0]}" for place, match in hits(PACKAGE_HOST)] == []


def test_no_path_of_a_machine_is_named() -> None:
    assert [f"{place} {match[0]}" for place, match in hits(MACHINE_PATH)] == []


@pytest.mark.parametrize("folder", ["data/", "docs/", "src/", "tests/", "README.md"])
def test_invented_phone_numbers_ring_nowhere(folder: str) -> None:
    assert [
        f"{place} {match[0]}"
        for place, match in hits(FRENCH_PHONE, folder)
        if not is_nobodys(match["number"])
    ] == []


@pytest.mark.parametrize(
    "text", ["0612345678", "06 12 34 56 78", "+33 6 12 34 56 78", "+33 (0)6.12.34.56.78"]
)
def test_a_number_that_could_ring_is_seen(text: str) -> None:
    match = FRENCH_PHONE.search(f"tel:{text};")
    assert match is not None
    assert not is_nobodys(match["number"])


@pytest.mark.parametrize("text", ["01/02/2026 10:30", "48.0612345678", "06123456780", "2,5"])
def test_a_date_or_a_figure_is_not_a_number_to_dial(text: str) -> None:
    assert FRENCH_PHONE.search(text) is None


def test_the_locks_agree_and_hold_hashes() -> None:
    runtime, dev = locked("runtime"), locked("dev")
    assert runtime
    assert runtime.items() <= dev.items()
    for name, text in texts().items():
        if name.startswith("requirements/"):
            pins = re.split(r"^(?=\w)", text, flags=re.MULTILINE)[1:]
            assert [pin for pin in pins if "--hash=sha256:" not in pin] == []


def locked(lock: str) -> dict[str, str]:
    """Return the version of each package of a lock."""
    text = texts()[f"requirements/{lock}.txt"]
    return dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))
