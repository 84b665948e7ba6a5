"""What the program says, in Chinese and English; codes are stable, words may change."""

from sanicost.core.notices import Notice, Params
from sanicost.messages.files import ADVICE
from sanicost.messages.foreign import found_words, system_words
from sanicost.messages.labels import Lang, label
from sanicost.messages.places import place
from sanicost.messages.texts import TEXTS

__all__ = ["Lang", "label", "place", "say"]

MAX_LENGTH = 1000


def say(notice: Notice, lang: Lang) -> str:
    """Return the notice in words; user text goes in as it is and is never a template."""
    chinese, english = TEXTS[notice.code]
    return (chinese if lang == "zh" else english).format(**_words(notice, lang))


def _words(notice: Notice, lang: Lang) -> dict[str, str | int]:
    """Return the parameters in the language asked for."""
    words = {name: _cut(word) for name, word in notice.params.items()}
    words |= _named(words, lang) | _found(notice.code, words, lang)
    words |= _asides(words, lang)
    if lang == "en" and "names" in words:
        words["known"] = str(words["names"]).replace("、", ", ")
    if "kind" in words:
        advice = ADVICE[f"{notice.code} {words['kind']}"]
        words["advice"] = advice[0 if lang == "zh" else 1].format(**words)
    if words.get("near") == "":
        words["near"] = "无" if lang == "zh" else "none"
    return words


def _asides(words: Params, lang: Lang) -> dict[str, str]:
    """Return the parts of sentences that are said only where there is something to say."""
    zh = lang == "zh"
    near, known, start = (str(words.get(name, "")) for name in ("candidates", "known", "start"))
    perhaps = f"是否应为：{near}？" if zh else f"Did you mean {near}? "
    lots = f"已有：{known}。" if zh else f"There is: {known}. "
    since = f"自 {start}" if zh else f"from {start}"
    always = "适用全部月份" if zh else "for all months"
    return {
        "perhaps": perhaps if near else "",
        "lots": lots if known else "岗位没有分包组。" if zh else "The positions have no lots. ",
        "since": since if start else always,
        "excluded": ("（不含）" if zh else " (excluded) ") if "above" in words else " ",
    }


def _named(words: Params, lang: Lang) -> dict[str, str | int]:
    """Return rates, lots and fields by their names."""
    named: dict[str, str | int] = {}
    if "rate" in words:
        lot = words.get("lot")
        named["rate_label"] = label(str(words["rate"]), lang)
        named["lot_label"] = "" if not lot else f"包组“{lot}”的" if lang == "zh" else f" of {lot}"
    if "word" in words:
        named["word"] = label(str(words["word"]), lang)
    if "field" in words:
        key = str(words["field"])
        name = label(key, lang)
        named["field"] = key if name == key else f"{name}（{key}）" if lang == "zh" else key
    return named


def _found(code: str, words: Params, lang: Lang) -> dict[str, str | int]:
    """Return what was found, where the system, a library or a name of ours said it."""
    found = str(words.get("found", ""))
    if "errno" in words:
        return {"found": system_words(int(words["errno"]), found, lang)}
    if code == "work-pattern-assumed":
        return {"pattern_label": label(found, lang)}
    if code == "headings-missing" and lang == "en":
        return {"least": str(words["names"]).partition("、")[0]}
    return {"found": found_words(code, found, lang)} if "found" in words else {}


def _cut(word: str | int) -> str | int:
    """Return a parameter that is no longer than a paragraph, whatever the input held."""
    return f"{word[:MAX_LENGTH]}…" if isinstance(word, str) and len(word) > MAX_LENGTH else word
