"""explain."""

WORDS: dict[str, tuple[str, str]] = {
    "explain": (
        "说明一个数从何而来：单元格、岗位的某项费用，或最高投标限价。",
        "Explain where an amount comes from: a cell, a line of a position, or the ceiling.",
    ),
    "explain_file": (
        "岗位表，或本程序写出的工作簿",
        "a roster, or a workbook that this program wrote",
    ),
    "explain_target": (
        "单元格（附件3!F12），或岗位的序号或名称；不写则说明限价",
        "a cell (附件3!F12), or a position's number or title; without it, the ceiling",
    ),
    "explain_line": (
        "费用项，如 环卫岗位津贴 或 post_allowance（默认：人均月用工成本）",
        "a line, such as post_allowance or 环卫岗位津贴 (default: unit_cost)",
    ),
    "explain_depth": ("展开的层数", "how many levels to unfold"),
    "explain_month": ("岗位费用项所在的月份", "the month of a position's line"),
    "explain_edited": (
        "注意：{where} 现为 {found}，写出时为 {written}；以下按写出时说明。"
        "请用 sanicost verify 核对。",
        "note: {where} now holds {found} and was written as {written}, which is what is "
        "explained. Run sanicost verify.",
    ),
}
