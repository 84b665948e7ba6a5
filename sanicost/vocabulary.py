"""The words that officers use: post titles, headings, choices and work patterns."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from sanicost.core.roster import Pattern

ALL = "all"


def word_key(text: str) -> str:
    """Return a word for comparison: NFKC, lower case, no white space.

    >>> word_key(" 人 数（人）")
    '人数(人)'
    """
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


@dataclass(frozen=True)
class Post:
    """One title of the annex, spelled out singly."""

    title: str
    post_class: int
    skilled: bool
    annex: str
    aliases: tuple[str, ...]


Words = Mapping[str, str]
"""From a word's key to the name that it stands for."""


@dataclass(frozen=True)
class Vocabulary:
    """All words, by key."""

    posts: tuple[Post, ...]
    ambiguous: Mapping[str, tuple[str, ...]]
    relief_words: tuple[str, ...]
    grand_totals: frozenset[str]
    sub_totals: frozenset[str]
    note_words: frozenset[str]
    patterns: Mapping[str, Pattern]
    pattern_words: Words
    default_pattern: str
    default_seniority_years: Decimal
    headings: Mapping[str, Words]
    choices: Mapping[str, Words]
    labels: Mapping[str, str]
    districts: Mapping[str, tuple[str, ...]]

    @cached_property
    def streets(self) -> tuple[str, ...]:
        """The streets and towns of all districts, always in the same order."""
        return tuple(street for streets in self.districts.values() for street in streets)

    @cached_property
    def spelled_streets(self) -> dict[str, str]:
        """Each of these by its key."""
        return {word_key(street): street for street in self.streets}

    @cached_property
    def by_title(self) -> dict[str, Post]:
        """Each post by the key of its title."""
        return {word_key(post.title): post for post in self.posts}

    @cached_property
    def by_alias(self) -> dict[str, tuple[Post, ...]]:
        """The posts that an alias may mean; all of them have one class."""
        found: dict[str, tuple[Post, ...]] = {}
        for post in self.posts:
            for alias in post.aliases:
                found[word_key(alias)] = (*found.get(word_key(alias), ()), post)
        return found

    def matching(self, text: str) -> list[Post]:
        """Return the posts of a class, or whose title or alias holds the text; all for none."""
        key = word_key(text)
        if post_class := self.choices["post_class"].get(key):
            return [post for post in self.posts if post.post_class == int(post_class)]
        return [
            post
            for post in self.posts
            if any(key in word_key(word) for word in (post.title, *post.aliases))
        ]
