"""whatif and fit."""

WORDS: dict[str, tuple[str, str]] = {
    "whatif": (
        "假设参数或岗位字段取别的值，最高投标限价如何变动。",
        "Suppose other figures or fields: what happens to the ceiling, by month and line.",
    ),
    "fit": (
        "预算能付多少人：按现有比例，或只变动一个岗位。",
        "How many heads a budget pays for: in the given proportions, or of one position.",
    ),
    "set": (
        "一项假设，可多次：参数 minimum_wage=2800@2027-07 "
        "或任一岗位字段 [3].headcount=20 ；不写行号即全部岗位",
        "one supposition, any number of times: a figure (minimum_wage=2800@2027-07) or any "
        "field of positions ([3].headcount=20; without a row number, of all)",
    ),
    "sweep": (
        "按范围取值（数字）：seniority_years=5..20 或 minimum_wage=2500..3000:50@2027-07",
        "a range of numbers: seniority_years=5..20, minimum_wage=2500..3000:50@2027-07",
    ),
    "sweep_output": (
        "--sweep 的输出工作簿，附图表",
        "the workbook of --sweep, with a chart",
    ),
    "budget": ("预算（元）", "the budget in yuan"),
    "free": (
        "只变动这个岗位的人数（名称或行号）",
        "let only this position vary: its title or row number",
    ),
    "nothing_supposed": (
        "请用 --set 或 --sweep 给出假设",
        "suppose something with --set or --sweep",
    ),
    "output_needs_sweep": ("-o 只用于 --sweep", "-o goes with --sweep"),
}
