"""Printing workbooks and documents with LibreOffice: a PDF, and the text of each of its pages."""

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pypdf import PdfReader


@dataclass(frozen=True)
class Printed:
    """A printed workbook: the text of its pages without white space."""

    pages: tuple[str, ...]

    def of(self, title: str, following: str) -> tuple[str, ...]:
        """Return the pages from the one that bears a title to before the one with the next."""
        starts = [self.first(title), self.first(following)]
        return self.pages[starts[0] : starts[1]]

    def first(self, title: str) -> int:
        """Return the number, from 0, of the first page that bears a title."""
        return next(number for number, page in enumerate(self.pages) if bare(title) in page)


def bare(text: str) -> str:
    """Return text without white space, which a PDF does not keep."""
    return "".join(text.split())


def print_workbooks(books: Mapping[str, bytes], folder: Path) -> dict[str, Printed]:
    """Print workbooks in one run of LibreOffice; return them by the same names."""
    files = {f"{name}.xlsx": data for name, data in books.items()}
    return {path.stem: _printed(path) for path in print_files(files, folder)}


def print_files(files: Mapping[str, bytes], folder: Path) -> list[Path]:
    """Print files in one run of LibreOffice; return the PDFs, which have their stems."""
    paths = [folder / name for name in files]
    for path, data in zip(paths, files.values(), strict=True):
        path.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, paths)], check=True, capture_output=True, timeout=600)
    return [path.with_suffix(".pdf") for path in paths]


def _printed(path: Path) -> Printed:
    """Return the text of a PDF, page by page."""
    return Printed(tuple(bare(page.extract_text()) for page in PdfReader(path).pages))
