"""The terminal's language: `--lang zh|en` anywhere on the line, else the locale."""

import locale
import os
from collections.abc import Mapping

from sanicost.i18n import Lang

_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def take_language(arguments: list[str], environment: Mapping[str, str]) -> tuple[Lang, list[str]]:
    """Return the language and the arguments without `--lang`.

    >>> take_language(["check", "--lang", "en", "r.yaml"], {})
    ('en', ['check', 'r.yaml'])

    Raises ValueError with what was given where it is neither zh nor en.
    """
    rest: list[str] = []
    chosen: str | None = None
    pending = iter(arguments)
    for argument in pending:
        if argument == "--":
            rest += [argument, *pending]
        elif argument == "--lang":
            chosen = next(pending, "")
        elif argument.startswith("--lang="):
            chosen = argument.removeprefix("--lang=")
        else:
            rest.append(argument)
    if chosen is None:
        return from_locale(environment), rest
    if chosen == "zh":
        return "zh", rest
    if chosen == "en":
        return "en", rest
    raise ValueError(chosen)


def from_locale(environment: Mapping[str, str]) -> Lang:
    """Return Chinese for a Chinese locale, else English.

    >>> from_locale({"LANG": "zh_CN.UTF-8"})
    'zh'
    """
    named = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    if not named and os.name == "nt":
        named = locale.getlocale()[0] or ""
    return "zh" if named.lower().startswith(("zh", "chinese")) else "en"
