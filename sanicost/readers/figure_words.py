"""A figure's value in an officer's words: 下限5510，上限27549, 同最低工资标准."""

import re

from sanicost.city.vocabulary import Words, word_key
from sanicost.core.text import plain
from sanicost.readers.numerals import written

_BEFORE_YUAN = re.compile(r"(?<=\d)\s+(?=元)")
_SIGNS = re.compile(r"[,，;；、\s]+(?=\D)")


def in_braces(text: str, words: Words) -> str:
    """Return a value in words as the mapping that it means; any other text stays as it is.

    >>> words = {"下限": "lower", "上限": "upper", "同最低工资标准": "minimum_wage"}
    >>> in_braces("下限5,510元，上限：27549", words), in_braces("同最低工资标准", words)
    ('{lower: 5510, upper: 27549}', 'minimum_wage')
    >>> in_braces("下限同最低工资标准；上限41112", words), in_braces("0.06", words)
    ('{lower: minimum_wage, upper: 41112}', '0.06')
    >>> in_braces("下限5510、不设上限", {**words, "不设上限": "no_limit"})
    '{lower: 5510, upper: null}'
    """
    if (whole := words.get(word_key(text))) and whole not in (*_PARTS, NO_LIMIT):
        return whole
    joined = _BEFORE_YUAN.sub("", text.strip())
    parts = [_part(part, words) for part in _SIGNS.split(joined) if part]
    found = [part for part in parts if part]
    if len(found) != len(_PARTS) or len(found) != len(parts) or len(dict(found)) != len(found):
        return text
    return "{" + ", ".join(f"{name}: {value}" for name, value in found) + "}"


_PARTS = ("lower", "upper")
NO_LIMIT = "no_limit"
"""What the words are called that say that there is no upper limit."""


def _part(text: str, words: Words) -> tuple[str, str] | None:
    """Return one part of a pair: its name, and a number or the figure that it follows."""
    key = word_key(text)
    if words.get(key) == NO_LIMIT:
        return "upper", "null"
    for word, name in words.items():
        if name in _PARTS and key.startswith(word):
            value = key.removeprefix(word).lstrip(":为是")
            number = written(value)
            if number and number.rest in ("", "元", "元/月"):
                return name, plain(number.number)
            return (name, words[value]) if value in words else None
    return None
