"""Puts a new file under its name only once it is whole and on the disk.

It refuses to replace a file unless told so. A link that bears the name is replaced, not followed.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from prospect_tui.domain.errors import Refused


@contextmanager
def new_file(path: Path, *, overwrite: bool = False) -> Iterator[Path]:
    """Give a temporary file, readable by its owner only, that becomes `path` at the end.

    After an error nothing is left behind and a former file is untouched. Raises `Refused`
    "file.exists" unless `overwrite`, and "file.not_writable" with the system's reason.
    """
    try:
        if not overwrite and os.path.lexists(path):
            raise Refused("file.exists", name=path.name)
        handle, name = tempfile.mkstemp(prefix=".prospect-", suffix=".tmp", dir=path.parent)
        os.close(handle)
        temporary = Path(name)
        try:
            yield temporary
            _to_disk(temporary, os.O_RDWR)
            _rename(temporary, path, overwrite=overwrite)
            with suppress(OSError):  # a folder cannot be synchronised on every system
                _to_disk(path.parent, os.O_RDONLY)
        finally:
            temporary.unlink(missing_ok=True)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Refused("file.not_writable", name=path.name, reason=reason) from error


def _rename(temporary: Path, path: Path, *, overwrite: bool) -> None:
    """Give the file its name; another program may have taken the name meanwhile."""
    if overwrite:
        temporary.replace(path)
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise Refused("file.exists", name=path.name) from None
    except OSError:  # no hard links on this disk
        if os.path.lexists(path):
            raise Refused("file.exists", name=path.name) from None
        temporary.replace(path)


def _to_disk(path: Path, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
