"""The words that officers use, from a city's folder: titles, headings, choices, work patterns."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from sanicost.city.columns import FILE, FieldVocabulary, columns_of
from sanicost.city.files import ConfigRefused, load_tree, mapping, number, numbered, texts, truth
from sanicost.city.law import city_name
from sanicost.core.fields import CHOICES, COLUMNS
from sanicost.core.figures import CONTINUE, REGULATION, Value
from sanicost.core.kinds import Choice
from sanicost.core.roster import RATE_NAMES, Growth, Pattern, Per, StatutoryDays
from sanicost.core.symbols import keys_of
from sanicost.core.text import folded
from sanicost.exact_yaml import Tree

ALL = "all"


@lru_cache(maxsize=8192)  # a roster says the same few words over and over
def word_key(text: str) -> str:
    """Return a word for comparison: full-width forms halved, lower case, no white space.

    >>> word_key(" 人 数（人）")
    '人数(人)'
    """
    return "".join(folded(text).lower().split())


class Post(NamedTuple):
    """One title of the annex, spelled out singly."""

    title: str
    post_class: int
    skilled: bool
    sweeper: bool
    annex: str
    aliases: tuple[str, ...]


Words = Mapping[str, str]
"""From a word's key to the name that it stands for."""


def first_words(words: Words) -> dict[str, str]:
    """Return the first word of each name: the label that our own tables print.

    >>> first_words({"人数": "headcount", "定员": "headcount"})
    {'headcount': '人数'}
    """
    first: dict[str, str] = {}
    for word, name in words.items():
        first.setdefault(name, word)
    return first


@dataclass(frozen=True)
class Vocabulary:
    """All words, by key."""

    posts: tuple[Post, ...]
    ambiguous: Mapping[str, tuple[str, ...]]
    relief_words: tuple[str, ...]
    outside_words: tuple[str, ...]
    indoor_words: tuple[str, ...]
    sample_words: tuple[str, ...]
    compared: Pattern
    leave_days: Decimal
    grand_totals: frozenset[str]
    sub_totals: frozenset[str]
    note_words: frozenset[str]
    patterns: Mapping[str, Pattern]
    pattern_words: Words
    open_patterns: frozenset[str]
    default_pattern: str
    default_seniority_years: Decimal
    headings: Mapping[str, Words]
    choices: Mapping[str, Words]
    columns: FieldVocabulary
    folder: Path
    districts: Mapping[str, tuple[str, ...]]
    city: Mapping[str, str]

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

    def sheet_name(self, kind: str) -> str:
        """Return what the city calls a kind of sheet."""
        return first_words(self.headings["sheets"])[kind]

    @cached_property
    def samples(self) -> tuple[dict[str | int, Tree], ...]:
        """The samples of the blank roster, one for each level; read where they are asked for."""
        tree = load_tree(self.folder / _TEMPLATE).get("samples")
        levels = tree.values() if isinstance(tree, dict) else ()
        return tuple(one for one in levels if isinstance(one, dict))

    @cached_property
    def title_words(self) -> frozenset[str]:
        """The keys of all words that name posts, be it one or several."""
        return frozenset((*self.by_title, *self.by_alias, *self.ambiguous))

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


_POSTS, _PATTERNS = "posts.yaml", "work_patterns.yaml"
_STREETS, _TEMPLATE = "streets.yaml", "template.yaml"
_HEADINGS: dict[str, set[str]] = {
    "sheets": {"positions", "project", "price", "figures", "guide", "lists", "problems"},
    "project": {
        "name",
        "buyer",
        "level",
        "start",
        "months",
        "as_of",
        "seniority_growth",
        "statutory_days",
        "area",
        "budget",
        "skip_sheets",
    },
    "price": {"name", "amount", "per", "rate", "lot"},
    "price_rows": set(RATE_NAMES),
    "figure_rows": {REGULATION},
    "figures": {"figure", "value", "lower", "upper", "from", "source", "reason"},
    "figure_words": {"lower", "upper", "no_limit", "minimum_wage"},
    "batch": {"roster", "output", "start", "months", "as_of", "figures"},
    "payments": {"month", "amount"},
}
"""What columns.yaml names besides positions: the kinds of sheet, and the fields of each."""
_COLUMN_KEYS = {
    *_HEADINGS,
    *("positions", "annex_fields", "personnel", "choices", "units"),
    *("ignored_positions", "other_positions"),
}
_POST_KEYS = {
    *("source", "posts", "ambiguous", "total_words", "note_words"),
    *("relief_words", "indoor_words", "sample_words", "outside_words"),
}
_CHOICES: dict[str, set[str] | None] = {
    "regulation": {CONTINUE},
    "level": {"street", "district"},
    "per": set(Per),
    "seniority_growth": set(Growth),
    "statutory_days": set(StatutoryDays),
    "lot_all": {ALL},
    **{one.name: {one.role.absent} for one in COLUMNS if one.role.absent},
    **{
        one.name: set(one.role.kind.names) or None
        for one in COLUMNS
        if isinstance(one.role.kind, Choice) and (one.role.kind.names or one.role.kind.figure)
    },
}
"""The names that a choice may stand for; None: those of the figure that pays them."""


def load_vocabulary(folder: Path) -> Vocabulary:
    """Return the words of a city's data folder.

    Raises ConfigRefused for unknown and missing keys, and where the words contradict.
    """
    posts = mapping(load_tree(folder / _POSTS), _POSTS, _POST_KEYS)
    keys = {"default", "seniority_years", "compared", "leave_days", "patterns", "open_words"}
    patterns = mapping(load_tree(folder / _PATTERNS), _PATTERNS, keys)
    columns = mapping(load_tree(folder / FILE), FILE, _COLUMN_KEYS)
    districts = mapping(load_tree(folder / _STREETS), _STREETS, {"districts"})["districts"]
    totals = mapping(posts["total_words"], f"{_POSTS}: total_words", {"grand", "sub"})
    named = _patterns(patterns["patterns"])
    words = columns_of({**columns, "patterns": patterns["patterns"]})
    choices = _choices(columns["choices"])
    classes = frozenset(choices["post_class"].values())
    vocabulary = Vocabulary(
        posts=tuple(_post(*one, classes) for one in numbered(posts["posts"], f"{_POSTS}: posts")),
        ambiguous=_ambiguous(posts["ambiguous"]),
        outside_words=texts(posts["outside_words"], f"{_POSTS}: outside_words"),
        relief_words=texts(posts["relief_words"], f"{_POSTS}: relief_words"),
        indoor_words=texts(posts["indoor_words"], f"{_POSTS}: indoor_words"),
        sample_words=texts(posts["sample_words"], f"{_POSTS}: sample_words"),
        compared=_compared(patterns, named),
        leave_days=number(patterns["leave_days"], _PATTERNS),
        grand_totals=_keys(totals["grand"], f"{_POSTS}: total_words: grand"),
        sub_totals=_keys(totals["sub"], f"{_POSTS}: total_words: sub"),
        note_words=_keys(posts["note_words"], f"{_POSTS}: note_words"),
        patterns={name: _pattern(name, tree) for name, tree in named.items()},
        pattern_words=_words(
            {n: (*texts(tree["aliases"], f"{_PATTERNS}: {n}"), n) for n, tree in named.items()},
            _PATTERNS,
        ),
        open_patterns=_keys(patterns["open_words"], f"{_PATTERNS}: open_words"),
        default_pattern=str(patterns["default"]),
        default_seniority_years=number(patterns["seniority_years"], _PATTERNS),
        headings=_headings(columns, words),
        choices=choices,
        columns=words,
        folder=folder,
        districts=_lists({"districts": districts}, "districts", _STREETS),
        city=city_name(load_tree(folder / "regulation.yaml").get("city")),
    )
    _refuse_contradictions(vocabulary)
    return vocabulary


def _headings(columns: Mapping[str, Tree], words: FieldVocabulary) -> dict[str, Words]:
    """Return for each kind of sheet its headings, and the names of the sheets themselves."""
    where = f"{FILE}: positions"
    headings = {"positions": _words({n: one.words for n, one in words.given.items()}, where)}
    for kind, known in _HEADINGS.items():
        mapping(columns[kind], f"{FILE}: {kind}", known)
        headings[kind] = _words(_lists(columns, kind, FILE), f"{FILE}: {kind}")
    ignored = texts(columns["ignored_positions"], f"{FILE}: ignored_positions")
    others = texts(columns["other_positions"], f"{FILE}: other_positions")
    passed = {"ignored": ignored, "others": others}
    return headings | {name: {word_key(word): "" for word in ws} for name, ws in passed.items()}


def _choices(tree: Tree) -> dict[str, Words]:
    """Return the words of every choice."""
    where = f"{FILE}: choices"
    choices = mapping(tree, where, set(_CHOICES))
    for name, known in _CHOICES.items():
        if known is not None:
            mapping(choices[name], f"{where}: {name}", known)
    return {name: _words(_lists(choices, name, where), where) for name in choices}


def refuse_unpaid_choices(vocabulary: Vocabulary, units: Mapping[str, Value]) -> None:
    """Raise ConfigRefused for a choice whose names are not those that its figure pays by."""
    for name, kind in CHOICES.items():
        if kind.figure:
            paid = {str(key) for key in keys_of(units[kind.figure])}
            if odd := paid ^ set(vocabulary.choices[name].values()):
                where = f"{FILE}: choices: {name}"
                raise ConfigRefused(where, f"{', '.join(sorted(odd))}: not as in {kind.figure}")


def _words(lists: Mapping[str, Iterable[str]], where: str) -> Words:
    """Return each word's name by the word's key; no word may stand for two names."""
    found: dict[str, str] = {}
    for name, words in lists.items():
        for word in words:
            if found.setdefault(word_key(word), name) != name:
                raise ConfigRefused(where, f"{word} stands for two names")
    return found


def _post(where: str, tree: Tree, classes: Collection[str]) -> Post:
    """Return one title of the annex."""
    needed = {"title", "post_class", "skilled", "annex", "aliases"}
    fields = mapping(tree, where, needed, needed | {"sweeper"})
    if str(fields["post_class"]) not in classes:
        known = ", ".join(sorted(classes))
        raise ConfigRefused(where, f"post_class: one of {known}, not {fields['post_class']}")
    return Post(
        title=str(fields["title"]),
        post_class=int(str(fields["post_class"])),
        skilled=truth(fields["skilled"], f"{where}: skilled"),
        sweeper=truth(fields.get("sweeper", False), f"{where}: sweeper"),
        annex=str(fields["annex"]),
        aliases=texts(fields["aliases"], f"{where}: aliases"),
    )


def _ambiguous(tree: Tree) -> dict[str, tuple[str, ...]]:
    """Return the words that mean titles of different classes, with these titles."""
    found: dict[str, tuple[str, ...]] = {}
    for where, entry in numbered(tree, f"{_POSTS}: ambiguous"):
        fields = mapping(entry, where, {"word", "candidates"})
        found[word_key(str(fields["word"]))] = texts(fields["candidates"], where)
    return found


def _patterns(tree: Tree) -> dict[str, dict[str, Tree]]:
    """Return every work pattern's fields by the pattern's name."""
    where = f"{_PATTERNS}: patterns"
    if not isinstance(tree, dict):
        raise ConfigRefused(where, "a mapping is expected")
    keys = {one.name for one in fields(Pattern)} | {"aliases"}
    return {str(name): mapping(one, f"{where}: {name}", keys) for name, one in tree.items()}


def _compared(tree: Mapping[str, Tree], named: Mapping[str, Mapping[str, Tree]]) -> Pattern:
    """Return the pattern that the usual one is compared with."""
    name = str(tree["compared"])
    if name not in named:
        raise ConfigRefused(_PATTERNS, f"compared: {name} is no pattern")
    return _pattern(name, named[name])


def _pattern(name: str, fields: Mapping[str, Tree]) -> Pattern:
    """Return one work pattern."""
    where = f"{_PATTERNS}: patterns: {name}"
    _, note = (mapping(fields[key], f"{where}: {key}", {"zh", "en"}) for key in ("name", "note"))
    statutory = fields["statutory_days_worked"]
    return Pattern(
        name=name,
        work_days=number(fields["work_days"], f"{where}: work_days"),
        rest_days_worked=number(fields["rest_days_worked"], f"{where}: rest_days_worked"),
        statutory_days_worked=None
        if statutory == ALL
        else number(statutory, f"{where}: statutory_days_worked"),
        note={lang: str(text) for lang, text in note.items()},
    )


def _refuse_contradictions(vocabulary: Vocabulary) -> None:
    """Refuse an alias that is a title or means two classes, and a candidate that is no title."""
    if vocabulary.default_pattern not in vocabulary.patterns:
        raise ConfigRefused(_PATTERNS, f"default: {vocabulary.default_pattern} is no pattern")
    for alias, posts in vocabulary.by_alias.items():
        if len({post.post_class for post in posts}) > 1 or alias in vocabulary.by_title:
            raise ConfigRefused(_POSTS, f"alias {alias} is a title or has two classes")
    for word, titles in vocabulary.ambiguous.items():
        if any(word_key(title) not in vocabulary.by_title for title in titles):
            raise ConfigRefused(_POSTS, f"a candidate of {word} is no title")


def _keys(tree: Tree, where: str) -> frozenset[str]:
    """Return a list of words by their keys."""
    return frozenset(map(word_key, texts(tree, where)))


def _lists(trees: Mapping[str, Tree], name: str, where: str) -> dict[str, tuple[str, ...]]:
    """Return a mapping from names to lists of words; none of these is empty."""
    tree, where = trees[name], f"{where}: {name}"
    if not isinstance(tree, dict):
        raise ConfigRefused(where, f"a mapping is expected, not {tree}")
    lists = {str(key): texts(words, f"{where}: {key}") for key, words in tree.items()}
    if empty := [key for key, words in lists.items() if not words]:
        raise ConfigRefused(where, f"no words for {', '.join(empty)}")
    return lists
