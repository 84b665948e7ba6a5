"""Where something stands, for a reader: places are read in Chinese and kept so everywhere else."""

import re

from sanicost.messages.labels import Lang

_LINE = re.compile(r"(?<!\S)第(\d+)行(?!\S)")


def place(where: str, lang: Lang) -> str:
    """Return a place in the language; names of sheets, headings and keys stay as they are.

    >>> place("list.csv 第2行 output", "en"), place("第2行", "zh"), place("岗位表!C7", "en")
    ('list.csv line 2 output', '第2行', '岗位表!C7')
    """
    return where if lang == "zh" else _LINE.sub(r"line \1", where)
