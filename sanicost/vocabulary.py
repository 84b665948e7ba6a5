"""The words that officers use: post titles, headings, choices and work patterns, from config/."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from sanicost.core.roster import Pattern
from sanicost.exact_yaml import Tree
from sanicost.standard import ConfigRefused, load_tree

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
    def streets(self) -> frozenset[str]:
        """The streets and towns of all districts."""
        return frozenset(street for streets in self.districts.values() for street in streets)

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
        """Return the posts whose title or alias holds the text; all of them for an empty one."""
        key = word_key(text)
        return [
            post
            for post in self.posts
            if any(key in word_key(word) for word in (post.title, *post.aliases))
        ]


def load_vocabulary(folder: Path) -> Vocabulary:
    """Return the words of a city's data folder; raise ConfigRefused where they contradict."""
    posts = load_tree(folder / "posts.yaml")
    patterns = load_tree(folder / "work_patterns.yaml")
    columns = load_tree(folder / "columns.yaml")
    districts = load_tree(folder / "streets.yaml")["districts"]
    totals = _dict(posts["total_words"])
    choices = {str(name): _dict(tree) for name, tree in _dict(columns["choices"]).items()}
    named = {str(name): _dict(tree) for name, tree in _dict(patterns["patterns"]).items()}
    vocabulary = Vocabulary(
        posts=tuple(_post(tree) for tree in _list(posts["posts"])),
        ambiguous=_ambiguous(posts),
        relief_words=_texts(posts["relief_words"]),
        grand_totals=frozenset(map(word_key, _texts(totals["grand"]))),
        sub_totals=frozenset(map(word_key, _texts(totals["sub"]))),
        note_words=frozenset(map(word_key, _texts(posts["note_words"]))),
        patterns={name: _pattern(name, tree) for name, tree in named.items()},
        pattern_words=_words({n: (n, *_texts(tree["aliases"])) for n, tree in named.items()}),
        default_pattern=str(patterns["default"]),
        default_seniority_years=Decimal(str(patterns["seniority_years"])),
        headings=_headings(columns),
        choices={
            name: _words({str(one): _texts(words) for one, words in tree.items()})
            for name, tree in choices.items()
        },
        labels={
            str(field): _texts(words)[0] for field, words in _dict(columns["positions"]).items()
        },
        districts={str(name): _texts(tree) for name, tree in _dict(districts).items()},
    )
    _refuse_contradictions(vocabulary)
    return vocabulary


def _headings(columns: Mapping[str | int, Tree]) -> dict[str, Words]:
    """Return for each kind of sheet its headings, and the names of the sheets themselves."""
    kinds = ("sheets", "positions", "project", "price", "price_rows", "figures")
    headings = {
        kind: _words({str(f): _texts(words) for f, words in _dict(columns[kind]).items()})
        for kind in kinds
    }
    ignored = _texts(columns["ignored_positions"])
    return headings | {"ignored": {word_key(word): "" for word in ignored}}


def _words(lists: Mapping[str, Iterable[str]]) -> Words:
    """Return each word's name by the word's key; no word may stand for two names."""
    found: dict[str, str] = {}
    for name, words in lists.items():
        for word in words:
            if found.setdefault(word_key(word), name) != name:
                raise ConfigRefused("columns.yaml", f"{word} stands for two names")
    return found


def _post(tree: Tree) -> Post:
    """Return one title of the annex."""
    fields = _dict(tree)
    return Post(
        title=str(fields["title"]),
        post_class=int(str(fields["post_class"])),
        skilled=fields["skilled"] is True,
        annex=str(fields["annex"]),
        aliases=_texts(fields.get("aliases", [])),
    )


def _ambiguous(posts: Mapping[str | int, Tree]) -> dict[str, tuple[str, ...]]:
    """Return the words that mean titles of different classes, with these titles."""
    entries = [_dict(tree) for tree in _list(posts["ambiguous"])]
    return {word_key(str(entry["word"])): _texts(entry["candidates"]) for entry in entries}


def _pattern(name: str, fields: Mapping[str | int, Tree]) -> Pattern:
    """Return one work pattern."""
    statutory = fields["statutory_days_worked"]
    return Pattern(
        name=name,
        work_days=Decimal(str(fields["work_days"])),
        rest_days_worked=Decimal(str(fields["rest_days_worked"])),
        statutory_days_worked=None if statutory == ALL else Decimal(str(statutory)),
    )


def _refuse_contradictions(vocabulary: Vocabulary) -> None:
    """Refuse an alias that is a title or means two classes, and a candidate that is no title."""
    for alias, posts in vocabulary.by_alias.items():
        if len({post.post_class for post in posts}) > 1 or alias in vocabulary.by_title:
            raise ConfigRefused("posts.yaml", f"alias {alias} is a title or has two classes")
    for word, titles in vocabulary.ambiguous.items():
        if any(word_key(title) not in vocabulary.by_title for title in titles):
            raise ConfigRefused("posts.yaml", f"a candidate of {word} is no title")


def _dict(tree: Tree) -> Mapping[str | int, Tree]:
    """Return a mapping of a data file."""
    if not isinstance(tree, dict):
        raise ConfigRefused("config", f"a mapping is expected, not {tree}")
    return tree


def _list(tree: Tree) -> list[Tree]:
    """Return a list of a data file."""
    if not isinstance(tree, list):
        raise ConfigRefused("config", f"a list is expected, not {tree}")
    return tree


def _texts(tree: Tree) -> tuple[str, ...]:
    """Return a list of words of a data file."""
    return tuple(str(word) for word in _list(tree))
