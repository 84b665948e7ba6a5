"""What help says of a code: an example of its message, the cause, and what to do.

Most messages say both themselves: what was found, then what to do. What to do stands in the
catalogue `cures` only where the message does not say it, and `causes_told` has the reasons that a
short message leaves out. The examples stand beside, in `examples/codes.json`.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypedDict

from sanicost.core.law import Law
from sanicost.core.notices import Notice, Params
from sanicost.i18n import Lang, place, room, text
from sanicost.i18n.notices import ROOMS, notice_texts, say, words_of

_KINDS = {
    "problems": "roster",
    "trials": "roster",
    "files": "unreadable",
    "batch": "roster",
    "settlement": "roster",
    "bids": "finding",
    "findings": "finding",
    "assumptions": "assumption",
    "cleanups": "cleanup",
}
"""What the codes of a catalogue are, unless the examples say otherwise."""
_UNWRITABLE = ("output-", "folder-")
EXITS = {"roster": 1, "unreadable": 3, "unwritable": 4, "finding": 0, "assumption": 0, "cleanup": 0}
"""The exit code that goes with a kind of code."""
_CURES = {
    "zh": re.compile(
        r"(?:(?<=[。？；：，}])|^)"
        r"(?:请|是的请|不是岗位的请|可用|不得降低|是否应为|是否为|可选|先前的整套|要覆盖请|要改输入|"
        r"改用别的|覆盖时请|参数名见|没有的填|当月请|其他符号请)"
    ),
    "en": re.compile(
        r"(?:(?<=[.?!;:] )|(?<=})|^)(?:Add|Ask|Check|Choose|Clear|Convert|Correct|Cut|Did you mean|Delete|"
        r"Fill|Give|Hand|Install|Keep|Leave|Let|Look|Lower|Make|Merge|Move|Name|Open|Override|Price|Raise|"
        r"Remove|Rename|Restore|Round|Run|Save|Say|Set|Shorten|Split|Suppose|Take|Type|Unmerge|Use|"
        r"Wait|Write|Copy|Change|Take|The month goes|Where there is nothing|"
        r"Keys:|Put |Figures are listed|explain others|send this one|Headings are|sanicost \w+)\b"
    ),
}
"""Where a message begins to say what to do."""


class _Examples(TypedDict):
    """The examples: usual parameters, the kinds of some codes, place and parameters of each."""

    usual: Params
    kinds: Mapping[str, str]
    codes: Mapping[str, tuple[str, Params]]


@dataclass(frozen=True, kw_only=True)
class Explained:
    """A code with an example of its message, what causes it and what to do, in one language."""

    code: str
    kind: str
    where: str
    message: str
    cause: str
    cure: str

    @property
    def exit_code(self) -> int:
        """The exit code of a command that says this and nothing worse."""
        return EXITS[self.kind]


def explained(code: str, law: Law, lang: Lang) -> Explained:
    """Return what there is to know of a code; raise KeyError for one that no message has."""
    template = notice_texts()[code][lang]
    where, params = _examples()["codes"].get(code, ("", {}))
    notice = law.cited(Notice(code=code, where=where, params={**_examples()["usual"], **params}))
    found, cure = _halves(template, lang)
    words = words_of(notice, lang)
    told = room("causes_told").get(code)
    cured = room("cures").get(code)
    return Explained(
        code=code,
        kind=_kind(code),
        where=place(where, lang),
        message=say(notice, lang),
        cause=(told[lang] if told else found.format(**words)),
        cure=(cured[lang] if cured else cure.format(**words)) or _usual_cure(code, lang),
    )


def _halves(template: str, lang: Lang) -> tuple[str, str]:
    """Return what a message says was found, and what to do; the second may be missing.

    >>> _halves("“{found}”不是数字。请填写一个数字。", "zh")
    ('“{found}”不是数字。', '请填写一个数字。')
    >>> _halves("too high: check it", "en")
    ('too high: check it', '')
    """
    begins = _CURES[lang].search(template)
    if not begins or not begins.start():
        return template, ""
    found = template[: begins.start()].rstrip("，；： ")
    return text("asides.sentence", lang, said=found.rstrip("。.")), template[begins.start() :]


def _usual_cure(code: str, lang: Lang) -> str:
    """Return what to do about a message that only tells what was assumed or read: it may be right."""
    usual = room("cures").get(f"any-{_kind(code)}")
    return usual[lang] if usual else ""


def _kind(code: str) -> str:
    """Return what kind of message a code has."""
    if code in _examples()["kinds"]:
        return _examples()["kinds"][code]
    if code.startswith(_UNWRITABLE):
        return "unwritable"
    return next(_KINDS[name] for name in ROOMS if code in room(name))


@cache
def _examples() -> _Examples:
    """Return the examples, read when they are first asked for."""
    path = Path(__file__).with_name("examples") / "codes.json"
    found: _Examples = json.loads(path.read_text("utf-8"))
    return found
