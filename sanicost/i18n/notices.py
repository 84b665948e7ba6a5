"""What a notice says: its code's text with the parameters put in, and what others say of a file."""

import errno
import os
from collections.abc import Mapping
from functools import cache

from sanicost.city.columns import field_label, pattern_label
from sanicost.core.fields import BY_NAME
from sanicost.core.notices import Notice, Params
from sanicost.i18n import Lang, Room, joined, label, room, text

MAX_LENGTH = 1000
ROOMS = (
    "problems",
    "trials",
    "files",
    "batch",
    "settlement",
    "bids",
    "findings",
    "assumptions",
    "cleanups",
)
"""The catalogues of the notices; a code stands in one of them."""


def say(notice: Notice, lang: Lang) -> str:
    """Return the notice in words; user text goes in as it is and is never a template.

    Raises KeyError for a code without a text.
    """
    return notice_texts()[notice.code][lang].format(**words_of(notice, lang))


_SENTENCE: Mapping[Lang, str] = {"zh": "。", "en": ". "}
"""What ends the sentence of a notice that says what is; what to do follows it."""


def say_in_parts(notice: Notice, lang: Lang) -> tuple[str, str]:
    """Return what a notice says there is, and what it says to do: "" where it says nothing.

    >>> say_in_parts(Notice(code="not-a-number", params={"found": "。甲"}), "zh")
    ('“。甲”不是数字。', '请填写一个数字。')
    """
    found = notice_texts()[notice.code][lang]
    what, end, advice = found.partition(_SENTENCE[lang])
    given = words_of(notice, lang)
    return (what + end.rstrip()).format(**given), advice.format(**given)


@cache
def notice_texts() -> Room:
    """Return the texts of all notices by code."""
    return {code: texts for name in ROOMS for code, texts in room(name).items()}


def words_of(notice: Notice, lang: Lang) -> dict[str, str | int]:
    """Return the parameters of a notice in the language asked for."""
    words = {name: _cut(_listed(name, word, lang)) for name, word in notice.params.items()}
    words |= _named(words, lang) | _found(notice.code, words, lang)
    words |= _asides(words, lang)
    if "names" in words and lang == "en":  # a roster's own words for its choices are Chinese
        words["known"] = joined(str(words["names"]).split("、"), lang)
    if "kind" in words:
        words["advice"] = room("advice")[f"{notice.code} {words['kind']}"][lang].format(**words)
    if words.get("near") == "":
        words["near"] = label("none", lang)
    return words


_LISTS = (
    "candidates",
    "near",
    "rows",
    "titles",
    "months",
    "columns",
    "clauses",
    "other_clauses",
    "known",
)


def _listed(name: str, word: str | int, lang: Lang) -> str | int:
    """Return a list of names with the signs of the language between them."""
    if lang == "zh" or name not in _LISTS or not isinstance(word, str):
        return word
    return word.replace("、", ", ").replace("（", " (").replace("）", ")")


def _asides(words: Params, lang: Lang) -> dict[str, str]:
    """Return the parts of sentences that are said only where there is something to say."""
    near, known, start = (str(words.get(name, "")) for name in ("candidates", "known", "start"))
    return {
        "perhaps": text("asides.perhaps", lang, near=near) if near else "",
        "lots": text("asides.lots", lang, known=known) if known else text("asides.no-lots", lang),
        "since": text("asides.since", lang, start=start) if start else text("asides.always", lang),
        "season": _season(str(words.get("season", "")), lang),
        "excluded": text("asides.excluded" if "above" in words else "asides.included", lang),
    }


def _season(numbers: str, lang: Lang) -> str:
    """Return calendar months, numbered in order, as a span; those with a gap one by one.

    >>> _season("6、7、8", "zh"), _season("5、9", "en")
    ('6月至8月', 'May, September')
    """
    months = [int(number) for number in numbers.split("、") if number]
    names = [text(f"months.{month}", lang) for month in months]
    if len(months) > 1 and months[-1] - months[0] == len(months) - 1:
        return text("asides.season", lang, first=names[0], last=names[-1])
    return joined(names, lang)


def _named(words: Params, lang: Lang) -> dict[str, str | int]:
    """Return rates, lots, fields and the city by their names."""
    named: dict[str, str | int] = {}
    if "rate" in words:
        lot = words.get("lot")
        named["rate_label"] = label(str(words["rate"]), lang)
        named["lot_label"] = text("asides.of-lot", lang, lot=lot) if lot else ""
    if (part := str(words.get("part", ""))) in room("labels"):  # of a file it is no line of ours
        named["part_label"] = label(part, lang)
    if "pattern" in words:
        named["pattern_label"] = pattern_label(str(words["pattern"]), lang)
    if "word" in words:
        word = str(words["word"])  # a word of the city, or the field that says the same
        named["word"] = field_label(word, lang) if word in BY_NAME else word
    if "city_zh" in words:
        named["city"] = words[f"city_{lang}"]
    if "field" in words:
        named["field"] = _field(str(words["field"]), lang)
    return named


def _field(key: str, lang: Lang) -> str:
    """Return a key of a roster with its name; a key that officers use as it is has none."""
    if key in BY_NAME:
        return text("asides.field", lang, name=field_label(key, lang), key=key)
    name = room("labels").get(key)
    return text("asides.field", lang, name=name[lang], key=key) if name else key


def _found(code: str, words: Params, lang: Lang) -> dict[str, str | int]:
    """Return what was found, where the system, a library or a name of ours said it."""
    found = str(words.get("found", ""))
    if "errno" in words:
        return {"found": system_words(int(words["errno"]), found, lang)}
    match code:
        case "work-pattern-assumed":
            return {"pattern_label": pattern_label(found, lang)}
        case "headings-missing" if lang == "en":
            return {"least": str(words["names"]).partition("、")[0]}
    return {"found": found_words(code, found, lang)} if "found" in words else {}


def found_words(code: str, found: str, lang: Lang) -> str:
    """Return what was found, where the system or a library said it of a file.

    >>> found_words("file-not-xlsx", "text", "zh"), found_words("not-a-number", "text", "zh")
    ('纯文本', 'text')
    """
    match code:
        case "yaml-syntax" | "file-not-csv" | "config-wrong":
            return _known("parsers", found, lang)
        case "file-not-xlsx" | "file-mislabelled":
            return _known("file_kinds", found, lang)
    return found


def _known(catalogue: str, found: str, lang: Lang) -> str:
    """Return what a library says, in the language; what no catalogue knows stays as it is."""
    texts = room(catalogue).get(found)
    return texts[lang] if texts else found


def system_words(number: int, english: str, lang: Lang) -> str:
    """Return what the system says of an error by its number; it speaks English itself.

    >>> system_words(errno.ENOSPC, "No space left on device", "zh")
    '磁盘空间不足'
    """
    if lang == "en":
        return english or os.strerror(number)
    known = room("system").get(errno.errorcode.get(number, ""))
    return known["zh"] if known else english


def _cut(word: str | int) -> str | int:
    """Return a parameter that is no longer than a paragraph, whatever the input held."""
    return f"{word[:MAX_LENGTH]}…" if isinstance(word, str) and len(word) > MAX_LENGTH else word
