"""What the program says, in Chinese and English; codes are stable, words may change."""

from sanicost.core.notices import Notice
from sanicost.messages.labels import Lang, label
from sanicost.messages.texts import TEXTS

__all__ = ["Lang", "label", "say"]


def say(notice: Notice, lang: Lang) -> str:
    """Return the notice in words; user text goes in as it is and is never a template."""
    chinese, english = TEXTS[notice.code]
    return (chinese if lang == "zh" else english).format(**notice.params)
