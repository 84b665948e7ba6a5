"""config/ → the words of the attendance: headings, choices, and the marks of the daily sheet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sanicost.city.files import ConfigRefused, load_tree, mapping, numbered, texts
from sanicost.city.vocabulary import Vocabulary, Words, word_key
from sanicost.exact_yaml import Tree

_FILE = "attendance.yaml"


class Mark(StrEnum):
    """What a mark of the daily sheet says of a day."""

    WORKED = "worked"
    HALF = "half"
    REST_DAY_WORKED = "rest_day_worked"
    OFF = "off"
    PAID_LEAVE = "paid_leave"
    SICK = "sick"
    UNPAID = "unpaid"
    ABSENT = "absent"


@dataclass(frozen=True, kw_only=True)
class DailyWords:
    """The words of the daily sheet; `marks` from a mark's key to what it says."""

    marks: Mapping[str, Mark]
    shown: Mapping[Mark, str]
    meanings: Mapping[str, Mark]
    weekdays: Mapping[str, int]
    headings: Words
    totals: Words
    of_sheet: Mapping[str, frozenset[str]]


@dataclass(frozen=True, kw_only=True)
class AttendanceWords:
    """The words of the attendance by worker and month, and of the daily sheet."""

    headings: Words
    labels: Mapping[str, str]
    ignored: frozenset[str]
    choices: Mapping[str, Words]
    total_words: frozenset[str]
    daily: DailyWords


def load_words(folder: Path, vocabulary: Vocabulary) -> AttendanceWords:
    """Return the words of a city's data folder; raise ConfigRefused where one is wrong."""
    tree = mapping(load_tree(folder / _FILE), _FILE, {"headings", "ignored", "choices", "daily"})
    choices = _mapping(tree["choices"], f"{_FILE}: choices")
    headings = _lists(tree["headings"], f"{_FILE}: headings")
    return AttendanceWords(
        headings=_words(headings, f"{_FILE}: headings"),
        labels={name: words[0] for name, words in headings.items()},
        ignored=frozenset(map(word_key, texts(tree["ignored"], f"{_FILE}: ignored"))),
        choices={
            "insurance": _words(_lists(choices["insurance"], _FILE), _FILE),
            "skill_grade": vocabulary.choices["skill_grade"],
            "education": vocabulary.choices["education"],
        },
        total_words=vocabulary.grand_totals | vocabulary.sub_totals,
        daily=_daily(tree["daily"]),
    )


def _daily(tree: Tree) -> DailyWords:
    """Return the words of the daily sheet."""
    where = f"{_FILE}: daily"
    of_sheet = {"month", "position", "lot", "street", "legend"}
    keys = {"marks", "meanings", "weekdays", "headings", "totals", *of_sheet}
    fields = mapping(tree, where, keys)
    mapping(fields["marks"], f"{where}: marks", set(Mark))
    marks = _lists(fields["marks"], f"{where}: marks")
    return DailyWords(
        marks={key: Mark(name) for key, name in _words(marks, f"{where}: marks").items()},
        shown={Mark(name): words[0] for name, words in marks.items()},
        meanings={
            key: Mark(name)
            for key, name in _words(_lists(fields["meanings"], where), where).items()
        },
        weekdays={
            word_key(word): number
            for number, (place, words) in enumerate(numbered(fields["weekdays"], where))
            for word in texts(words, place)
        },
        headings=_words(_lists(fields["headings"], where), f"{where}: headings"),
        totals=_words(_lists(fields["totals"], where), f"{where}: totals"),
        of_sheet={
            name: frozenset(map(word_key, texts(fields[name], f"{where}: {name}")))
            for name in of_sheet
        },
    )


def _mapping(tree: Tree, where: str) -> Mapping[str, Tree]:
    """Return a mapping with names as keys."""
    if not isinstance(tree, dict):
        raise ConfigRefused(where, f"a mapping is expected, not {tree}")
    return {str(key): part for key, part in tree.items()}


def _lists(tree: Tree, where: str) -> dict[str, tuple[str, ...]]:
    """Return a mapping from names to lists of words, none of them empty."""
    lists = {name: texts(part, f"{where}: {name}") for name, part in _mapping(tree, where).items()}
    if empty := [name for name, words in lists.items() if not words]:
        raise ConfigRefused(where, f"no words for {', '.join(empty)}")
    return lists


def _words(lists: Mapping[str, Iterable[str]], where: str) -> Words:
    """Return each word's name by the word's key; no word may stand for two names."""
    found: dict[str, str] = {}
    for name, words in lists.items():
        for word in words:
            if found.setdefault(word_key(word), name) != name:
                raise ConfigRefused(where, f"{word} stands for two names")
    return found
