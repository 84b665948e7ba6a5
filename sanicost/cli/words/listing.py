"""posts and standard."""

WORDS: dict[str, tuple[str, str]] = {
    "posts": (
        "查询附件中的岗位和等次。",
        "Search the annex: posts and their classes.",
    ),
    "standard": (
        "列出某月施行的全部参数及来源；diff 列出两个月之间变动的参数及影响。",
        "List every figure in force in a month; diff: what moved between two, and what that does.",
    ),
    "standard_action": (
        "diff 2025-12 2026-09：两个月之间变动的参数",
        "diff 2025-12 2026-09: what moved between two months",
    ),
    "standard_usage": (
        "standard 之后可写 diff 和两个月份（不与 --on 同用）：{found}",
        "standard takes nothing, or diff and two months (without --on): {found}",
    ),
    "no_moves": (
        "{before} 与 {after} 之间没有参数变动。",
        "no figure moved between {before} and {after}.",
    ),
    "moves_head": (
        "{before} → {after} 变动的参数，及各等次人均月用工成本的变化（其余全部默认，元/人·月）",
        "Figures that moved {before} → {after}, and what each adds to the unit cost of a class "
        "(a worker with all defaults, yuan per person-month)",
    ),
    "moves_note": (
        "参数按文件的次序逐个变动，各项之和即总变动；每月参数各按 12 个月测算。",
        "The figures move one after the other in the law's order, so the parts add up; each "
        "month's figures price twelve months.",
    ),
    "moves_unknown": (
        "{month} 的参数不详，无法测算人均月用工成本：{found}",
        "not known in {month}, so there is no unit cost: {found}",
    ),
    "text": ("岗位名称或别名的一部分，或等次", "part of a post's name or alias, or a class"),
    "on": ("月份（默认：本月）", "the month (default: this one)"),
    "not_known": ("不详，须由经办人提供", "not known: to be supplied"),
    "none": ("无", "none"),
    "clauses": (
        "列出文件各条：由哪条规则执行、哪些测试验证、在哪张表。",
        "Every clause of the law: which rule carries it out, which tests hold it, on which sheet.",
    ),
    "clause": ("条号或其开头，如 三(三)", "a clause or its beginning, such as 三(三)"),
    "clause_unknown": (
        "没有“{found}”这一条。可选：{near}",
        'there is no clause "{found}". There are: {near}',
    ),
    "clause_line": ("费用项　　", "line       "),
    "clause_sum": ("合计　　　", "sum        "),
    "clause_guard": ("不予测算　", "refusal    "),
    "clause_finding": ("提示　　　", "finding    "),
    "clause_assumption": ("假定　　　", "assumption "),
    "clause_figure": ("参数　　　", "figure     "),
    "clause_test": ("测试　　　", "test       "),
    "clause_sheet": ("工作表　　", "sheet      "),
    "no_posts": ("附件中没有匹配的岗位。", "no post of the annex matches."),
}
