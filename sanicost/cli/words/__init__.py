"""The words of the help and of the interface, in two languages, a file for each group."""

from sanicost.cli.words import (
    batching,
    common,
    comparing,
    estimating,
    explaining,
    listing,
    settling,
    starting,
    tendering,
    trying,
    verifying,
)
from sanicost.messages import Lang

WORDS: dict[str, tuple[str, str]] = {
    **common.WORDS,
    **estimating.WORDS,
    **explaining.WORDS,
    **comparing.WORDS,
    **trying.WORDS,
    **listing.WORDS,
    **starting.WORDS,
    **tendering.WORDS,
    **verifying.WORDS,
    **batching.WORDS,
    **settling.WORDS,
}


def word(name: str, lang: Lang, **params: str) -> str:
    """Return a phrase of the interface."""
    chinese, english = WORDS[name]
    return (chinese if lang == "zh" else english).format(**params)
