"""The pages written by hand name what exists."""

import re
from pathlib import Path

import pytest

from tests.architecture.sources import PROJECT
from tools import docs

PACKAGE = PROJECT / "src" / "prospect_tui"
CAPABILITIES = (PROJECT / "docs" / "capabilities.md").read_text(encoding="utf-8")
LINE = re.compile(r"^\| (B?\d+) \| .+ \| (yes|partly|not yet) \| (.*) \| (.*) \|$", re.MULTILINE)


def test_every_capability_has_its_line() -> None:
    numbers = [match[1] for match in LINE.finditer(CAPABILITIES)]
    assert numbers == [str(n) for n in range(1, 116)] + [f"B{n}" for n in range(1, 24)]


def test_what_is_there_says_where() -> None:
    said = {match[1]: (match[2], match[3]) for match in LINE.finditer(CAPABILITIES)}
    assert [n for n, (state, where) in said.items() if state != "not yet" and not where] == []


def test_the_counts_are_those_of_the_lines() -> None:
    states = [match[2] for match in LINE.finditer(CAPABILITIES)]
    row = " | ".join(str(states.count(state)) for state in ("yes", "partly", "not yet"))
    assert f"| {row} |" in CAPABILITIES


@pytest.mark.parametrize("page", ["capabilities.md", "architecture.md", "../CONTRIBUTING.md"])
def test_pages_name_files_that_exist(page: str) -> None:
    text = (PROJECT / "docs" / page).read_text(encoding="utf-8")
    named = re.findall(r"`((?:[\w.-]+/)+[\w.-]+)`", text)
    assert named
    assert [
        name for name in named if not (PROJECT / name).exists() and not (PACKAGE / name).exists()
    ] == []


def test_relative_links_lead_somewhere() -> None:
    broken = []
    for page in (PROJECT / "README.md", *(PROJECT / "docs").rglob("*.md")):
        for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            if not (page.parent / link).exists():
                broken.append(f"{page.name}: {link}")
    assert broken == []


def test_the_check_of_generated_pages_sees_a_stale_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(command: str) -> int:
        monkeypatch.setattr("sys.argv", ["docs", command])
        return docs.main()

    monkeypatch.setattr(docs, "DOCS", tmp_path)
    assert run("check") == 1
    assert run("update") == 0
    assert run("check") == 0
    (tmp_path / "keys.md").write_text("another text", encoding="utf-8")
    assert run("check") == 1
