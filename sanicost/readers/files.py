"""A file → what it says, by its ending; what every file that is read has in common."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sanicost.city.vocabulary import Vocabulary
from sanicost.core.notices import of_system
from sanicost.embedded.canonical import CanonicalInputs
from sanicost.readers.csv_file import read_csv
from sanicost.readers.document import Document, FileRefused, Notes
from sanicost.readers.grid import Grid
from sanicost.readers.sheet_names import NO_SKIPS, Skips
from sanicost.readers.sheets import read_sheets
from sanicost.readers.yaml_file import read_yaml


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


def document_of_file(
    path: Path, vocabulary: Vocabulary, notes: Notes, skipped: Skips = NO_SKIPS
) -> Document:
    """Return what the file says, by its ending, without the sheets that are to be left out."""
    with readable(path):
        match path.suffix.lower():
            case ".yaml" | ".yml":
                return read_yaml(path, vocabulary, notes)
            case ".csv":
                return read_sheets({"positions": read_csv(path, notes)}, vocabulary, notes)
            case ".xlsx" | ".xlsm":
                from sanicost.readers.xlsx_file import read_xlsx  # noqa: PLC0415 - only .xlsx pays

                found = read_xlsx(path, vocabulary, skipped, notes)
                return _document(found, path, vocabulary, notes)
            case ".xls" | ".et" | ".ods":
                from sanicost.readers.xlsx_file import read_other  # noqa: PLC0415 - likewise

                found = read_other(path, vocabulary, skipped, notes)
                return _document(found, path, vocabulary, notes)
    raise FileRefused("file-kind-unknown", path.name, found=path.suffix or "-")


def _document(
    found: Mapping[str, Grid] | CanonicalInputs, path: Path, vocabulary: Vocabulary, notes: Notes
) -> Document:
    """Return what the sheets of a roster say, or what a workbook of ours carries."""
    if isinstance(found, CanonicalInputs):
        return document_of_workbook(found, path)
    return read_sheets(found, vocabulary, notes)


def document_of_workbook(inputs: CanonicalInputs, path: Path) -> Document:
    """Return what a workbook carries; a right hash over what is no roster is refused."""
    from sanicost.readers.embedded import document_of  # noqa: PLC0415 - only our workbooks pay

    try:
        return document_of(inputs)
    except ValueError as error:
        raise FileRefused("carried-not-ours", path.name, found=str(error)) from None
