"""A word for every symbol that the rules speak of, and the unit of what it holds."""

from sanicost.core.figures import Standard, leaves
from sanicost.core.rules import ALL_LABEL, INJURY_ONLY_LABEL, YES_LABEL
from sanicost.messages.cells import cell_word
from sanicost.messages.figures import part_name
from sanicost.messages.labels import Lang, label

_SEGMENTS: dict[str, tuple[str, str]] = {
    "segment.months": ("计价段月数", "months of the segment"),
    "segment.months_of_year": ("合同年月数", "months of the contract year"),
    "segment.heat_months": ("合同年内高温月数", "hot months of the contract year"),
    "segment.seniority_added": ("合同期内增加的工龄", "seniority added during the term"),
}
_CHOSEN: dict[str, tuple[str, str]] = {
    "position.skill_grade": ("职业技能等级", "skill grade"),
    "position.education": ("学历", "education"),
}
_FIELDS = (
    "post_class",
    "seniority_years",
    "work_days",
    "rest_days_worked",
    "headcount",
    "statutory_days_worked",
    "overtime_hours",
    "heat_exposed",
    "insurance",
    "housing_fund_rate",
)
_GIVEN = ("base_wage", "holiday_money", "skill_post_allowance", "performance_bonus")


def symbol_words(standard: Standard, lang: Lang) -> dict[str, str]:
    """Return a word for every symbol that the rules use, and for what their conditions name."""
    which = 0 if lang == "zh" else 1
    words = {name: pair[which] for name, pair in (_SEGMENTS | _CHOSEN).items()}
    for path, figure in standard.figures.items():
        for row in (*figure.rows, *standard.overrides.get(path, ())):
            for leaf, _ in leaves(path, row.value):
                part = leaf.removeprefix(path).lstrip(".")
                words[leaf] = figure.name[lang] + (_in_brackets(part, lang) if part else "")
    words |= {f"position.{name}": label(name, lang) for name in _FIELDS}
    own = "岗位表所填{}" if lang == "zh" else "{} of the roster"
    words |= {f"position.{name}": own.format(label(name, lang)) for name in _GIVEN}
    words |= {word: cell_word(word, lang) for word in (ALL_LABEL, YES_LABEL, INJURY_ONLY_LABEL)}
    return words | {f"line.{name}": label(name, lang) for name in ("base_wage", "income")}


def _in_brackets(part: str, lang: Lang) -> str:
    """Return the name of a figure's part behind the figure's."""
    name = part_name(part, lang)
    return f"（{name}）" if lang == "zh" else f" ({name})"
