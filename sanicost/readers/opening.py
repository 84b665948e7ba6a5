"""What every file that is read has in common: it exists, is a file, and can be opened."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sanicost.core.notices import of_system
from sanicost.readers.document import FileRefused


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Read a file inside this; what keeps it from being opened becomes a FileRefused."""
    try:
        if not path.exists():
            raise FileRefused("file-missing", str(path))
        if path.is_dir():
            raise FileRefused("file-is-folder", str(path))
        if not path.is_file():
            raise FileRefused("file-is-special", str(path))  # reading a pipe might never end
        yield
    except OSError as error:
        raise FileRefused("file-unreadable", path.name, **of_system(error)) from None
