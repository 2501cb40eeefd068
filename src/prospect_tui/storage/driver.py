"""The SQLite that the whole program runs on, under the name of Python's own module.

Python's own is whatever its maker had: often one whose write-ahead log can corrupt a base that two
connections write. SQLCipher's package brings the same recent SQLite to every machine. Where it
cannot be had Python's own serves, more slowly (see `durability`). There are never two in one
process: closing a file in one drops the locks of the other, hence no other module imports either.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3 as sqlite3  # noqa: PLC0414 - given on under its own name
else:
    try:
        from sqlcipher3 import dbapi2 as sqlite3
    except ImportError:  # a machine for which there is no such package
        import sqlite3

__all__ = ["sqlite3"]
