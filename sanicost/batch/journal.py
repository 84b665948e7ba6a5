"""The journal of a batch's folder: what was begun and what is done, line by line.

It only grows while a batch runs, and a line that a killed run left unfinished is cut off; nothing
else is. When all is done it is put in order, so that it tells nothing of how the work went; one in
which a line was damaged is kept beside it then. Outcomes stay on the disk: a batch of many rosters
takes no more memory than one of few. Nothing that it says of names is believed that a batch would
not have written.
"""

import json
import os
import shutil
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePath
from typing import BinaryIO

from sanicost.batch.jobs import OUTPUT_ENDINGS
from sanicost.batch.worker import Record
from sanicost.core.batch_result import Outcome
from sanicost.core.notices import of_system
from sanicost.writers.files import OutputRefused, whole_file
from sanicost.writers.json_lines import from_line, to_line

JOURNAL = "journal.jsonl"


@dataclass(frozen=True, kw_only=True)
class Done:
    """A finished job: of which contents, its files with their hashes, and its place in the journal.

    Where the files stay (`stays`), they are those of an earlier run: the job has none now.
    """

    fingerprint: str
    files: Mapping[str, str]
    place: int
    stays: bool

    @property
    def output(self) -> str:
        """The name of the first file, which is what was asked for; empty where there is none."""
        return next(iter(self.files), "")


class Journal:
    """The journal of one folder, open for as long as a batch holds the folder."""

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self.path = folder / JOURNAL
        self._file = _opened(self.path, read_only=read_only)
        self._done: dict[str, Done] = {}
        self._begun: set[str] = set()
        self._reports: dict[str, str] = {}
        self._is_damaged = False
        end = self._read()
        if not read_only:
            with suppress(OSError):
                self._file.truncate(end)

    def close(self) -> None:
        """Close the file; what a full disk did not take has been said already."""
        with suppress(OSError):
            self._file.close()

    def done(self, stem: str) -> Done | None:
        """Return what is known of a finished job."""
        return self._done.get(stem)

    def is_begun(self, name: str) -> bool:
        """Return whether a report or a job was begun, and nothing is known yet of what came."""
        return name in self._begun

    def report_sha256(self, name: str) -> str:
        """Return the hash of a report as it was written, nothing where it is not complete."""
        return self._reports.get(name, "")

    def outputs(self) -> frozenset[str]:
        """Return every name in the folder that is known to hold a file of ours."""
        return frozenset(name for done in self._done.values() for name in done.files)

    def others(self, stems: Iterable[str]) -> list[str]:
        """Return the jobs beside these whose outputs are still there, in the order of names."""
        own = frozenset(stems)
        taken = {self._done[stem].output for stem in own if stem in self._done}
        return sorted(
            stem
            for stem, done in self._done.items()
            if stem not in own
            and done.output
            and done.output not in taken
            and is_there(self.path.parent / done.output)
        )

    def begin(self, name: str) -> None:
        """Note that a job or a report may from now on leave a file in the folder."""
        self._begun.add(name)
        self._reports.pop(name, None)
        self._append(_line(_begin(name)))

    def finish(self, record: Record, stays: Done | None = None) -> None:
        """Note what came of a job; without an output of its own, a former one may stay."""
        head = _done(record, None if record.outcome.output else stays)
        self._note(head, record.outcome, self._append(_line(head)))

    def forget_output(self, stem: str) -> None:
        """Note that the output of an earlier run, which stayed, is gone."""
        fingerprint = self._done[stem].fingerprint
        self.finish(Record(stem=stem, fingerprint=fingerprint, outcome=self.outcome(stem)))

    def outcome(self, stem: str) -> Outcome:
        """Return what came of a finished job."""
        return from_line(json.loads(self._line_of(stem))["line"])

    def put_in_order(self, stems: Sequence[str], reports: Mapping[str, str]) -> None:
        """Keep these jobs in this order, then those whose outputs stay, and close the journal.

        `reports` have their hashes.

        It is replaced in one step, so that a kill loses nothing.
        """
        if self._is_damaged:
            self._keep()
        unfinished = sorted(self._begun.difference(reports))
        with whole_file(self.path, force=True) as file:
            for name, sha256 in reports.items():
                file.write(_line(_begin(name, sha256)))
            for stem in (*stems, *self.others(stems)):
                file.write(self._line_of(stem))
            for stem in unfinished:
                file.write(_line(_begin(stem)))
            # Windows replaces no file that is open.
            self.close()

    def _line_of(self, stem: str) -> bytes:
        """Return the line of a finished job."""
        self._file.seek(self._done[stem].place)
        return self._file.readline()

    def _keep(self) -> None:
        """Copy a journal in which lines are damaged, under the first name that is free."""
        number = 1
        while is_there(kept := self.path.with_name(f"journal-damaged-{number}.jsonl")):
            number += 1
        try:
            shutil.copyfile(self.path, kept)
        except OSError as error:
            raise OutputRefused("output-unwritable", kept.name, **of_system(error)) from None

    def _read(self) -> int:
        """Take in every whole line; return where what follows the last one is to be cut off."""
        end = 0
        for line, place in _lines(self._file):
            end = place + len(line)
            try:
                read = _checked(line)
                if "begin" in read:
                    self._begun.add(str(read["begin"]))
                    self._reports[str(read["begin"])] = str(read.get("sha256", ""))
                else:
                    self._note(read, from_line(read["line"]), place)
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                self._is_damaged = True
        return end

    def _note(self, head: Mapping[str, str], outcome: Outcome, place: int) -> None:
        """Take in what a line says of a finished job; raise ValueError for no name of ours."""
        stem, files = head["done"], outcome.files or dict(json.loads(head.get("stays", "{}")))
        if not all(_is_of(stem, name) for name in files):
            raise ValueError(str(files))
        self._begun.discard(stem)
        self._done[stem] = Done(
            fingerprint=head["fingerprint"],
            files=files,
            place=place,
            stays="stays" in head,
        )

    def _append(self, line: bytes) -> int:
        """Write a line at the end in one call; return where it stands."""
        try:
            place = self._file.seek(0, os.SEEK_END)
            self._file.write(line)
            self._file.flush()
        except OSError as error:
            raise OutputRefused("output-unwritable", JOURNAL, **of_system(error)) from None
        return place


def _opened(path: Path, *, read_only: bool) -> BinaryIO:
    """Return the journal's file for reading and appending; never one behind a link."""
    try:
        if read_only:
            return path.open("rb") if is_there(path) and path.is_file() else BytesIO()
        if path.is_symlink():
            raise OutputRefused("batch-output-outside", path.name)
        path.touch(exist_ok=True)
        return path.open("r+b")
    except OSError as error:
        raise OutputRefused("output-unwritable", path.name, **of_system(error)) from None


def _lines(file: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """Yield every line that has its end, with where it stands."""
    place = 0
    file.seek(0)
    while (line := file.readline()).endswith(b"\n"):
        yield line, place
        place += len(line)


def _begin(name: str, sha256: str = "") -> dict[str, str]:
    """Return what a line says of a job that is begun, or of a report with its hash."""
    return {"begin": name, "sha256": sha256} if sha256 else {"begin": name}


def _done(record: Record, stays: Done | None) -> dict[str, str]:
    """Return what a line says of a finished job, and of the output of an earlier run."""
    head = {"done": record.stem, "fingerprint": record.fingerprint}
    if stays and stays.files:
        head |= {"stays": json.dumps(stays.files, ensure_ascii=False)}
    # The outcome's own line stands inside as text: it is handed on as it is.
    return {**head, "line": to_line(record.outcome)}


_SUM = b', "crc": "'
_AFTER_SUM = b'"}\n'


def _line(head: Mapping[str, str]) -> bytes:
    """Return a line with its checksum last."""
    body = json.dumps(head, ensure_ascii=False).encode()
    return b"%b%b%08x%b" % (body[:-1], _SUM, zlib.crc32(body), _AFTER_SUM)


def _checked(line: bytes) -> dict[str, str]:
    """Return what a line says; raise ValueError where a byte of it is another one now."""
    body, _, rest = line.rpartition(_SUM)
    body += b"}"
    if rest != b"%08x%b" % (zlib.crc32(body), _AFTER_SUM):
        raise ValueError(rest)
    read: dict[str, str] = json.loads(body)
    return read


def is_there(path: Path) -> bool:
    """Return whether anything stands at a place, be it a link that leads nowhere.

    A name that no system takes, be it too long, stands nowhere.
    """
    try:
        path.lstat()
    except (OSError, ValueError):
        return False
    return True


def _is_of(stem: str, output: str) -> bool:
    """Return whether a job may write under a name, and the name lies inside the folder.

    >>> _is_of("东/a", "东/a-测算.xlsx"), _is_of("a", "../victim.txt"), _is_of("../a", "../a.xlsx")
    (True, False, False)
    """
    name = PurePath(output)
    is_inside = not name.is_absolute() and not name.anchor and ".." not in name.parts
    return is_inside and output in {f"{stem}{ending}" for ending in OUTPUT_ENDINGS}
