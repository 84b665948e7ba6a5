"""compare."""

WORDS: dict[str, tuple[str, str]] = {
    "compare": (
        "比较两份岗位表，或同一份在两个时点：差额由哪些原因构成，分文不差。",
        "Compare two rosters, or one at two dates: the causes of the difference, exact to the fen.",
    ),
    "compare_before": ("变动前的岗位表或测算工作簿", "the earlier roster or workbook"),
    "compare_after": (
        "变动后的岗位表或测算工作簿",
        "the later roster or workbook",
    ),
    "compare_start": (
        "两边都用的起始月份（默认：各自岗位表所写）",
        "first month of both sides (default: each roster's own)",
    ),
    "compare_months": (
        "两边都用的月数，1至120（默认：各自岗位表所写）",
        "number of months of both sides, 1 to 120 (default: each roster's own)",
    ),
    "compare_figures": (
        "两边都用的覆盖参数 YAML 文件",
        "a YAML file of overrides for both sides",
    ),
    "compare_as_of": (
        "只给一份岗位表时：变动前采用的参数月份",
        "for one roster: the month whose figures are the earlier ones",
    ),
    "compare_against": (
        "只给一份岗位表时：变动后采用的参数月份",
        "for one roster: the month whose figures are the later ones",
    ),
    "compare_output": ("输出工作簿，附瀑布图", "the workbook to write, with a waterfall chart"),
    "compare_one": (
        "请给出两份岗位表，或用 --against 给出另一个参数月份",
        "give two rosters, or another month of figures with --against",
    ),
    "compare_dates": (
        "--as-of 和 --against 只用于一份岗位表",
        "--as-of and --against are for one roster only",
    ),
    "compared": ("变动前：{before}　变动后：{after}", "before: {before}   after: {after}"),
}
