"""Completion on the terminal: what a word may go on as. The shells' side is the library's."""

import os
import re
from collections.abc import Iterable, Mapping

VARIABLE = "_SANICOST_COMPLETE"
"""The variable of the environment by which a shell asks for completion."""
_WORDS = ("COMP_WORDS", "_TYPER_COMPLETE_ARGS")
_ACTIONS = ("set", "unset", "check", "diff")
_VALUE = re.compile(r"(?P<before>(?:\[[^\]]*\]\.)?(?P<field>\w+)=)(?P<begun>.*)")


def words_so_far(environment: Mapping[str, str]) -> list[str]:
    """Return the words of the line that a shell wants completed, none where none asks.

    >>> words_so_far({"_SANICOST_COMPLETE": "complete_bash", "COMP_WORDS": "sanicost posts 公"})
    ['posts', '公']
    """
    if VARIABLE not in environment:
        return []
    line = next((environment[name] for name in _WORDS if name in environment), "")
    return line.split()[1:]


def posts(incomplete: str) -> list[str]:
    """Return the titles of the annex that begin like this."""
    from sanicost.city.standard import config_folder  # noqa: PLC0415 - only to complete
    from sanicost.city.vocabulary import load_vocabulary  # noqa: PLC0415

    known = [post.title for post in load_vocabulary(config_folder()).posts]
    return _matching(incomplete, known)


def figures(incomplete: str) -> list[str]:
    """Return the actions of `standard` and the names of figures that begin like this."""
    return _matching(incomplete, (*_ACTIONS, *_figures()))


def codes(incomplete: str) -> list[str]:
    """Return the codes of messages that begin like this."""
    from sanicost.i18n.notices import notice_texts  # noqa: PLC0415 - only to complete

    return _matching(incomplete, notice_texts())


def settings(incomplete: str) -> list[str]:
    """Return what `--set` takes: names of figures and fields; behind a field, posts or streets."""
    from sanicost.city.standard import config_folder  # noqa: PLC0415 - only to complete
    from sanicost.city.vocabulary import load_vocabulary  # noqa: PLC0415
    from sanicost.core.fields import BY_NAME  # noqa: PLC0415

    found = _VALUE.fullmatch(incomplete)
    if found is None:
        return _matching(incomplete, (f"{name}=" for name in (*_figures(), *BY_NAME)))
    vocabulary = load_vocabulary(config_folder())
    known = {
        "title": [post.title for post in vocabulary.posts],
        "street": [street for streets in vocabulary.districts.values() for street in streets],
    }.get(found["field"], [])
    return [found["before"] + word for word in _matching(found["begun"], known)]


def asks_for_completion() -> bool:
    """Return whether a shell has started the program for the sake of a completion."""
    return VARIABLE in os.environ


def _figures() -> Iterable[str]:
    """Return the names of all figures, in the order of the law."""
    from sanicost.city.standard import config_folder, load_standard  # noqa: PLC0415

    return load_standard(config_folder()).figures


def _matching(incomplete: str, known: Iterable[str]) -> list[str]:
    """Return the words that begin with a text."""
    return [one for one in known if one.startswith(incomplete)]
