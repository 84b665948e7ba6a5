"""posts and standard."""

WORDS: dict[str, tuple[str, str]] = {
    "posts": (
        "查询附件中的岗位和等次。",
        "Search the annex: posts and their classes.",
    ),
    "standard": (
        "列出某月施行的全部参数及来源。",
        "List every figure in force in a month, with unit, source and standing.",
    ),
    "text": ("岗位名称或别名的一部分，或等次", "part of a post's name or alias, or a class"),
    "on": ("月份（默认：本月）", "the month (default: this one)"),
    "not_known": ("不详，须由经办人提供", "not known: to be supplied"),
    "none": ("无", "none"),
    "no_posts": ("附件中没有匹配的岗位。", "no post of the annex matches."),
}
