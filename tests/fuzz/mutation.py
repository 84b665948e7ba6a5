"""Damage that gets past the outer form of a file: one piece of it is changed, all else stays."""

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable
from random import Random
from typing import TypeAlias

from sanicost.embedded.canonical import json_text
from tests.fuzz.cases import CITY, TOKENS, repacked

Mutate: TypeAlias = Callable[[bytes], bytes]
"""What changes some bytes, led by the coverage that former changes had."""
_PIECES = {
    ".yaml": re.compile(rb"[^,:{}\[\]\s]+|[,:{}\[\]\s]+"),
    ".csv": re.compile(rb"[^,\n]+|[,\n]+"),
    ".xml": re.compile(rb"(?<=\")[^\"<>]*(?=\")|(?<=>)[^<]+(?=<)|<[^<>]*>"),
}
_WORDS = sorted(
    word.encode()
    for words in (*CITY.vocabulary.headings.values(), *CITY.vocabulary.choices.values())
    for word in words
)
_NAMES = sorted(name.encode() for name in CITY.standard.figures)
_ROUGH = 8
"""One change in so many is one of bytes, whatever they stand for."""


def mutated(kind: str, data: bytes, random: Random, mutate: Mutate) -> bytes:
    """Return a file of a kind with something changed in it."""
    if random.randrange(_ROUGH) == 0:
        return mutate(data)
    try:
        match kind:
            case ".xlsx":
                return _package(data, random, mutate)
            case ".json":
                return _inputs(data, random, mutate)
    except Exception:  # it was damaged by bytes before, in whatever way
        return mutate(data)
    return _text(kind, data, random, mutate)


def _text(kind: str, data: bytes, random: Random, mutate: Mutate) -> bytes:
    """Return a text in which one piece is another one, gone, doubled, or changed in itself."""
    spans = [match.span() for match in _PIECES[kind].finditer(data)]
    if not spans:
        return mutate(data)
    start, end = random.choice(spans)
    other = slice(*random.choice(spans))
    piece = data[start:end]
    return data[:start] + _other(piece, (data[other],), random, mutate) + data[end:]


def _other(piece: bytes, others: Iterable[bytes], random: Random, mutate: Mutate) -> bytes:
    """Return what may stand in the place of a piece."""
    choices = (*others, b"", piece * 2, random.choice(TOKENS), random.choice(_WORDS))
    return random.choice((*choices, random.choice(_NAMES), mutate(piece), mutate(piece)))


def _package(data: bytes, random: Random, mutate: Mutate) -> bytes:
    """Return a workbook with one part changed; its checksums fit."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        name = random.choice(package.namelist())
        part = package.read(name)
        return repacked(package, name, _text(".xml", part, random, mutate))


def _inputs(data: bytes, random: Random, mutate: Mutate) -> bytes:
    """Return carried inputs with one cell, row or section changed, as canonical as before."""
    version, sections = json.loads(data)
    _, headings, rows = random.choice(sections)
    row = random.choice(rows or [headings])
    match random.randrange(_ROUGH):
        case 0:
            rows.append(list(row))
        case 1:
            rows.remove(row)
        case 2:
            random.shuffle(rows)
        case 3:
            sections.remove(random.choice(sections))
        case _:
            column = random.randrange(len(row))
            others = [random.choice(rows)[column].encode(), random.choice(row).encode()]
            new = _other(row[column].encode(), others, random, mutate)
            row[column] = new.decode(errors="replace")
    return json_text([version, sections]).encode(errors="replace")
