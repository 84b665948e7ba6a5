"""The parts of a zip archive, inflated block by block; nothing it says of its sizes is believed.

The standard library stops at the size that the archive declares. A library that does not would
inflate what lies behind it, so every part is inflated to its own end here.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

MAX_INFLATED_BYTES = 128 * 1024 * 1024
MAX_PART_BYTES = 96 * 1024 * 1024
MAX_OTHER_PART_BYTES = 32 * 1024 * 1024
MAX_PARTS = 5_000
_LARGE = ("worksheets/", "sharedStrings")
"""Sheets and the strings that their cells share; every other part is small, or a picture."""
_BLOCK_BYTES = 64 * 1024
_HEADER = struct.Struct("<4s22xHH")
"""A part's local header: its mark, and the lengths of the name and of the extra field."""
_MARK = b"PK\x03\x04"
_ENCRYPTED, _UTF8 = 0x1, 0x800


class Swollen(Exception):  # noqa: N818 - it names what was found, and never leaves us
    """An archive, or one part of it, inflates beyond the limits."""


class PartsContradict(Exception):  # noqa: N818 - it names what was found, and never leaves us
    """Two parts of an archive bear one name: which of them a program reads is up to it."""


class Parts:
    """The parts of one archive by name, each inflated at most once and never beyond the limits.

    `names` are those that the archive gives them; they compare without case, and either slash
    parts folders.
    """

    def __init__(
        self, file: IO[bytes], package: zipfile.ZipFile, *, is_whole: bool = True, times: int = 1
    ) -> None:
        """Take an open archive; raise Swollen for one that declares too much to be read whole.

        It may hold so many `times` what others may. Raises PartsContradict where two parts bear
        one name.
        """
        self.times = times
        self._file = file
        parts = package.infolist()
        self._by_name: dict[str, zipfile.ZipInfo] = {}
        self.names = tuple(part.orig_filename for part in parts)
        self._unread = {id(part): part for part in parts}
        self._inflated = 0
        declared = sum(one.file_size for one in parts) if is_whole else 0
        if len(parts) > MAX_PARTS or declared > MAX_INFLATED_BYTES * times:
            raise Swollen
        for part in parts:
            if self._by_name.setdefault(_key(part.filename), part) is not part:
                raise PartsContradict(part.filename)

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._by_name

    def blocks(self, name: str) -> Iterator[bytes]:
        """Yield a part block by block."""
        return self._counted(self._by_name[_key(name)])

    def inflate_the_rest(self) -> None:
        """Inflate every part that nobody has read: styles, relations and pictures swell, too."""
        for part in tuple(self._unread.values()):
            for _ in self._counted(part):
                pass

    def _counted(self, part: zipfile.ZipInfo) -> Iterator[bytes]:
        """Yield the blocks of a part and count them."""
        self._unread.pop(id(part), None)
        is_large = any(mark in part.filename for mark in _LARGE)
        most = MAX_PART_BYTES * self.times if is_large else MAX_OTHER_PART_BYTES
        size = 0
        for block in _inflated(self._file, part):
            size += len(block)
            self._inflated += len(block)
            if size > most or self._inflated > MAX_INFLATED_BYTES * self.times:
                raise Swollen
            yield block


def _key(name: str) -> str:
    r"""Return what a name is found by.

    >>> _key("\\XL\\Workbook.xml")
    'xl/workbook.xml'
    """
    return name.replace("\\", "/").lstrip("/").casefold()


def _inflated(file: IO[bytes], part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the bytes of a part in blocks of bounded size.

    Raises BadZipFile where the part is not what the archive's directory says, RuntimeError for
    an encrypted one and NotImplementedError for a packing that no spreadsheet program uses.
    """
    if part.flag_bits & _ENCRYPTED:
        raise RuntimeError(part.filename)
    size = checksum = 0
    packed = _packed(file, part)
    for block in packed if part.compress_type == zipfile.ZIP_STORED else _unpacked(packed, part):
        size += len(block)
        checksum = zlib.crc32(block, checksum)
        yield block
    if size != part.file_size or checksum != part.CRC:
        raise zipfile.BadZipFile(part.filename)


def _packed(file: IO[bytes], part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the bytes of a part as they stand in the file."""
    file.seek(part.header_offset)
    head = file.read(_HEADER.size)
    if len(head) < _HEADER.size or not head.startswith(_MARK):
        raise zipfile.BadZipFile(part.filename)
    _, name_length, extra_length = _HEADER.unpack(head)
    name = file.read(name_length).decode("utf-8" if part.flag_bits & _UTF8 else "cp437")
    if name != part.orig_filename:
        raise PartsContradict(part.filename)
    file.seek(extra_length, 1)
    left = part.compress_size
    while left:
        block = file.read(min(left, _BLOCK_BYTES))
        if not block:
            raise zipfile.BadZipFile(part.filename)
        left -= len(block)
        yield block


def _unpacked(packed: Iterator[bytes], part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the bytes of a deflated part; one packed block may hold a thousand times as many."""
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise NotImplementedError(part.filename)
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    for block in packed:
        pending = block
        while pending and not inflater.eof:
            yield inflater.decompress(pending, _BLOCK_BYTES)
            pending = inflater.unconsumed_tail
    while block := inflater.decompress(inflater.unconsumed_tail, _BLOCK_BYTES):
        yield block
