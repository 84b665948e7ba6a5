"""The wording of a city's tender clauses: sections of articles of sentences, and what they ask for.

{names} in a text are facts of the tender, filled in by `facts`; `when` names a condition of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

Origin: TypeAlias = Literal["law", "estimate", "buyer", "document"]
"""What a sentence rests on: the law, what was priced, the officer's decision, or the document."""


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """One sentence; `basis` has the very words of each clause or article that it rests on.

    Those are cited behind it, unless it is `uncited`.
    """

    text: str
    origin: Origin
    basis: Mapping[str, str]
    when: str = ""
    is_cited: bool = True


@dataclass(frozen=True, kw_only=True)
class Article:
    """A paragraph with a heading of its own, "" for none; `items` names a list that follows it."""

    sentences: tuple[Sentence, ...]
    heading: str = ""
    items: str = ""
    when: str = ""
    is_bold: bool = False


@dataclass(frozen=True, kw_only=True)
class ClauseSection:
    """Articles under a heading, and the tables that follow them."""

    heading: str
    articles: tuple[Article, ...]
    tables: tuple[str, ...] = ()
    when: str = ""


@dataclass(frozen=True, kw_only=True)
class TableWords:
    """Caption, headings with the width of their columns in millimetres, and note of a table."""

    caption: str
    columns: tuple[tuple[str, float], ...]
    note: str


@dataclass(frozen=True, kw_only=True)
class Wording:
    """All words of a city's tender clauses.

    `documents` are the full titles of its rules by number, `averages` the lines that are spread
    over the year, `differences` what tells posts of one title apart, by field.
    """

    title: str
    unnamed: str
    documents: Mapping[str, str]
    introduction: tuple[Article, ...]
    sections: tuple[ClauseSection, ...]
    tables: Mapping[str, TableWords]
    averages: frozenset[str]
    differences: Mapping[str, str]
    insurances: Mapping[str, str]
    phrases: Mapping[str, str]

    def say(self, phrase: str, **parts: object) -> str:
        """Return a phrase with its parts put in."""
        return self.phrases[phrase].format_map(parts)
