"""Words for what a position's fields may be chosen from; numbers and texts say themselves."""

from sanicost.messages.labels import Lang, label

_CHOICES: dict[str, dict[str, tuple[str, str]]] = {
    "post_class": {"1": ("一类", "1"), "2": ("二类", "2"), "3": ("三类", "3")},
    "heat_exposed": {"yes": ("是", "yes"), "no": ("否", "no")},
    "insurance": {"full": ("全额参保", "full"), "injury_only": ("仅工伤", "work injury alone")},
    "statutory_days_worked": {"all": ("全部", "all")},
    "skill_grade": {
        "五级": ("五级", "grade 5"),
        "四级": ("四级", "grade 4"),
        "三级": ("三级", "grade 3"),
        "二级": ("二级", "grade 2"),
        "一级": ("一级", "grade 1"),
    },
    "education": {
        "大学专科": ("大学专科", "junior college"),
        "大学本科及以上": ("大学本科及以上", "bachelor or above"),
    },
}


def value_word(field: str, text: str, lang: Lang) -> str:
    """Return a field's canonical text in words; what is no choice of ours stays as it is.

    >>> value_word("work_pattern", "six-day", "zh"), value_word("insurance", "injury_only", "en")
    ('六天工作制', 'work injury alone')
    >>> value_word("remarks", "yes", "zh")
    'yes'
    """
    if field == "work_pattern":
        return label(text, lang)
    pair = _CHOICES.get(field, {}).get(text, (text, text))
    return pair[0 if lang == "zh" else 1]
