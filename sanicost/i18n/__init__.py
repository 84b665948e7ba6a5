"""One voice: every text that the program says, in Chinese and English, by its code.

A code is `room.key`: a room is a catalogue beside this module, which holds each text in both
languages. What a city says of itself, such as the names of its figures, stands in its own folder.
"""

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias

Lang: TypeAlias = Literal["zh", "en"]
Room: TypeAlias = Mapping[str, Mapping[Lang, str]]

_LINE = re.compile(r"(?<!\S)第(\d+)行(?!\S)")


@cache
def room(name: str) -> Room:
    """Return the texts of a catalogue by their keys; it is read when it is first asked for."""
    path = Path(__file__).with_name(f"{name}.json")
    if not path.exists():
        raise KeyError(name)
    found: Room = json.loads(path.read_text("utf-8"))
    return found


def text(name: str, lang: Lang, /, *parts: object, **params: str | int) -> str:
    """Return a text with its parameters and numbered parts put in.

    What a user wrote is never taken for a template.

    >>> text("units.yuan/day", "zh"), text("cli.written", "en", file="a.xlsx")
    ('元/日', 'written: a.xlsx')

    Raises KeyError for a code that no catalogue has, and for a parameter that is not given.
    """
    catalogue, _, key = name.partition(".")
    return room(catalogue)[key][lang].format(*parts, **params)


def words(code: str, lang: Lang) -> list[str]:
    """Return a row of texts, such as the headings of a table.

    >>> words("headings.fit", "en")[0]
    'post'
    """
    name, _, key = code.partition(".")
    return list(room(name)[key][lang])  # a row stands in its catalogue as a list


def label(name: str, lang: Lang) -> str:
    """Return the word for a line, a sum or a choice; the city has those of a position's fields.

    >>> label("pension", "zh")
    '养老保险费'

    Raises KeyError for a name that has none.
    """
    return text(f"labels.{name}", lang)


def joined(parts: Iterable[str], lang: Lang) -> str:
    """Return the parts of a list as one text.

    >>> joined(["甲", "乙"], "zh"), joined(["a", "b"], "en")
    ('甲、乙', 'a, b')
    """
    return text("labels.and", lang).join(parts)


def place(where: str, lang: Lang) -> str:
    """Return a place in the language; names of sheets, headings and keys stay as they are.

    >>> place("list.csv 第2行 output", "en"), place("第2行", "zh"), place("岗位表!C7", "en")
    ('list.csv line 2 output', '第2行', '岗位表!C7')
    """
    return _LINE.sub(lambda found: text("labels.line", lang, number=found[1]), where)
