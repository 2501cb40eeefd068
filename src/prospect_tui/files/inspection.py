"""Looks at a file before any parser does: what it is by content, and whether it is safe to open.

Suffixes lie, and a file of one megabyte can unpack to gigabytes: the directory of an archive is
read first. It refuses what is no text and no spreadsheet, with a reason for each case.
"""

import stat
import zipfile
from pathlib import Path
from typing import BinaryIO

from prospect_tui.files.records import unreadable

MOST_UNPACKED = 200 * 1024 * 1024
"""Bytes an archive may unpack to."""
MOST_RATIO = 100
"""How many times smaller a packed member above `BIG_MEMBER` bytes may be."""
BIG_MEMBER = 10 * 1024 * 1024
MOST_MEMBERS = 10_000

TEXT, SPREADSHEET = "text", "spreadsheet"

_HEAD = 4096
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ARCHIVES = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")
_ARCHIVE_SUFFIXES = (".zip", ".gz", ".7z", ".rar", ".xz", ".bz2")
_WEB_PAGES = (b"<!doctype html", b"<html", b"<table", b"<?xml", b"<meta", b"<body")
_SPREADSHEET_PARTS = frozenset({"workbook.xml", "workbook.bin", "content.xml"})
_ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_ODS = b"manifest:encryption-data"


def inspect(path: Path) -> str:
    """Return `TEXT` or `SPREADSHEET`, by content.

    Raises `UnreadableFile`: "file.not_found", "file.is_directory", "file.not_regular",
    "file.empty", "file.archive", "file.web_page", "file.not_a_spreadsheet", "file.password",
    "file.damaged", "file.bomb". `OSError` when the system refuses.
    """
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise unreadable(path, "file.is_directory")
    if not stat.S_ISREG(mode):
        raise unreadable(path, "file.not_regular")
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
        if not head.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"):
            _refuse_if_blank(path, head, stream)
        if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            _check_zip(path, stream)
            return SPREADSHEET
        if head.startswith(_OLE):
            _check_ole(path, stream)
            return SPREADSHEET
    if head.startswith(_ARCHIVES):
        raise unreadable(path, "file.archive")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_WEB_PAGES):
        raise unreadable(path, "file.web_page")
    return TEXT


def _refuse_if_blank(path: Path, head: bytes, stream: BinaryIO) -> None:
    if len(head) < _HEAD or not any(
        chunk.strip(b"\0 \t\r\n") for chunk in iter(lambda: stream.read(1 << 20), b"")
    ):
        raise unreadable(path, "file.empty")


def _check_zip(path: Path, stream: BinaryIO) -> None:
    try:
        with zipfile.ZipFile(stream) as archive:
            names = {member.filename for member in archive.infolist()}
            _refuse_other_archives(path, names)
            _refuse_bomb(path, archive.infolist())
            if "content.xml" in names and "META-INF/manifest.xml" in names:
                manifest = archive.read("META-INF/manifest.xml")
                if _ENCRYPTED_ODS in manifest:
                    raise unreadable(path, "file.password")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise unreadable(path, "file.damaged") from error


def _refuse_other_archives(path: Path, names: set[str]) -> None:
    parts = {name.replace("\\", "/").rpartition("/")[2].lower() for name in names}
    if parts.isdisjoint(_SPREADSHEET_PARTS):
        is_office = "[Content_Types].xml" in names or "mimetype" in names
        message = "file.not_a_spreadsheet" if is_office else "file.archive"
        raise unreadable(path, message)


def _refuse_bomb(path: Path, members: list[zipfile.ZipInfo]) -> None:
    nested = any(member.filename.lower().endswith(_ARCHIVE_SUFFIXES) for member in members)
    packed_too_well = any(
        member.file_size > BIG_MEMBER
        and member.file_size > MOST_RATIO * max(1, member.compress_size)
        for member in members
    )
    unpacked = sum(member.file_size for member in members)
    if nested or packed_too_well or unpacked > MOST_UNPACKED or len(members) > MOST_MEMBERS:
        raise unreadable(path, "file.bomb", limit=MOST_UNPACKED >> 20)


def _check_ole(path: Path, stream: BinaryIO) -> None:
    """Refuse the container in which spreadsheets with a password are encrypted."""
    if path.stat().st_size > MOST_UNPACKED:
        raise unreadable(path, "file.bomb", limit=MOST_UNPACKED >> 20)
    stream.seek(0)
    tail = b""
    while chunk := stream.read(1 << 20):
        if _ENCRYPTED_PART in tail + chunk:
            raise unreadable(path, "file.password")
        tail = chunk[-len(_ENCRYPTED_PART) :]
