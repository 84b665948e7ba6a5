"""Posts, streets and lots by name: as the annex and the city write them, never by a guess."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from sanicost.city.vocabulary import ALL, Post, Vocabulary, word_key
from sanicost.core.notices import Assumption
from sanicost.core.roster import Position, PostMatch
from sanicost.readers import fields
from sanicost.readers.document import Item, Notes, Raw

_NEAR_TITLES = 3
_CLOSE_TITLES, _NEARLY_EQUAL = 60, 80  # per cent of the characters alike


def titled(item: Item, vocabulary: Vocabulary, notes: Notes) -> PostMatch | None:
    """Return title and class of a row, None where a problem was noted."""
    raw, class_raw = item.raw("title"), item.raw("post_class")
    title = fields.text(raw, notes)
    given = fields.choice(class_raw, vocabulary.choices["post_class"], notes)
    if title is None:
        if raw.is_blank:
            notes.problem("title-missing", raw.where)
        return None
    if not class_raw.is_blank and given is None:
        return None
    found = _Given(fields.normal(title), raw, class_raw, int(given) if given else None)
    if found.title != title:
        notes.cleanup("title-cleaned", raw.where, found=title, meant=found.title)
    return _looked_up(found, vocabulary, notes)


class _Given(NamedTuple):
    """What the row says: a title, and the class if one was given."""

    title: str
    raw: Raw
    class_raw: Raw
    post_class: int | None


def _looked_up(given: _Given, vocabulary: Vocabulary, notes: Notes) -> PostMatch | None:
    """Return the annex's answer: its title, an alias, several candidates, or nothing."""
    key = word_key(given.title)
    if post := vocabulary.by_title.get(key):
        return _of_annex(given, (post,), notes)
    if posts := vocabulary.by_alias.get(key):
        if found := _of_annex(given, posts, notes):
            titles = "、".join(post.title for post in posts)
            place, post_class = given.raw.where, found.post_class
            notes.cleanup(
                "alias-used", place, found=given.title, meant=titles, post_class=post_class
            )
            return found
        return None
    return _outside(given, vocabulary, notes)


def _of_annex(given: _Given, posts: tuple[Post, ...], notes: Notes) -> PostMatch | None:
    """Return the class of the annex; a class that contradicts it is refused."""
    post = posts[0]
    if given.post_class not in (None, post.post_class):
        notes.problem(
            "class-contradicts-annex",
            given.class_raw.where,
            found=int(given.post_class or 0),
            expected=post.post_class,
            title=given.title,
            annex=post.annex,
        )
        return None
    skilled = all(post.skilled for post in posts)
    return PostMatch(
        title=given.title,
        post_class=post.post_class,
        skilled=skilled,
        sweeper=all(post.sweeper for post in posts),
        in_annex=True,
    )


def _outside(given: _Given, vocabulary: Vocabulary, notes: Notes) -> PostMatch | None:
    """Return a title that the annex does not know, if the officer gives its class.

    A word that means posts of several classes, or nearly is a title of another class than the
    one given, is uncertain and therefore a problem.
    """
    ambiguous = vocabulary.ambiguous.get(word_key(given.title), ())
    known = [vocabulary.by_title[word_key(title)] for title in ambiguous]
    if known and given.post_class not in {post.post_class for post in known}:
        names = "、".join(f"{post.title}（{post.post_class}）" for post in known)
        notes.problem("title-ambiguous", given.raw.where, found=given.title, candidates=names)
        return None
    # Beside a class of the officer's own only a near certain slip counts as a misspelling.
    closeness = _CLOSE_TITLES if given.post_class is None else _NEARLY_EQUAL
    is_sought = not known and (given.post_class is not None or notes.may_suggest())
    near = _near(given.title, vocabulary, closeness) if is_sought else []
    names = "、".join(f"{post.title}（{post.post_class}）" for post in near)
    if given.post_class is None:
        is_outside = any(word in given.title for word in vocabulary.outside_words)
        code = "title-misspelt" if near else "class-missing"
        code = "title-outside-trade" if is_outside else code
        notes.problem(code, given.raw.where, found=given.title, candidates=names)
        return None
    if near and given.post_class not in {post.post_class for post in near}:
        notes.problem("title-misspelt", given.raw.where, found=given.title, candidates=names)
        return None
    # A word for several posts is narrowed by its class to those that it can mean.
    meant = [post for post in known if post.post_class == given.post_class]
    titles = tuple(post.title for post in meant or near)
    skilled = bool(meant) and all(post.skilled for post in meant)
    return PostMatch(
        title=given.title,
        post_class=given.post_class,
        skilled=skilled,
        in_annex=False,
        near=titles,
    )


def _near(title: str, vocabulary: Vocabulary, closeness: int) -> list[Post]:
    """Return the posts whose title or alias is nearly the text, the nearest first."""
    words = {**{word_key(post.title): (post,) for post in vocabulary.posts}, **vocabulary.by_alias}
    key = word_key(title)
    near = fields.nearest(key, words, count=_NEAR_TITLES, closeness=closeness)
    # A slip leaves most pairs of letters as they were; words that share none mean something else.
    near = [word for word in near if _pairs(word) & _pairs(key) - _EVERYWHERE or len(key) < _SHORT]
    if not near and closeness == _CLOSE_TITLES and len(key) > 1:
        near = [word for word in words if word.startswith(key)]
    return list(dict.fromkeys(post for word in near for post in words[word]))[:_NEAR_TITLES]


_SHORT = 3
_EVERYWHERE = frozenset({"环卫", "作业", "人员", "管理"})


def _pairs(word: str) -> set[str]:
    """Return each two letters of a word that stand in a row."""
    return {word[at : at + 2] for at in range(len(word) - 1)}


_ENDINGS = ("街道办事处", "街道办", "街办", "街道", "街", "镇")
_NEAR = 6
MAX_LOT_NAME = 25
"""A worksheet's name has 31 characters; the annex's own name stands before the lot's."""
_NOT_IN_SHEET_NAMES = frozenset("[]:*?/\\")
_CLOSE = 50  # per cent: of the two characters that most names have, one


def checked_streets(
    positions: Iterable[Position], vocabulary: Vocabulary, notes: Notes
) -> tuple[Position, ...]:
    """Return the positions with their streets as the city spells them.

    A street nearly like one of the city's is a problem with its candidates; so are two spellings
    of one name. Full-width letters and spaces inside a name are corrected and listed.
    """
    found = [_spelt(position, vocabulary, notes) for position in positions]
    _refuse_misspelt(found, vocabulary, notes)
    # The city has a 新塘街道 and a 新塘镇: its own names are never spellings of each other.
    _refuse_two_spellings(found, "street", notes, frozenset(vocabulary.streets))
    _refuse_two_spellings(found, "lot", notes)
    return tuple(found)


def _spelt(position: Position, vocabulary: Vocabulary, notes: Notes) -> Position:
    """Return a position with its street as the city spells it."""
    given = position.street or ""
    street = as_spelt(given, vocabulary)
    if street == given:
        return position
    notes.cleanup("street-cleaned", position.place("street"), found=given, meant=street)
    return replace(position, street=street)


def as_spelt(street: str, vocabulary: Vocabulary) -> str:
    """Return a street as the city spells it; one that it does not know stays as it is."""
    return vocabulary.spelled_streets.get(word_key(street), street)


def refuse_lots(positions: Sequence[Position], vocabulary: Vocabulary, notes: Notes) -> None:
    """Note in a roster with lots each position without one, or with a name that none can have."""
    if not any(position.lot for position in positions):
        return
    for position in positions:
        lot, where = position.lot, position.place("lot")
        if lot is None:
            notes.problem("position-without-lot", where, found=position.title)
        elif vocabulary.choices["lot_all"].get(word_key(lot)) == ALL:
            notes.problem("lot-named-all", where, found=lot)
        elif not names_sheet(lot):
            notes.problem("lot-name-unfit", where, found=lot, most=MAX_LOT_NAME)


def names_sheet(lot: str) -> bool:
    """Return whether a spreadsheet program can give a sheet this name.

    >>> names_sheet("包组一"), names_sheet("1/2")
    (True, False)
    """
    quoted = lot.startswith("'") or lot.endswith("'")
    return len(lot) <= MAX_LOT_NAME and not quoted and not _NOT_IN_SHEET_NAMES & set(lot)


def outside_list(positions: Iterable[Position], vocabulary: Vocabulary) -> list[Assumption]:
    """Return an assumption for each street that the city's list does not know."""
    named = dict.fromkeys(position.street for position in positions if position.street)
    return [
        Assumption(code="street-outside-list", params={"found": street})
        for street in named
        if street not in vocabulary.streets
    ]


def _stem(name: str) -> str:
    """Return a street's name without what it ends in.

    >>> _stem("石牌街"), _stem("石牌街道")
    ('石牌', '石牌')
    """
    key = word_key(name)
    ending = next((ending for ending in _ENDINGS if key.endswith(ending)), "")
    return key.removesuffix(ending) or key


def _refuse_misspelt(positions: list[Position], vocabulary: Vocabulary, notes: Notes) -> None:
    """Note each street, once, that is nearly one of the city's."""
    first = _first_by(positions, "street")
    unknown = [street for street in first if street not in vocabulary.streets]
    stems: dict[str, list[str]] = {}
    for street in vocabulary.streets if unknown else ():
        stems.setdefault(_stem(street), []).append(street)
    for street in unknown:
        alike = fields.nearest(_stem(street), stems, len(stems), _CLOSE)
        near = fields.nearest(street, [name for stem in alike for name in stems[stem]], _NEAR, 0)
        if near:
            names = "、".join(near)
            place = first[street].place("street")
            city = {f"city_{lang}": name for lang, name in vocabulary.city.items()}
            notes.problem("street-misspelt", place, found=street, candidates=names, **city)


def _refuse_two_spellings(
    positions: list[Position], name: str, notes: Notes, right: frozenset[str] = frozenset()
) -> None:
    """Note a name that another one differs from only in spaces, case, width or ending."""
    seen: dict[str, str] = {}
    for text, position in _first_by(positions, name).items():
        key = _stem(text) if name == "street" else word_key(text)
        other = seen.setdefault(key, text)
        if other != text and not {text, other} <= right:
            notes.problem("spelt-twice", position.place(name), found=text, other=other)


def _first_by(positions: list[Position], name: str) -> dict[str, Position]:
    """Return for each text of a field the first position that has it."""
    first: dict[str, Position] = {}
    for position in positions:
        text = getattr(position, name)
        if text:
            first.setdefault(text, position)
    return first
