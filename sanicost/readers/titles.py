"""A post's title and class by the annex: exact, then by alias, never by a guess (三(二), 附件)."""

from dataclasses import dataclass

from sanicost.core.roster import Titled
from sanicost.readers import fields
from sanicost.readers.document import Item, Notes, Raw
from sanicost.vocabulary import Post, Vocabulary, word_key

_NEAR = 3
_CLOSE, _NEARLY_EQUAL = 60, 80  # per cent of the characters alike


def titled(item: Item, vocabulary: Vocabulary, notes: Notes) -> Titled | None:
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


@dataclass(frozen=True)
class _Given:
    """What the row says: a title, and the class if one was given."""

    title: str
    raw: Raw
    class_raw: Raw
    post_class: int | None


def _looked_up(given: _Given, vocabulary: Vocabulary, notes: Notes) -> Titled | None:
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


def _of_annex(given: _Given, posts: tuple[Post, ...], notes: Notes) -> Titled | None:
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
    return Titled(title=given.title, post_class=post.post_class, skilled=skilled, in_annex=True)


def _outside(given: _Given, vocabulary: Vocabulary, notes: Notes) -> Titled | None:
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
    closeness = _CLOSE if given.post_class is None else _NEARLY_EQUAL
    near = [] if known else _near(given.title, vocabulary, closeness)
    names = "、".join(f"{post.title}（{post.post_class}）" for post in near)
    if given.post_class is None:
        code = "title-misspelt" if near else "class-missing"
        notes.problem(code, given.raw.where, found=given.title, candidates=names)
        return None
    if near and given.post_class not in {post.post_class for post in near}:
        notes.problem("title-misspelt", given.raw.where, found=given.title, candidates=names)
        return None
    # A word for several posts is narrowed by its class to those that it can mean.
    meant = [post for post in known if post.post_class == given.post_class]
    titles = tuple(post.title for post in meant or near)
    skilled = bool(meant) and all(post.skilled for post in meant)
    return Titled(
        title=given.title,
        post_class=given.post_class,
        skilled=skilled,
        in_annex=False,
        near=titles,
    )


def _near(title: str, vocabulary: Vocabulary, closeness: int) -> list[Post]:
    """Return the posts whose title or alias is nearly the text, the nearest first."""
    words = {**{word_key(post.title): (post,) for post in vocabulary.posts}, **vocabulary.by_alias}
    near = fields.nearest(word_key(title), words, count=_NEAR, closeness=closeness)
    return list(dict.fromkeys(post for word in near for post in words[word]))[:_NEAR]
